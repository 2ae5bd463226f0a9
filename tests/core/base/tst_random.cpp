// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <array>

using namespace fuseboard;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameEverywhere()
    {
        // The first output of a 64-bit Mersenne twister with the standard's default seed and its 10,000th are fixed
        // by the C++ standard: 14514284786278117030 and 9981545732273789042.
        SeededRandom random(5489);
        QCOMPARE(random.uniform(), double(14514284786278117030U >> 11) / 9007199254740992.0);
        for (int i = 2; i < 10'000; ++i)
            random.uniform();
        QCOMPARE(random.uniform(), double(9981545732273789042U >> 11) / 9007199254740992.0);
    }

    void theSameSeedTheSameSequence()
    {
        SeededRandom one(42);
        SeededRandom two(42);
        SeededRandom other(43);
        int different = 0;
        for (int i = 0; i < 1000; ++i) {
            const double value = one.uniform();
            QCOMPARE(two.uniform(), value);
            different += other.uniform() != value ? 1 : 0;
        }
        QVERIFY(different > 990);
    }

    void seededByTheSystemTheyDiffer()
    {
        SeededRandom one;
        SeededRandom two;
        QVERIFY(one.uniform() != two.uniform());
    }

    void evenlyWithinItsRange()
    {
        SeededRandom random(1);
        std::array<int, 10> tenths{};
        for (int i = 0; i < 100'000; ++i) {
            const double value = random.uniform();
            QVERIFY(value >= 0 && value < 1);
            ++tenths.at(std::size_t(value * 10));
        }
        for (const int count : tenths)
            QVERIFY(count > 9'500 && count < 10'500);
    }

    void uuidsHaveTheirFormAndDiffer()
    {
        SeededRandom random(1);
        QSet<QByteArray> seen;
        const QRegularExpression form(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                                     "[0-9a-f]{12}$"));
        for (int i = 0; i < 1'000; ++i) {
            const QByteArray uuid = randomUuid(random);
            QVERIFY2(form.match(QString::fromLatin1(uuid)).hasMatch(), uuid.constData());
            seen.insert(uuid);
        }
        QCOMPARE(seen.size(), 1'000);
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
