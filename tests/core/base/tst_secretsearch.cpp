// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"
#include "base/secretsearch.h"

#include <QTest>
#include <QUrl>

#include <algorithm>
#include <random>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

SecretSearch searchFor(const QStringList &secrets)
{
    SecretSearch search;
    for (const QString &secret : secrets)
        search.add(SecretPattern(secret));
    return search;
}

} // namespace

class TestSecretSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLookedForInTheBeginning()
    {
        QCOMPARE(SecretSearch().replaceIn(u"text"_s, u"*"_s), u"text"_s);
        QCOMPARE(SecretSearch().longest(), 0);
    }

    void longestIsThatOfThePlainForms() { QCOMPARE(searchFor({u"abc"_s, u"abcdef"_s, u"x"_s}).longest(), 6); }

    void S05_whatOverlapsIsOneStretch_data()
    {
        QTest::addColumn<QStringList>("secrets");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *name, const QStringList &secrets, const QString &text, const QString &clean) {
            QTest::newRow(name) << secrets << text << clean;
        };
        row("the longer begins later", {u"abcd"_s, u"cdefghi"_s}, u"-abcdefghi-"_s, u"-*-"_s);
        row("the longer begins earlier", {u"abcdefg"_s, u"fghi"_s}, u"-abcdefghi-"_s, u"-*-"_s);
        row("one within the other", {u"abcdefg"_s, u"cde"_s}, u"-abcdefg-cde-"_s, u"-*-*-"_s);
        row("the same beginning", {u"abc"_s, u"abcdef"_s}, u"abcdef abc"_s, u"* *"_s);
        row("with itself", {u"abab"_s}, u"-ababab-"_s, u"-*-"_s);
        row("neighbours", {u"abc"_s, u"xyz"_s}, u"abcxyz"_s, u"**"_s);
        row("each in its own way", {u"abc"_s, u"xyz"_s}, u"%61bc\\u0078yz"_s, u"**"_s);
    }
    void S05_whatOverlapsIsOneStretch()
    {
        QFETCH(QStringList, secrets);
        QFETCH(QString, text);
        QTEST(searchFor(secrets).replaceIn(text, u"*"_s), "clean");
    }

    void S05_whatACutTextEndsIn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *name, const QString &text, const QString &clean) {
            QTest::newRow(name) << text << clean;
        };
        row("four characters", u"-abcd"_s, u"-"_s);
        row("three are too few", u"-abc"_s, u"-abc"_s);
        row("all but one", u"-abcd/fg hij"_s, u"-"_s);
        row("the other one", u"-xyzxyz1"_s, u"-"_s);
        row("the longest", u"-xyzxyzx"_s, u"-"_s);
        row("in upper case", u"-ABCD/F"_s, u"-"_s);
        row("nothing else", u"abcd/fg"_s, u""_s);
        row("not at the end", u"abcd/fg-"_s, u"abcd/fg-"_s);
        row("something else", u"-abcd/fx"_s, u"-abcd/fx"_s);
        row("percent-encoded", u"-%61bcd%2ff"_s, u"-"_s);
        row("as in a form", u"-abcd%2ffg+h"_s, u"-"_s);
        row("cut within an escape", u"-abcd%2"_s, u"-"_s);
        row("cut within one of several", u"-abcd%252"_s, u"-"_s);
        row("cut within an escape of JSON", u"-abcd\\u00"_s, u"-"_s);
        row("an escape for something else", u"-abcd%3dx"_s, u"-abcd%3dx"_s);
        row("empty", u""_s, u""_s);
    }
    void S05_whatACutTextEndsIn()
    {
        QFETCH(QString, text);
        Redactor redactor;
        redactor.addSecret(u"abcd/fg hijk"_s);
        redactor.addSecret(u"xyzxyz123"_s);
        redactor.addSecret(u"xyzxyzxyz7"_s);
        QTEST(redactor.withoutBegun(text), "clean");
        QCOMPARE(Redactor().withoutBegun(text), text);
    }

    /// Each place of the text begins like the secret, for as long as both are.
    void INV1_aCutTextThatIsNearlyTheSecret()
    {
        Redactor redactor;
        redactor.addSecret(QString(30'000, u'a') + u'b');
        const QString text = QString(60'000, u'a') + u'c';
        const QString clean = redactor.withoutBegun(text); // as far as its effort goes
        QVERIFY2(text.startsWith(clean) && clean.size() < text.size(), "rather too little than a secret");
        QVERIFY(redactor.withoutBegun(text.chopped(1)).size() <= 30'000);
    }

    /// Would take minutes if each secret looked at the whole text.
    void INV1_hundredsOfSecretsInALongText()
    {
        Redactor redactor;
        for (int i = 0; i < 500; ++i)
            redactor.addSecret(u"secret-%1-of-many"_s.arg(i, 6));
        const QString text = u"nothing is here, "_s.repeated(2'000);
        QCOMPARE(redactor.text(text + u"secret-%1-of-many"_s.arg(321, 6)), text + u"•••"_s);
    }

    /// Keys have the name of their maker in front: the search must not be given up for that.
    void S05_secretsThatBeginAlike_data()
    {
        QTest::addColumn<QString>("beginning");
        QTest::newRow("keys") << u"sk_live_"_s;
        QTest::newRow("tokens") << u"eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."_s;
    }
    void S05_secretsThatBeginAlike()
    {
        QFETCH(QString, beginning);
        constexpr int all = 2'000; // every other of which is known
        const auto key = [&](int i) { return beginning + QString::number(1'000'000 + i * 7'919 % all); };
        QStringList secrets;
        QString text;
        QString clean;
        for (int i = 0; i < all; ++i) {
            const bool isKnown = i % 2 == 0;
            if (isKnown)
                secrets.append(key(i));
            text += u"{\"key\": \"%1\", \"name\": \"some name of a key\"},\n"_s.arg(key(i));
            clean += u"{\"key\": \"%1\", \"name\": \"some name of a key\"},\n"_s.arg(isKnown ? u"*"_s : key(i));
        }
        QCOMPARE(searchFor(secrets).replaceIn(text, u"*"_s), clean);
    }

    /// As each by itself would, with letters, cases and escapes that are alike as often as not.
    void S05_manyAtOnceFindWhatEachFinds()
    {
        std::minstd_rand chance(1); // NOLINT(cert-msc51-cpp): the same each time
        const QStringList pieces{u"a"_s, u"A"_s, u"b"_s, u"%61"_s, u"%2561"_s, u"\\u0061"_s, u"+"_s, u" "_s, u"ä"_s};
        const auto made = [&](int most) {
            QString text;
            for (int i = static_cast<int>(chance() % static_cast<unsigned>(most)); i >= 0; --i)
                text += pieces.at(static_cast<qsizetype>(chance()) % pieces.size());
            return text;
        };
        for (int round = 0; round < 3'000; ++round) {
            SecretGroup group;
            QList<SecretPattern> each;
            for (int i = 0; i < 12; ++i) {
                each.append(SecretPattern(made(6)));
                group.add(each.constLast());
            }
            const QString text = made(8);
            qsizetype effort = 1'000'000;
            qsizetype longest = 0;
            for (const SecretPattern &pattern : each)
                longest = std::max(longest, pattern.matchedLength(text, effort));
            QVERIFY2(group.longestMatch(text, effort) == longest, qPrintable(text));
        }
    }

    /// What a server chooses may be nearly the same at every place, which would take minutes.
    void INV1_textsMadeToBeNearlyFoundAreHidden_data()
    {
        QTest::addColumn<QString>("piece"); // of the secrets
        QTest::addColumn<QString>("text");
        QTest::newRow("letters") << u"a"_s << u"a"_s.repeated(20'000);
        QTest::newRow("a secret, and what nearly is one")
            << u"a"_s << u"a"_s.repeated(4'000) + u"7"_s + u"a"_s.repeated(20'000);
        QTest::newRow("percent signs") << u"%25"_s << u"%25"_s.repeated(7'000);
        QTest::newRow("backslashes") << u"\\"_s << u"\\"_s.repeated(20'000);
    }
    void INV1_textsMadeToBeNearlyFoundAreHidden()
    {
        QFETCH(QString, piece);
        QFETCH(QString, text);
        QStringList secrets;
        for (int i = 0; i < 50; ++i)
            secrets.append(piece.repeated(4'000 / piece.size()) + QString::number(i));
        const QString clean = searchFor(secrets).replaceIn(u"before "_s + text + u" behind"_s, u"*"_s);
        QVERIFY2(clean.size() < 20'000, qPrintable(QString::number(clean.size())));
        QVERIFY(clean.startsWith("before "_L1));
        QVERIFY(clean.endsWith(u'*')); // with all that is behind
    }

    void INV1_everyTryCostsSomething()
    {
        constexpr qsizetype effort = 1'000;
        constexpr qsizetype ofAnEscape = 32;
        for (const QString &text : {u"ax"_s, u"%61%61"_s, u"\\u0061\\u0061"_s}) {
            qsizetype left = effort;
            QCOMPARE(SecretPattern(u"ab100000"_s).matchedLength(text, left), 0);
            QVERIFY2(left < effort, qPrintable(text));
            QVERIFY2(text == u"ax"_s || left <= effort - ofAnEscape, qPrintable(text));
        }
    }

    /// An answer may have a hundred fields, and each is a text by itself.
    void INV1_shortTextsAreGivenUpEarly_data()
    {
        QTest::addColumn<QString>("piece"); // of the secrets
        QTest::addColumn<QString>("text");
        QTest::newRow("letters") << u"a"_s << u"a"_s.repeated(1'000);
        QTest::newRow("percent signs") << u"%"_s << u"%25"_s.repeated(850);
        QTest::newRow("backslashes") << u"\\"_s << u"\\"_s.repeated(1'000);
    }
    void INV1_shortTextsAreGivenUpEarly()
    {
        QFETCH(QString, piece);
        QFETCH(QString, text);
        QStringList secrets;
        for (int i = 0; i < 5; ++i)
            secrets.append(piece.repeated(4'000) + QString::number(i));
        const QString clean = searchFor(secrets).replaceIn(text, u"*"_s);
        QVERIFY2(clean.size() < text.size() / 4, qPrintable(QString::number(clean.size())));
        QVERIFY(clean.endsWith(u'*'));
    }

    /// Were each tried wherever its first letter may be meant, the effort would not last to the end.
    void INV1_escapesAreReadBeforeSecretsAreTried_data()
    {
        QTest::addColumn<QString>("piece"); // of the text
        QTest::addColumn<QString>("secret"); // its beginning
        QTest::newRow("letters") << u"%61"_s << u"ab"_s;
        QTest::newRow("percent signs") << u"%25"_s << u"%b"_s;
        QTest::newRow("encoded twice") << u"%2561"_s << u"ab"_s;
        QTest::newRow("json") << u"\\u0061"_s << u"ab"_s;
        QTest::newRow("of several bytes") << u"%C3%A4"_s << u"äb"_s;
        QTest::newRow("forms") << u"+"_s << u" b"_s;
    }
    void INV1_escapesAreReadBeforeSecretsAreTried()
    {
        QFETCH(QString, piece);
        QFETCH(QString, secret);
        QStringList secrets;
        for (int i = 0; i < 500; ++i)
            secrets.append(secret + QString::number(100'000 + i));
        const QString text = piece.repeated(100 * 1024 / piece.size());
        const QString found = text.last(piece.size()) + secret.mid(1) + u"100321"_s;
        QCOMPARE(searchFor(secrets).replaceIn(text + found, u"*"_s), text + u"*"_s);
    }

    void S05_secretsOfAnyLengthAreFound_data()
    {
        QTest::addColumn<QString>("secret");
        for (const QString &secret :
             {u"a"_s, u"abc"_s, u"abcd"_s, u"ab%c"_s, u"ab cd"_s, u"ÄBcd"_s, u"a\U0001F511bc"_s})
            QTest::newRow(qPrintable(secret)) << secret;
    }
    void S05_secretsOfAnyLengthAreFound()
    {
        QFETCH(QString, secret);
        const SecretSearch search = searchFor({secret});
        const QString percent = QString::fromLatin1(QUrl::toPercentEncoding(secret));
        for (const QString &written : {secret, secret.toUpper(), percent, QString(secret).replace(u' ', u'+')}) {
            QCOMPARE(search.replaceIn(written, u"*"_s), u"*"_s);
            QCOMPARE(search.replaceIn(u"--"_s + written + u"-%2E"_s, u"*"_s), u"--*-%2E"_s);
        }
    }

    void S05_longSecretsAreFound()
    {
        QString secret;
        for (int i = 0; i < 10'000; ++i)
            secret += u"%1."_s.arg(i);
        QCOMPARE(searchFor({secret}).replaceIn(u"-"_s + secret + u"-"_s, u"*"_s), u"-*-"_s);
    }

    /// Would take minutes if each item looked for its name in all that follows.
    void INV1_formsOfNothingButSigns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("&") << QString(1'000'000, u'&');
        QTest::newRow("a&") << u"a&"_s.repeated(500'000);
        QTest::newRow("password=a&") << u"password=a&"_s.repeated(50'000);
    }
    void INV1_formsOfNothingButSigns()
    {
        QFETCH(QString, text);
        const QString clean = Redactor().payload(text, PayloadKind::Form);
        QCOMPARE(clean, QString(text).replace(u"password=a"_s, u"password=•••"_s));
    }
};

QTEST_GUILESS_MAIN(TestSecretSearch)
#include "tst_secretsearch.moc"
