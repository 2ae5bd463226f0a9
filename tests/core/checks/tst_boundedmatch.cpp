// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/boundedmatch.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestBoundedMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void longTexts_data();
    void longTexts();
    void ADV_N11_loopsAreCounted();
    void canBeCancelled();
};

void TestBoundedMatch::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const QString &text, const QString &pattern, const QString &outcome) {
        QTest::newRow((text + u' ' + pattern).toUtf8().constData()) << text << pattern << outcome;
    };
    row(u"order 17"_s, u"\\d+"_s, u"yes"_s);
    row(u"order 17"_s, u"^\\d"_s, u"no"_s);
    row(u"order 17"_s, u"7$"_s, u"yes"_s);
    row(u"order 17"_s, u"$"_s, u"yes"_s);
    row(u"order 17"_s, u"(?<=r )1"_s, u"yes"_s);
    row(u"order 17"_s, u"\\border\\b(?!\\s+18)"_s, u"yes"_s);
    row(u"order 17"_s, u"\\Gorder"_s, u"yes"_s);
    row(u"a\nb"_s, u"(?m)^b"_s, u"yes"_s);
    row(u"a\nb"_s, u"^b"_s, u"no"_s);
    row({}, u"^$"_s, u"yes"_s);
    row({}, u"x"_s, u"no"_s);
    row(u"Äö"_s, u"^\\w+$"_s, u"yes"_s);
    row(u"😀x"_s, u"^.x$"_s, u"yes"_s);
    row(u"😀x"_s, u"^..x$"_s, u"no"_s);
    row(u"x"_s + QChar(0xdc00) + u'y', u"x.y"_s, u"yes"_s);
    row(u"x"_s, u"("_s, u"syntax"_s);
    row(u"x"_s, u"(*NOSUCH)x"_s, u"syntax"_s);
    row(u"x"_s, {}, u"yes"_s);
}

void TestBoundedMatch::matches()
{
    QFETCH(const QString, text);
    QFETCH(const QString, pattern);
    const auto matches = matchesSomewhere(text, pattern);
    const QString outcome = !matches ? QString(errorDetailName(matches.error().detail)) : *matches ? u"yes"_s : u"no"_s;
    QTEST(outcome, "outcome");
}

void TestBoundedMatch::longTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("outcome");
    const QString record = u"{\"id\": 17, \"name\": \"Ada\"}, "_s;
    QTest::newRow("to the end") << record.repeated(1'400) << u"\"id\":\\s*18"_s << u"no"_s;
    QTest::newRow("a long way back") << record.repeated(1'400) << u"\"id\".*\"gone\""_s << u"too_big"_s;
    QTest::newRow("a shorter way back") << record.repeated(40) << u"\"id\".*\"gone\""_s << u"no"_s;
    QTest::newRow("over all") << record.repeated(1'400) << u"^.*Ada\"\\}, $"_s << u"yes"_s;
    QTest::newRow("in front of the cut") << record.repeated(5'000) << u"\"id\":\\s*17"_s << u"yes"_s;
    QTest::newRow("behind the cut") << record.repeated(5'000) + u'!' << u"!"_s << u"too_big"_s;
    QTest::newRow("no end at the cut") << QString(50'000, u'a') << u"^a+$"_s << u"too_big"_s;
    QTest::newRow("no border at the cut") << QString(50'000, u'a') << u"^a{40000}\\b"_s << u"too_big"_s;
    QTest::newRow("a pair at the cut") << QString(39'999, u'a') + u"😀"_s << u"^a+\\x{1f600}$"_s << u"too_big"_s;
}

void TestBoundedMatch::longTexts()
{
    matches();
}

void TestBoundedMatch::ADV_N11_loopsAreCounted()
{
    for (const QString &pattern : {u"[a-z]+\\d"_s, u"(?:a|b)*?\\d"_s, u"(a?){20}\\d"_s, u".*.*\\d"_s}) {
        int tries = 0;
        const auto matches = matchesSomewhere(QString(20'000, u'a'), pattern, [&tries] { return ++tries < 0; });
        QVERIFY(!matches.ok());
        QCOMPARE(matches.error().detail, ErrorDetail::TooBig);
        QVERIFY2(tries < 20'000, QByteArray::number(tries).constData()); // far from the last place
    }
}

void TestBoundedMatch::canBeCancelled()
{
    int tries = 0;
    QVERIFY(!matchesSomewhere(QString(1'000, u'a'), u"b"_s, [&tries] { return ++tries == 10; }).ok());
    QCOMPARE(tries, 10);
}

QTEST_GUILESS_MAIN(TestBoundedMatch)
#include "tst_boundedmatch.moc"
