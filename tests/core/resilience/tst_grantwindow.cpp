// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "resilience/grantwindow.h"

#include <QTest>

#include <limits>
#include <vector>

using namespace fuseboard;
using namespace std::chrono;
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
        window.remove(0, 1);
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
            window.remove(other, 1);
            QVERIFY(window == someGrants(first));
        }
        QVERIFY(window.contains(first + 1));
        window.remove(first + 1, 1);
        QCOMPARE(window.tokens(), 5);
        QVERIFY(window.contains(first) && window.contains(first + 2));
        QCOMPARE(window.momentOf(2), start);
        QCOMPARE(window.momentOf(3), start + 20s);
        QCOMPARE(window.tokensAfter(start), 3);
        window.remove(first + 2, 3);
        QCOMPARE(window.tokens(), 2);
        window.remove(first, 2);
        QVERIFY(window == GrantWindow());
    }

    void L03_thoseOfOneSpanAreOne()
    {
        GrantWindow window;
        for (quint32 number = 1; number <= 100'000; ++number)
            window.add(start + number * 1ms, number, 1, 10s);
        QCOMPARE(window.size(), 11);
        QCOMPARE(window.tokens(), 100'000);
        QCOMPARE(window.momentOf(1), start + 10s - 1ms); // never earlier than it was
        window.remove(20'500, 1);
        QCOMPARE(window.tokens(), 99'999);
        QVERIFY(window.contains(1) && window.contains(100'000));
        window.forgetUntil(start + 30s - 1ms);
        QCOMPARE(window.tokens(), 70'001);
        QVERIFY(!window.contains(29'999) && window.contains(30'000));
    }

    void sumsStayRightWhateverLeaves()
    {
        // Beside a list that is added up each time.
        struct One
        {
            MonotonicTime at;
            quint32 number;
            int cost;
        };
        std::vector<One> plain;
        GrantWindow window;
        SeededRandom random(5);
        const auto below = [&random](std::size_t count) { return std::size_t(random.uniform() * double(count)); };
        MonotonicTime now = start;
        for (quint32 number = 1; number <= 2000; ++number) {
            now += Duration(seconds(below(3)));
            plain.push_back({now, number, int(below(3)) + 1});
            window.add(now, number, plain.back().cost);
            if (below(3) == 0) {
                const auto gone = plain.begin() + std::ptrdiff_t(below(plain.size()));
                window.remove(gone->number, gone->cost);
                plain.erase(gone);
            }
            if (below(50) == 0) {
                window.forgetUntil(now - 40s);
                std::erase_if(plain, [now](const One &one) { return one.at <= now - 40s; });
            }
            qint64 sum = 0;
            for (const One &one : plain) {
                QCOMPARE(window.momentOf(sum + 1), one.at);
                sum += one.cost;
                QCOMPARE(window.momentOf(sum), one.at);
                QVERIFY(window.contains(one.number));
            }
            QCOMPARE(window.tokens(), sum);
            qint64 late = 0;
            for (const One &one : plain)
                late += one.at > now - 20s ? one.cost : 0;
            QCOMPARE(window.tokensAfter(now - 20s), late);
        }
    }
};

QTEST_GUILESS_MAIN(TestGrantWindow)
#include "tst_grantwindow.moc"
