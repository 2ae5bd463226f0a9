// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/grantwindow.h"

#include <QTest>

#include <limits>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const MonotonicTime start{1h};

/// Two tokens at 0 s, one at 10 s, three at 20 s.
GrantWindow someGrants(quint32 first)
{
    GrantWindow window;
    window.add(start, first, 2);
    window.add(start + 10s, first + 1, 1);
    window.add(start + 20s, first + 2, 3);
    return window;
}

} // namespace

class TestGrantWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOne()
    {
        GrantWindow window;
        QCOMPARE(window.tokens(), 0);
        QVERIFY(!window.contains(0));
        window.remove(0);
        window.forgetUntil(start);
        QVERIFY(window == GrantWindow());
    }

    void tokensAndTheirMoments()
    {
        const GrantWindow window = someGrants(1);
        QCOMPARE(window.tokens(), 6);
        QCOMPARE(window.tokensAfter(start - 1ns), 6);
        QCOMPARE(window.tokensAfter(start), 4);
        QCOMPARE(window.tokensAfter(start + 1min), 0);
        const QList<Duration> moments{0s, 0s, 10s, 20s, 20s, 20s};
        for (int token = 1; token <= 6; ++token)
            QCOMPARE(window.momentOf(token), start + moments.at(token - 1));
    }

    void timeForgets()
    {
        GrantWindow window = someGrants(1);
        window.forgetUntil(start + 10s - 1ns);
        QCOMPARE(window.tokens(), 4);
        window.forgetUntil(start + 10s);
        QCOMPARE(window.tokens(), 3);
        window.moveBack(20s);
        QCOMPARE(window.momentOf(1), start);
        window.forgetUntil(start);
        QVERIFY(window == GrantWindow());
    }

    void eachIsFoundByItsNumber_data()
    {
        QTest::addColumn<quint32>("first");
        QTest::newRow("the first numbers") << 1U;
        QTest::newRow("the last numbers") << std::numeric_limits<quint32>::max(); // and on from 0
    }
    void eachIsFoundByItsNumber()
    {
        QFETCH(quint32, first);
        GrantWindow window = someGrants(first);
        for (const quint32 other : {first - 1, first + 3, first + (1U << 31)}) {
            QVERIFY(!window.contains(other));
            window.remove(other);
            QVERIFY(window == someGrants(first));
        }
        QVERIFY(window.contains(first + 1));
        window.remove(first + 1);
        QVERIFY(!window.contains(first + 1));
        QCOMPARE(window.tokens(), 5);
        QVERIFY(window.contains(first) && window.contains(first + 2));
        window.remove(first + 2);
        window.remove(first);
        QVERIFY(window == GrantWindow());
    }
};

QTEST_GUILESS_MAIN(TestGrantWindow)
#include "tst_grantwindow.moc"
