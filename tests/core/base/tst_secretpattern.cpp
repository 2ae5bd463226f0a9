// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretsearch.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QString starred(const QString &secret, const QString &text)
{
    SecretSearch search;
    search.add(SecretPattern(secret));
    return search.replaceIn(text, u"*"_s);
}

} // namespace

class TestSecretPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void INV2_eachCharacterInItsOwnWay_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("written");
        QTest::newRow("raw") << u"a/b c"_s << u"a/b c"_s;
        QTest::newRow("mixed") << u"a/b c"_s << u"%61%2fb+c"_s;
        QTest::newRow("twice") << u"a/b c"_s << u"a%252Fb%2520c"_s;
        QTest::newRow("three times") << u"a/b c"_s << u"a%25252fb c"_s;
        QTest::newRow("holds an escape, raw") << u"a%2Fb+c d"_s << u"a%2Fb+c d"_s;
        QTest::newRow("holds an escape, pretty") << u"a%2Fb+c d"_s << u"a%252Fb%2Bc d"_s;
        QTest::newRow("holds an escape, mixed") << u"a%2Fb+c d"_s << u"a%252Fb+c%20d"_s;
        QTest::newRow("ends in a percent sign") << u"100%"_s << u"100%25"_s;
        QTest::newRow("two bytes") << u"Tök"_s << u"T%c3%B6k"_s;
        QTest::newRow("four bytes") << u"a\U0001F511z"_s << u"a%F0%9f%94%91z"_s;
        QTest::newRow("JSON, long") << u"a\U0001F511z"_s << u"\\u0061\\uD83D\\udd11z"_s;
        QTest::newRow("JSON, short") << u"a\"\\/\n"_s << u"a\\\"\\\\\\/\\n"_s;
        QTest::newRow("holds a backslash, raw") << u"a\\nb"_s << u"a\\nb"_s;
        QTest::newRow("holds a backslash, JSON") << u"a\\nb"_s << u"a\\\\nb"_s;
    }
    void INV2_eachCharacterInItsOwnWay()
    {
        QFETCH(QString, secret);
        QFETCH(QString, written);
        QCOMPARE(starred(secret, written), u"*"_s);
        QCOMPARE(starred(secret, u"%"_s + written + u"\\"_s + written), u"%*\\*"_s);
    }

    void INV2_lettersThatFoldToOthers()
    {
        const QString kelvin = u"\u212Aey-7"_s;
        for (const QString &written : {kelvin, u"key-7"_s, u"%E2%84%AAey-7"_s, u"\\u212aey-7"_s})
            QCOMPARE(starred(kelvin, written), u"*"_s);
    }

    void nearMissesStay_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "%", "%2", "%25", "%252", "a/b", "a%2Fb", "a%2Fb%2", "a%2Gb c", "a%2%46b c", "\\",
                                 "\\u", "a\\u002", "a\\/b\\"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
    void nearMissesStay()
    {
        QFETCH(QString, text);
        QCOMPARE(starred(u"a/b c"_s, text), text);
    }

    void S05_hostsAreWrittenInLowerCase()
    {
        QCOMPARE(starred(u"CanaryAbC"_s, u"http://canaryabc.example/"_s), u"http://*.example/"_s);
        QCOMPARE(starred(u"canary"_s, u"CANARY"_s), u"*"_s);
    }

    void severalInOneText() { QCOMPARE(starred(u"aab"_s, u"aaab-aab-aa%62"_s), u"a*-*-*"_s); }

    void hostileTextTakesLinearTime()
    {
        const QString text = u"%"_s + u"25"_s.repeated(20'000);
        QCOMPARE(starred(QString(200, u'%'), text), text);
    }
};

QTEST_GUILESS_MAIN(TestSecretPattern)
#include "tst_secretpattern.moc"
