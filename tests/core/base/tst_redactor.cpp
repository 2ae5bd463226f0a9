// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"s3cr3t/Tök+en&\"x\\y z"_s;

QString withLowerEscapes(QString encoded)
{
    for (qsizetype at = encoded.indexOf(u'%'); at >= 0; at = encoded.indexOf(u'%', at + 1))
        encoded.replace(at, 3, encoded.mid(at, 3).toLower());
    return encoded;
}

} // namespace

class TestRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void INV2_canariesInEveryForm_data()
    {
        QTest::addColumn<QString>("written");
        const QByteArray bytes = canary.toUtf8();
        const auto row = [](const char *name, const QByteArray &written) {
            QTest::newRow(name) << QString::fromUtf8(written);
        };
        row("INV2 raw", bytes);
        row("INV2 percent", QUrl::toPercentEncoding(canary));
        row("INV2 percent in lower case",
            QUrl::toPercentEncoding(canary).toLower().replace("s3cr3t%2ft%c3%b6k", "s3cr3t%2fT%c3%b6k"));
        row("INV2 in a form", QUrl::toPercentEncoding(canary).replace("%20", "+"));
        row("INV2 in a query as QUrl writes it", QUrl::toPercentEncoding(canary, "/+&"));
        row("INV2 base64", bytes.toBase64());
        row("INV2 base64url", bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        row("INV2 hex", bytes.toHex());
        row("INV2 HEX", bytes.toHex().toUpper());
        row("INV2 JSON", QJsonDocument(QJsonArray{canary}).toJson(QJsonDocument::Compact));
    }
    void INV2_canariesInEveryForm()
    {
        QFETCH(QString, written);
        Redactor redactor;
        redactor.addSecret(canary);
        const QString clean = redactor.text(u"before "_s + written + u" after"_s);
        QVERIFY2(clean.contains(Redactor::mask()), qPrintable(clean));
        QVERIFY(!clean.contains(written));
        QVERIFY(!clean.contains(u"s3cr3t"_s));
        QVERIFY(clean.startsWith(u"before "_s) && clean.endsWith(u" after"_s));
    }

    void INV2_base64WithinLongerData()
    {
        // As in Basic credentials, the secret may begin at any of the three alignments.
        const QString secret = u"correct horse battery"_s;
        Redactor redactor;
        redactor.addSecret(secret);
        for (const QByteArray &user : {QByteArray("ab:"), QByteArray("abc:"), QByteArray("abcd:")}) {
            for (const QByteArray &tail : {QByteArray(), QByteArray("x"), QByteArray("xy"), QByteArray("xyz")}) {
                const QString encoded = QString::fromLatin1((user + secret.toUtf8() + tail).toBase64());
                const QString clean = redactor.text(encoded);
                QVERIFY2(clean.contains(Redactor::mask()), qPrintable(encoded));
                // What is left decodes to none of the secret's words.
                for (const QString &part : clean.split(Redactor::mask()))
                    QVERIFY(!QByteArray::fromBase64(part.toLatin1()).contains("hors"));
            }
        }
    }

    void shortValuesAreOnlyCaughtByName()
    {
        Redactor redactor;
        redactor.addSecret(u"abc"_s);
        redactor.addSecret({});
        QCOMPARE(redactor.text(u"abc and more"_s), u"abc and more"_s);
        redactor.addSecret(u"abcd"_s);
        QCOMPARE(redactor.text(u"abcd"_s), Redactor::mask());
    }

    void shortSecretsSpareOrdinaryWords()
    {
        Redactor redactor;
        redactor.addSecret(u"pass"_s);
        const QString text = u"The quick brown fox jumps over the lazy dog; 0123456789"_s;
        QCOMPARE(redactor.text(text), text);
    }

    void theLongerSecretGoesFirst()
    {
        Redactor redactor;
        redactor.addSecret(u"token"_s);
        redactor.addSecret(u"tokenAndMore"_s);
        redactor.addSecret(u"tokenAndMore"_s);
        QCOMPARE(redactor.text(u"<tokenAndMore>"_s), u"<•••>"_s);
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("secret");
        for (const char *name :
             {"Authorization", "PROXY-authorization", "Cookie", "set-cookie", "X-API-Key", "x-auth-token"})
            QTest::addRow("%s", name) << QString::fromLatin1(name) << true;
        for (const char *name : {"Accept", "Content-Type", "X-Tenant", ""})
            QTest::addRow("not '%s'", name) << QString::fromLatin1(name) << false;
    }
    void names()
    {
        QFETCH(QString, name);
        QFETCH(bool, secret);
        Redactor redactor;
        QCOMPARE(redactor.isSecretName(name), secret);
        QCOMPARE(redactor.headerValue(name, "value"), secret ? Redactor::mask() : u"value"_s);
        redactor.addSecretName(u"X-TENANT"_s);
        QVERIFY(redactor.isSecretName(u"x-tenant"));
    }

    void S05_urlsInHeadersAreMaskedByName_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *name, const QString &header, const QByteArray &value, const QString &clean) {
            QTest::newRow(name) << header << value << clean;
        };
        row("a code", u"Location"_s, "https://app/cb?code=aB1&state=x", u"https://app/cb?code=•••&state=x"_s);
        row("in the fragment", u"location"_s, "https://app/cb#access_token=aB1&token_type=b",
            u"https://app/cb#access_token=•••&token_type=b"_s);
        row("in both", u"Content-Location"_s, "/cb?code=aB1#id_token=aB2", u"/cb?code=•••#id_token=•••"_s);
        row("relative", u"Referer"_s, "cb?x=1&api_key=aB1", u"cb?x=1&api_key=•••"_s);
        row("escaped name", u"Location"_s, "/?access%5Ftoken=aB1", u"/?access%5Ftoken=•••"_s);
        row("signs of a query within", u"Location"_s, "/?code=aB1?aB2=aB3/aB4", u"/?code=•••"_s);
        row("behind another query", u"Location"_s, "/#/there?code=aB1", u"/#/there?code=•••"_s);
        row("user info", u"Location"_s, "https://ann:aB1@host/a@b", u"https://•••@host/a@b"_s);
        row("addresses within a query", u"Location"_s, "/?code=aB1&next=//a@b/?key=aB2#key=aB3",
            u"/?code=•••&next=//a@b/?key=•••#key=•••"_s);
        row("no value", u"Location"_s, "/?code=&a=b", u"/?code=&a=b"_s);
        row("a path alone", u"Location"_s, "/code=a/key=b", u"/code=a/key=b"_s);
        row("refresh", u"Refresh"_s, "5; url=https://app/cb?code=aB1", u"5; url=https://app/cb?code=•••"_s);
        row("links", u"Link"_s, "<https://a:aB0@b/c?token=aB1>; rel=\"next\", <//d:aB2@e?page=2&token=aB3>; rel=last",
            u"<https://•••@b/c?token=•••>; rel=\"next\", <//•••@e?page=2&token=•••>; rel=last"_s);
        row("no URL", u"X-Note"_s, "what?code=a", u"what?code=a"_s);
    }
    void S05_urlsInHeadersAreMaskedByName()
    {
        QFETCH(QString, header);
        QFETCH(QByteArray, value);
        QTEST(Redactor().headerValue(header, value), "clean");
    }

    /// Without end where each of its items were looked for up to the end of all.
    void S05_manyItemsInAUrl()
    {
        const QByteArray items(2'000'000, '&');
        QCOMPARE(Redactor().headerValue(u"Link", "</n?" + items + "code=aB1>; rel=next"),
                 u"</n?"_s + QString::fromLatin1(items) + u"code=•••>; rel=next"_s);
    }

    void headerValuesAreCleanedToo()
    {
        Redactor redactor;
        redactor.addSecret(u"canary-1234"_s);
        QCOMPARE(redactor.headerValue(u"Location", "/a?b=canary-1234"), u"/a?b=•••"_s);
    }

    void A20_urls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("clean");
        QTest::newRow("A2 user info") << u"https://me:pw@h.example/p"_s << u"https://h.example/p"_s;
        QTest::newRow("A20 query key") << u"https://h.example/p?api_key=abc&n=1"_s
                                       << u"https://h.example/p?api_key=•••&n=1"_s;
        QTest::newRow("A20 query key, encoded")
            << u"https://h.example/p?api%5Fkey=abc"_s << u"https://h.example/p?api_key=•••"_s;
        QTest::newRow("A20 twice, any case")
            << u"https://h.example/?Token=a&TOKEN=b"_s << u"https://h.example/?Token=•••&TOKEN=•••"_s;
        QTest::newRow("M6 in the path") << u"https://h.example/bot-canary-1234/send"_s
                                        << u"https://h.example/bot-•••/send"_s;
        QTest::newRow("in a harmless item") << u"https://h.example/?q=canary-1234"_s << u"https://h.example/?q=•••"_s;
        QTest::newRow("nothing to hide") << u"https://h.example/p?a=b%26c#f"_s << u"https://h.example/p?a=b%26c#f"_s;
    }
    void A20_urls()
    {
        QFETCH(QString, url);
        QFETCH(QString, clean);
        Redactor redactor;
        redactor.addSecret(u"canary-1234"_s);
        QCOMPARE(redactor.url(QUrl(url)), clean);
    }

    void INV2_canariesInUrls_data()
    {
        QTest::addColumn<QString>("secret");
        for (const char *secret :
             {"a%2Fb+c d", "canary=%41&x#y?z", "%25canary%", "can/ary;[x]@:", "c\\a\"n'a|r{y}^`<>"})
            QTest::addRow("INV2 '%s'", secret) << QString::fromLatin1(secret);
        QTest::newRow("INV2 beyond ASCII") << u"Tök\u00a0en\U0001F511"_s;
    }
    void INV2_canariesInUrls()
    {
        QFETCH(QString, secret);
        Redactor redactor;
        redactor.addSecret(secret);
        const QString strict = QString::fromLatin1(QUrl::toPercentEncoding(secret));
        const QString loose = QString::fromLatin1(QUrl::toPercentEncoding(secret, "!$'()*,;:@/"));
        const QString base64 = QString::fromLatin1(secret.toUtf8().toBase64(QByteArray::OmitTrailingEquals));
        for (const QString &written :
             {strict, withLowerEscapes(strict), loose, QString(strict).replace("%20"_L1, "+"_L1),
              QString::fromLatin1(QUrl::toPercentEncoding(strict)),
              QString::fromLatin1(QUrl::toPercentEncoding(base64))}) {
            for (const QString &url : {u"https://h/p?q=%1&n=1"_s, u"https://h/bot%1/send"_s, u"https://h/p#at-%1"_s}) {
                const QString said = redactor.url(QUrl(url.arg(written)));
                QVERIFY2(said.count(Redactor::mask()) == 1 && said.startsWith("https://h/"_L1), qPrintable(said));
                QVERIFY2(said.size() <= url.size() + 3, qPrintable(said));
            }
        }
    }

    void A20_signedUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("clean");
        QTest::newRow("S3")
            << u"https://b.example/o?X-Amz-Algorithm=A&X-Amz-Credential=k%2F1&X-Amz-Date=d&X-Amz-Security-Token=t"
               "&X-Amz-SignedHeaders=host&X-Amz-Signature=s"_s
            << u"https://b.example/o?X-Amz-Algorithm=A&X-Amz-Credential=•••&X-Amz-Date=d"
               "&X-Amz-Security-Token=•••&X-Amz-SignedHeaders=host&X-Amz-Signature=•••"_s;
        QTest::newRow("Azure") << u"https://b.example/o?sv=1&se=2&sig=a%2Bb%3D"_s
                               << u"https://b.example/o?sv=1&se=2&sig=•••"_s;
        QTest::newRow("OAuth code") << u"https://b.example/cb?code=c&state=s"_s
                                    << u"https://b.example/cb?code=•••&state=s"_s;
        QTest::newRow("OAuth fragment") << u"https://b.example/cb#access_token=a&token_type=bearer"_s
                                        << u"https://b.example/cb#access_token=•••&token_type=bearer"_s;
        QTest::newRow("near misses") << u"https://b.example/?max_tokens=5&keyword=k&monkey=m&promo_code=p"_s
                                     << u"https://b.example/?max_tokens=5&keyword=k&monkey=m&promo_code=p"_s;
        QTest::newRow("plain fragment") << u"https://b.example/p#token"_s << u"https://b.example/p#token"_s;
    }
    void A20_signedUrls()
    {
        QFETCH(QString, url);
        QFETCH(QString, clean);
        QCOMPARE(Redactor().url(QUrl(url)), clean);
    }

    // A client whose token is set anew every minute: sixteen of them may still come back.
    void S05_inheritsFromTheLastSixteen()
    {
        Redactor redactor;
        redactor.addSecret(u"canary-lasting"_s);
        for (int i = 0; i < 20; ++i) {
            Redactor next;
            next.addSecret(u"canary-key-%1"_s.arg(i, 2, 10, QLatin1Char('0')));
            next.inherit(redactor);
            if (i == 10)
                next.addSecret(u"canary-lasting"_s); // which makes it young again
            redactor = next;
            for (int repeated = 0; repeated < 3; ++repeated) { // who has learned nothing pushes nothing out
                Redactor idle;
                idle.inherit(redactor);
                redactor = idle;
            }
        }
        for (int i = 0; i < 20; ++i) {
            const QString key = u"canary-key-%1"_s.arg(i, 2, 10, QLatin1Char('0'));
            QCOMPARE(redactor.text(key), i < 4 ? key : u"•••"_s);
        }
        QCOMPARE(redactor.text(u"canary-lasting"_s), u"•••"_s);
    }

    void S05_inheritsWhatTheOldOneKnows()
    {
        Redactor old;
        old.addSecret(u"canary-old"_s);
        old.addSecretName(u"X-Mine"_s);
        Redactor redactor;
        redactor.addSecret(u"canary-new"_s);
        redactor.inherit(old);
        QCOMPARE(redactor.text(u"canary-old canary%2Dnew"_s), u"••• •••"_s);
        QVERIFY(redactor.isSecretName(u"x-mine"));
    }
};

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
