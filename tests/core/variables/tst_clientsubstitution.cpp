// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/clientsubstitution.h"

#include "config/configreader.h"
#include "config/configwriter.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

VariableScope scopeWith(const QList<Variable> &variables)
{
    EnvironmentConfig config;
    config.variables = variables;
    return {{{u"e"_s, config}}, u"e"_s};
}

Variable textVariable(const QString &name, const QString &text)
{
    return {name, Variable::Source::Text, text};
}

ClientConfig read(const QByteArray &members)
{
    const auto config = readClientConfig("{\"name\": \"orders\", " + members + '}');
    return config ? config->config : ClientConfig();
}

} // namespace

class TestClientSubstitution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutVariablesNothingChanges();
    void templatesSurviveTheirFile();
    void everyPlace();
    void otherPlacesAreText();
    void A23_everyMissingIsTold();
    void A23_theResultIsValidatedAnew_data();
    void A23_theResultIsValidatedAnew();
    void A23_valuesAreNoReferences();
    void aBlockedClientHasNoAddress();
    void plainSecretsStillWarn();
};

void TestClientSubstitution::withoutVariablesNothingChanges()
{
    const ClientConfig config = read(R"("base_url": "https://h/v1", "auth": {"type": "bearer", "token": "${env:T}"})");
    QVERIFY(!hasVariables(config));
    const auto effective = effectiveConfig(config, VariableScope());
    QVERIFY(effective.ok());
    QVERIFY(*effective == config);
}

void TestClientSubstitution::templatesSurviveTheirFile()
{
    const ClientConfig config = read(R"("base_url": "https://{{host}}/v1")");
    QVERIFY(config.baseUrl.isEmpty());
    QVERIFY(config.baseUrl.hasVariables());
    QCOMPARE(config.baseUrl.text(), u"https://{{host}}/v1"_s);
    QCOMPARE(validate(config), QList<ConfigFault>());
    const auto again = readClientConfig(writeClientConfig(config));
    QVERIFY(again.ok());
    QVERIFY(again->config == config);
}

void TestClientSubstitution::everyPlace()
{
    const ClientConfig config = read(R"("base_url": "{{base}}/v1", "default_headers": {"X-Team": "t-{{v}}"},
        "unknown": "{{v}}", "auth": {"type": "oauth2", "client_id": "{{v}}", "client_secret": "{{token}}",
        "token_url": "{{base}}/token", "scopes": ["read:{{v}}"], "audience": "{{v}}", "username": "{{v}}",
        "extra_params": {"tenant": "{{v}}"}, "issuer": "{{base}}", "token_prefix": "{{v}}"})");
    VariableScope scope = scopeWith({textVariable(u"base"_s, u"https://api.example"_s),
                                     textVariable(u"v"_s, u"x"_s),
                                     {u"token"_s, Variable::Source::Keychain, {}}});
    scope.setSecret(u"token"_s, u"CANARY"_s);
    QVERIFY(hasVariables(config));
    const auto effective = effectiveConfig(config, scope);
    QVERIFY(effective.ok());
    QCOMPARE(effective->baseUrl, QUrl(u"https://api.example/v1"_s));
    QCOMPARE(effective->defaultHeaders.first().second, u"t-x"_s);
    const AuthConfig &auth = *effective->auth;
    QCOMPARE(auth.clientId + auth.audience + auth.username + auth.tokenPrefix, u"xxxx"_s);
    QVERIFY(auth.clientSecret == Secret::plain(u"CANARY"_s));
    QCOMPARE(auth.tokenUrl, QUrl(u"https://api.example/token"_s));
    QCOMPARE(auth.issuer, QUrl(u"https://api.example"_s));
    QCOMPARE(auth.scopes, QStringList({u"read:x"_s}));
    QCOMPARE(auth.extraParams.first().second, u"x"_s);
    QCOMPARE(effective->unknown, config.unknown);
    QVERIFY(!hasVariables(*effective));
}

void TestClientSubstitution::otherPlacesAreText()
{
    ClientConfig config = read(R"("base_url": "https://h")");
    config.name = u"{{v}}"_s;
    QVERIFY(!hasVariables(config));
    QCOMPARE(effectiveConfig(config, VariableScope())->name, u"{{v}}"_s);
    for (const QString &field : {u"name"_s, u"timeout"_s, u"auth.token_key"_s, u"token"_s})
        QVERIFY2(!takesVariables(field), qPrintable(field));
    for (const QString &field : {u"base_url"_s, u"default_headers"_s, u"auth.token"_s, u"auth.token_url"_s})
        QVERIFY2(takesVariables(field), qPrintable(field));
}

void TestClientSubstitution::A23_everyMissingIsTold()
{
    const ClientConfig config = read(
        R"("base_url": "https://{{host}}/{{v}}", "auth": {"type": "custom", "custom_headers": {"X-A": "{{key}}"}})");
    const auto effective = effectiveConfig(config, VariableScope());
    QVERIFY(!effective.ok());
    QStringList told;
    for (const ConfigFault &fault : effective.error().faults)
        told << fault.path + u' ' + fault.value;
    QCOMPARE(told, QStringList({u"base_url host"_s, u"base_url v"_s, u"auth.custom_headers.X-A key"_s}));
}

void TestClientSubstitution::A23_theResultIsValidatedAnew_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *id, const char *members, const QString &value, const char *path) {
        QTest::newRow(id) << QByteArray(members) << value << QString::fromLatin1(path);
    };
    constexpr auto host = R"("base_url": "https://{{v}}/v1")";
    row("A1 other scheme", R"("base_url": "{{v}}")", u"file:///CANARY"_s, "base_url");
    row("A2 user info", host, u"CANARY:x@evil.example"_s, "base_url");
    row("A2 no host", host, {}, "base_url");
    row("port", host, u"h:99999"_s, "base_url");
    row("C25 http", R"("base_url": "https://h", "auth": {"type": "oauth2", "client_id": "i", "token_url": "{{v}}"})",
        u"http://CANARY.example"_s, "auth.token_url");
    row("S02 header", R"("base_url": "https://h", "default_headers": {"X": "{{v}}"})", u"CANARY\r\nX-Evil: 1"_s,
        "default_headers.X");
    row("A10 token", R"("base_url": "https://h", "auth": {"type": "bearer", "token": "{{v}}"})", u"CANARY\n1"_s,
        "auth.token");
    row("empty token", R"("base_url": "https://h", "auth": {"type": "bearer", "token": "{{v}}"})", {}, "auth.token");
    row("colon", R"("base_url": "https://h", "auth": {"type": "basic", "username": "{{v}}"})", u"CANARY:1"_s,
        "auth.username");
}

void TestClientSubstitution::A23_theResultIsValidatedAnew()
{
    QFETCH(const QByteArray, members);
    QFETCH(const QString, value);
    const ClientConfig config = read(members);
    QVERIFY(!config.name.isEmpty());
    const auto effective = effectiveConfig(config, scopeWith({textVariable(u"v"_s, value)}));
    QVERIFY(!effective.ok());
    QCOMPARE(effective.error().kind, ErrorKind::ConfigInvalid);
    QTEST(effective.error().faults.value(0).path, "path");
    for (const ConfigFault &fault : effective.error().faults)
        QVERIFY(!fault.value.contains(u"CANARY"_s));
}

void TestClientSubstitution::A23_valuesAreNoReferences()
{
    const ClientConfig config = read(R"("base_url": "https://h", "auth": {"type": "bearer", "token": "{{v}}"})");
    VariableScope scope = scopeWith({{u"v"_s, Variable::Source::Keychain, {}}});
    scope.setSecret(u"v"_s, u"${env:HOME}"_s);
    const auto effective = effectiveConfig(config, scope);
    QVERIFY(!effective.ok());
    QCOMPARE(effective.error().faults.first().detail, ErrorDetail::SecretUnusable);
}

void TestClientSubstitution::aBlockedClientHasNoAddress()
{
    const ClientConfig config = read(R"("base_url": "https://h", "default_headers": {"X": "{{v}}"})");
    const ClientConfig blocked = blockedConfig(config);
    QVERIFY(blocked.baseUrl.isEmpty());
    QCOMPARE(validate(blocked), QList<ConfigFault>());
    QCOMPARE(blocked.defaultHeaders, config.defaultHeaders);
}

void TestClientSubstitution::plainSecretsStillWarn()
{
    const auto warnings = [](const QByteArray &token) {
        const auto config = readClientConfig(
            R"({"name": "n", "base_url": "https://h", "auth": {"type": "bearer", "token": ")" + token + "\"}}");
        return config ? config->warnings.size() : -1;
    };
    QCOMPARE(warnings("{{token}}"), 0);
    QCOMPARE(warnings("sk_live_{{token}}"), 1);
    QCOMPARE(warnings("sk_live_1"), 1);
}

QTEST_GUILESS_MAIN(TestClientSubstitution)
#include "tst_clientsubstitution.moc"
