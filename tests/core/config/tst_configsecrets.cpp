// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A client with these members besides its name and URL.
QByteArray clientWith(const QByteArray &members)
{
    return R"({"name": "api", "base_url": "https://api.example.com")" + (members.isEmpty() ? "" : ", " + members) + '}';
}

QList<ConfigFault> warningsOfText(const QByteArray &json)
{
    const auto read = readClientConfig(json);
    return read ? read->warnings : QList<ConfigFault>();
}

} // namespace

/// How secrets may stand in a file, and that no fault ever shows one.
class ConfigSecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsOfASecret();
    void warnsOfPlainDefaultHeaders_data();
    void warnsOfPlainDefaultHeaders();
    void S05_valuesOfSecretsAreNeverShown_data();
    void S05_valuesOfSecretsAreNeverShown();
};

void ConfigSecretsTest::formsOfASecret()
{
    const auto tokenOf = [](const QByteArray &json) {
        const auto read = readClientConfig(
            clientWith(R"("auth": {"username": "u", "type": "basic", "token": )" + json + '}'));
        return read ? read->config.auth->token : Secret::plain(u"not read"_s);
    };
    QVERIFY(tokenOf(R"("sk-1")") == Secret::plain(u"sk-1"_s));
    QVERIFY(tokenOf(R"("${env:API_KEY}")") == Secret::environment(u"API_KEY"_s));
    QVERIFY(tokenOf(R"({"secret": "keychain"})") == Secret::keychain());
    QVERIFY(tokenOf("null") == Secret());
    QVERIFY(tokenOf(R"("")") == Secret());
    QVERIFY(tokenOf(R"("$1{}")") == Secret::plain(u"$1{}"_s));
    for (const QByteArray bad : {"1", "true", "[]", "{}", R"({"secret": "file"})", R"({"secret": "keychain", "x": 1})",
                                 R"("${env:}")", R"("${env:1A}")", R"("${A}")", R"("${env:A-B}")"})
        QVERIFY2(tokenOf(bad) == Secret::plain(u"not read"_s), bad.constData());
    const auto warnings = warningsOfText(clientWith(R"("auth": {"type": "bearer", "token": "sk-1"})"));
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().detail, ErrorDetail::PlainSecret);
    QCOMPARE(warnings.first().path, u"auth.token"_s);
    QCOMPARE(warnings.first().value, QString());
}

void ConfigSecretsTest::warnsOfPlainDefaultHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("credentials") << QByteArray(R"("Authorization": "Bearer CANARY")") << true;
    QTest::newRow("key") << QByteArray(R"("X-API-Key": "CANARY")") << true;
    QTest::newRow("partly a variable") << QByteArray(R"("X-API-Key": "CANARY{{x}}")") << true;
    QTest::newRow("behind no scheme") << QByteArray(R"("Authorization": "CANARY {{x}}")") << true;
    QTest::newRow("escaped") << QByteArray(R"("X-API-Key": "\\{{CANARY}}")") << true;
    QTest::newRow("a cookie of two") << QByteArray(R"("Cookie": "a={{x}}; b=CANARY")") << true;
    QTest::newRow("no cookie") << QByteArray(R"("X-API-Key": "CANARY={{x}}")") << true;
    QTest::newRow("reference of another form") << QByteArray(R"("X-API-Key": "${CANARY}")") << true;
    QTest::newRow("variable") << QByteArray(R"("X-API-Key": "{{x}}")") << false;
    QTest::newRow("scheme") << QByteArray(R"("Authorization": "bearer {{x}}")") << false;
    QTest::newRow("reference") << QByteArray(R"("Authorization": "Bearer ${env:X}")") << false;
    QTest::newRow("cookies") << QByteArray(R"("Cookie": "a={{x}}; b={{y}}")") << false;
    QTest::newRow("nothing") << QByteArray(R"("Authorization": "")") << false;
    QTest::newRow("no secret") << QByteArray(R"("Accept": "text/plain")") << false;
}

void ConfigSecretsTest::warnsOfPlainDefaultHeaders()
{
    QFETCH(const QByteArray, header);
    QFETCH(const bool, isPlain);
    const auto warnings = warningsOfText(clientWith(R"("default_headers": {)" + header + '}'));
    QCOMPARE(warnings.size(), isPlain ? 1 : 0);
    if (!isPlain)
        return;
    QCOMPARE(warnings.first().detail, ErrorDetail::PlainSecret);
    QVERIFY(warnings.first().path.startsWith(u"default_headers."_s));
    QCOMPARE(warnings.first().allowed, AllowedValues{AllowedKind::VariableReference});
    QCOMPARE(warnings.first().value, QString());
}

void ConfigSecretsTest::S05_valuesOfSecretsAreNeverShown_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("in the wrong section") << clientWith(R"("auth": "CANARY")");
    QTest::newRow("misspelt field") << clientWith(R"("auth": {"tokn": "CANARY"}, "timeout": -1)");
    QTest::newRow("line break") << clientWith(R"("auth": {"type": "bearer", "token": "CANARY\n"})");
    QTest::newRow("bad escape") << clientWith(R"("auth": {"token": "CAN\xCANARY"})");
    QTest::newRow("unquoted") << clientWith(R"("auth": {"token": CANARY})");
    QTest::newRow("unbalanced quotes") << clientWith(R"("auth": {"token: "CANARY"})");
    QTest::newRow("single quotes") << clientWith(R"("auth": {"token": 'CANARY'})");
    QTest::newRow("a list") << clientWith(R"("auth": {"token": ["CANARY"]}, "timeout": ["CANARY"])");
    QTest::newRow("an object") << clientWith(R"("auth": {"password": {"secret": "CANARY"}})");
    QTest::newRow("as a store") << clientWith(R"("auth": {"password": {"CANARY": 1}})");
    QTest::newRow("variable form") << clientWith(R"("auth": {"password": "${CANARY}"})");
    QTest::newRow("user info") << QByteArray(R"({"name": "a", "base_url": "https://u:CANARY@h/"})");
    QTest::newRow("user info without scheme") << QByteArray(R"({"name": "a", "base_url": "u:CANARY@h/"})");
    QTest::newRow("user info with slash") << QByteArray(R"({"name": "a", "base_url": "https://u:CA/CANARY@h/"})");
    QTest::newRow("path") << QByteArray(R"({"name": "a", "base_url": "ftp://h/bot-CANARY/"})");
    QTest::newRow("query") << QByteArray(R"({"name": "a", "base_url": "ftp://h?key=CANARY"})");
    QTest::newRow("fragment") << QByteArray(R"({"name": "a", "base_url": "https://h/#CANARY"})");
    QTest::newRow("path without scheme") << QByteArray(R"({"name": "a", "base_url": "h/CANARY"})");
    QTest::newRow("header in the name") << clientWith(R"("default_headers": {"Authorization: Bearer CANARY": ""})");
    QTest::newRow("header in a secret's name")
        << clientWith(R"("auth": {"type": "custom", "custom_headers": {"X: CANARY": "x"}})");
    QTest::newRow("header in token_key") << clientWith(
        R"("auth": {"type": "bearer", "token": "${env:X}", "token_key": "Bearer CANARY"})");
    QTest::newRow("custom header") << clientWith(R"("auth": {"custom_headers": {"X": "CANARY\n"}})");
    QTest::newRow("default header") << clientWith(R"("default_headers": {"Authorization": "CANARY\n"})");
    QTest::newRow("password behind the user's name")
        << clientWith(R"("auth": {"type": "basic", "username": "alice:CANARY"})");
    QTest::newRow("token in its prefix") << clientWith(
        R"("auth": {"type": "bearer", "token": "${env:X}", "token_prefix": "Bearer CANARY\n"})");
    QTest::newRow("line break in the user's name")
        << clientWith(R"("auth": {"type": "basic", "username": "alice\nCANARY"})");
    QTest::newRow("headers as one text") << clientWith(R"("default_headers": "Authorization: Bearer CANARY")");
    QTest::newRow("URL of a proxy") << clientWith(R"("proxy": {"type": "http", "host": "http://u:CANARY@proxy:3128"})");
    QTest::newRow("long host of a proxy")
        << clientWith(R"("proxy": {"type": "http", "host": "http://u:CANARY@)" + QByteArray(300, 'x') + R"("})");
    QTest::newRow("proxy") << clientWith(R"("proxy": {"password": ["CANARY"]})");
}

void ConfigSecretsTest::S05_valuesOfSecretsAreNeverShown()
{
    QFETCH(QByteArray, json);
    const auto read = readClientConfig(json);
    QVERIFY(!read.ok());
    for (const ConfigFault &fault : read.error().faults)
        QVERIFY2(!(fault.path + fault.value + fault.allowed.words.join(u' ')).contains(u"CANARY"_s),
                 qPrintable(fault.path));
}

QTEST_GUILESS_MAIN(ConfigSecretsTest)
#include "tst_configsecrets.moc"
