// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"
#include "base/secretnames.h"
#include "base/secretspans.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestSecretSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masked_data();
    void masked();
    void learnsWhatServersMaySendBack();
    void noFormIsLongerThanSaid();
};

void TestSecretSpans::masked_data()
{
    QTest::addColumn<bool>("form");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    QTest::newRow("member") << false << QString::fromUtf8(R"({"id":1,"access_token":"abc"})")
                            << QString::fromUtf8(R"({"id":1,"access_token":"•••"})");
    QTest::newRow("space") << false << QString::fromUtf8(R"({ "password" :  "a b" , "x":2})")
                           << QString::fromUtf8(R"({ "password" :  "•••" , "x":2})");
    QTest::newRow("number") << false << QString::fromUtf8(R"({"otp":123456,"n":2})")
                            << QString::fromUtf8(R"({"otp":•••,"n":2})");
    QTest::newRow("escapes in the value") << false << QString::fromUtf8(R"({"secret":"a\"b\\","x":"y"})")
                                          << QString::fromUtf8(R"({"secret":"•••","x":"y"})");
    QTest::newRow("escapes in the name") << false << QString::fromUtf8(R"({"pass\u0077ord":"abc"})")
                                         << QString::fromUtf8(R"({"pass\u0077ord":"•••"})");
    QTest::newRow("deep") << false << QString::fromUtf8(R"([{"a":{"apiKey":"k"}},"b"])")
                          << QString::fromUtf8(R"([{"a":{"apiKey":"•••"}},"b"])");
    QTest::newRow("container") << false << QString::fromUtf8(R"({"token":{"value":1}})")
                               << QString::fromUtf8(R"({"token":{"value":1}})");
    QTest::newRow("empty value") << false << QString::fromUtf8(R"({"token":"","x":1})")
                                 << QString::fromUtf8(R"({"token":"","x":1})");
    QTest::newRow("cut value") << false << QString::fromUtf8(R"({"token":"abcdef)")
                               << QString::fromUtf8(R"({"token":"•••)");
    QTest::newRow("cut name") << false << QString::fromUtf8(R"({"x":1,"tok)") << QString::fromUtf8(R"({"x":1,"tok)");
    QTest::newRow("cut escape") << false << QString::fromUtf8(R"({"token":"ab\)")
                                << QString::fromUtf8(R"({"token":"•••)");
    QTest::newRow("stray quote before") << false << QString::fromUtf8(R"(5" disk {"token":"abc"})")
                                        << QString::fromUtf8(R"(5" disk {"token":"•••"})");
    QTest::newRow("value that reads like a name")
        << false << QString::fromUtf8(R"({"a":"token","b":"c"})") << QString::fromUtf8(R"({"a":"token","b":"c"})");
    QTest::newRow("harmless") << false << QString::fromUtf8(R"({"token_type":"Bearer","max_tokens":5})")
                              << QString::fromUtf8(R"({"token_type":"Bearer","max_tokens":5})");
    QTest::newRow("empty") << false << QString() << QString();
    QTest::newRow("form") << true << u"grant_type=password&password=a%20b&x=1"_s
                          << u"grant_type=password&password=•••&x=1"_s;
    QTest::newRow("form, encoded name") << true << u"pass%77ord=abc"_s << u"pass%77ord=•••"_s;
    QTest::newRow("form, no value") << true << u"password=&token&a=b&"_s << u"password=&token&a=b&"_s;
}

void TestSecretSpans::masked()
{
    QFETCH(bool, form);
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(Redactor().payload(text, form ? PayloadKind::Form : PayloadKind::Text), clean);
}

void TestSecretSpans::learnsWhatServersMaySendBack()
{
    Redactor redactor;
    redactor.addPayload(
        QString::fromUtf8(R"({"user":"ann","password":"can\u0061ry-1","nested":{"client_secret":"canary-2"}})"),
        PayloadKind::Text);
    redactor.addPayload(u"a=b&otp=canary%2B3+x"_s, PayloadKind::Form);
    QCOMPARE(redactor.text(u"ann canary-1 canary-2 canary+3 x b"_s), u"ann ••• ••• ••• b"_s);
}

void TestSecretSpans::noFormIsLongerThanSaid()
{
    Redactor redactor;
    QCOMPARE(redactor.longestForm(), 0);
    redactor.addSecret(u"€uro-canary"_s);
    QString written;
    for (const char byte : QByteArray("€uro-canary"))
        written += u"%252525"_s + QString::number(uchar(byte), 16);
    QCOMPARE(redactor.text(written), Redactor::mask());
    QVERIFY(written.size() <= redactor.longestForm());
}

QTEST_GUILESS_MAIN(TestSecretSpans)
#include "tst_secretspans.moc"
