// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/allowedvalues.h"

#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestAllowedValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasItsOwnName();
    void unknownNamesAreUnknown();
    void partsAreThoseThatWereGiven();
    void wholeNumbersAreExact();
    void onlyNumbersWithTwoEndsAreRanges();
    void equalityLooksAtEachPart();
};

void TestAllowedValues::eachKindHasItsOwnName()
{
    QSet<QString> names;
    for (int i = 0; i <= int(AllowedKind::Told); ++i) {
        const QString name = allowedKindName(AllowedKind(i));
        QCOMPARE(name.isEmpty(), AllowedKind(i) == AllowedKind::Unknown);
        QVERIFY2(!names.contains(name), qPrintable(name));
        QCOMPARE(allowedKindNamed(name), AllowedKind(i));
        names.insert(name);
    }
    // They stand in files.
    QCOMPARE(allowedKindName(AllowedKind::WholeNumber), "whole_number"_L1);
    QCOMPARE(allowedKindName(AllowedKind::Utf8), "utf8"_L1);
}

void TestAllowedValues::unknownNamesAreUnknown()
{
    QCOMPARE(allowedKindNamed(u"Whole_Number"_s), AllowedKind::Unknown);
    QCOMPARE(allowedKindNamed(u"of a newer version"_s), AllowedKind::Unknown);
}

void TestAllowedValues::partsAreThoseThatWereGiven()
{
    const AllowedValues above = AllowedValues::numberAbove(0, 0.5);
    QCOMPARE(above.kind, AllowedKind::Number);
    QCOMPARE(above.least, 0.0);
    QCOMPARE(above.most, 0.5);
    QVERIFY(above.leastIsExcluded);
    QVERIFY(!AllowedValues::number(0, 0.5).leastIsExcluded);
    const AllowedValues levels = AllowedValues::atMost(AllowedKind::Levels, 64);
    QVERIFY(!levels.least);
    QCOMPARE(levels.most, 64.0);
    QCOMPARE(AllowedValues::ofWords(AllowedKind::AtMostField, {u"timeout"_s}).words, QStringList{u"timeout"_s});
    QVERIFY(!AllowedValues().isKnown());
    QVERIFY(AllowedValues{AllowedKind::Flag}.isKnown());
}

void TestAllowedValues::wholeNumbersAreExact()
{
    constexpr qint64 largest = 9'007'199'254'740'992; // 2^53
    QCOMPARE(qint64(*AllowedValues::wholeNumber(1, largest).most), largest);
    QCOMPARE(qint64(*AllowedValues::wholeNumber(1, largest - 1).most), largest - 1);
}

void TestAllowedValues::onlyNumbersWithTwoEndsAreRanges()
{
    QVERIFY(AllowedValues::number(0, 1).isRange());
    QVERIFY(AllowedValues::numberAbove(0, 1).isRange());
    QVERIFY(AllowedValues::wholeNumber(0, 1).isRange());
    QVERIFY(!AllowedValues{AllowedKind::Number}.isRange());
    QVERIFY(!AllowedValues::atMost(AllowedKind::Number, 1).isRange());
    QVERIFY(!AllowedValues::text(0, 1).isRange());
}

void TestAllowedValues::equalityLooksAtEachPart()
{
    const AllowedValues one = AllowedValues::number(0, 1);
    QCOMPARE(one, AllowedValues::number(0, 1));
    QVERIFY(one != AllowedValues::number(0, 2));
    QVERIFY(one != AllowedValues::number(-1, 1));
    QVERIFY(one != AllowedValues::numberAbove(0, 1));
    QVERIFY(one != AllowedValues::wholeNumber(0, 1));
    QVERIFY(AllowedValues::ofWords(AllowedKind::Words, {u"a"_s})
            != AllowedValues::ofWords(AllowedKind::Words, {u"b"_s}));
}

QTEST_GUILESS_MAIN(TestAllowedValues)
#include "tst_allowedvalues.moc"
