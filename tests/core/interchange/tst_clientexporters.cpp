// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "config/configwriter.h"
#include "config/variablesyntax.h"
#include "interchange/clientexporter.h"
#include "interpreter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A configuration in each format: read back, or read by the language's own parser, it is the same one, without
/// secrets.
class tst_ClientExporters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheFormats();
    void M1_tellsNoSecret_data();
    void M1_tellsNoSecret();
    void keepsWhatIsNoSecret();
    void S05_namesWhatItHides();
    void M1_fuseboardReadsBackEqual();
    void fuseboardKeepsVariables();
    void pythonIsSpecs_data();
    void pythonIsSpecs();
    void pythonReadsTheEnvironment();
    void pythonTellsWhatSpecLacks();
    void M2_pythonSurvivesHostileText();
    void M2_pythonCommentsStayComments();
    void M2_curlIsAShellScript();
    void M2_curlNamesTheShellThatReadsIt();
    void M2_curlReadsSecretsOfTheUrl();
    void M2_curlTakesNoAddressForAnOption();
    void curlKeepsWhatVariablesHide();
    void curlTellsWhatItLacks_data();
    void curlTellsWhatItLacks();
};

namespace {

/// SPEC's "Production" example.
const QByteArray production = R"({
  "name": "production_api", "base_url": "https://api.production.com",
  "auth": {"type": "oauth2", "client_id": "id", "client_secret": "canary-secret-4711",
           "token_url": "https://auth.production.com/token", "scopes": ["orders:read", "orders:write"]},
  "rate_limit": {"max_requests": 1000, "window_seconds": 3600, "burst_size": 1100},
  "circuit_breaker": {"failure_threshold": 10, "recovery_timeout": 60, "success_threshold": 3},
  "retry": {"max_retries": 3, "max_delay": 30},
  "default_headers": {"User-Agent": "BRAiN/1.0", "Accept": "application/json"}})";

ClientConfig configOf(const QByteArray &json)
{
    return readClientConfig(json)->config;
}

QByteArray exported(const ClientConfig &config, QStringView format)
{
    const auto formats = clientExporters();
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto &f) { return f->id() == format; });
    return found == formats.end() ? QByteArray() : (*found)->write(config);
}

/// What SPEC's classes are given; empty, and told, where Python will not have it.
QJsonObject asSpecs(const QByteArray &source, const QStringList &environment = {})
{
    const Interpreter python{u"python3"_s, {u"-B"_s, QStringLiteral(FUSEBOARD_SPEC_CLASSES)}, environment};
    const auto outcome = python.run(source);
    if (!outcome.ended)
        qWarning("%s", outcome.errors.constData());
    return QJsonDocument::fromJson(outcome.output).object();
}

} // namespace

void tst_ClientExporters::namesTheFormats()
{
    QStringList ids;
    for (const auto &format : clientExporters())
        ids.append(format->id() + u'.' + format->fileSuffix());
    QCOMPARE(ids, (QStringList{u"fuseboard.json"_s, u"python.py"_s, u"curl.sh"_s}));
}

void tst_ClientExporters::M1_tellsNoSecret_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray head = R"({"name": "orders", "base_url": "https://h", "auth": )";
    QTest::newRow("bearer") << head + R"({"type": "bearer", "token": "canary-secret-4711"}})";
    QTest::newRow("key") << head + R"({"type": "api_key", "token": "canary-secret-4711", "token_key": "k"}})";
    QTest::newRow("basic") << head + R"({"type": "basic", "username": "u", "password": "canary-secret-4711"}})";
    QTest::newRow("refresh") << head + R"({"type": "oauth2", "client_id": "i", "refresh_token": "canary-secret-4711",
                                           "token_url": "https://h/t"}})";
    QTest::newRow("custom") << head + R"({"type": "custom", "custom_headers": {"X": "canary-secret-4711"},
                                          "custom_params": {"y": "canary-secret-4711"}}})";
    QTest::newRow("OAuth") << production;
    QTest::newRow("proxy") << QByteArray(R"({"name": "o", "base_url": "https://h", "proxy": {"type": "http",
                       "host": "p", "port": 1, "username": "u", "password": "canary-secret-4711"}})");
    const QByteArray plain = R"({"name": "orders", "base_url": "https://h", )";
    QTest::newRow("default headers") << plain
            + R"("default_headers": {"Authorization": "Bearer canary-1", "X-API-Key": "canary-2"}})";
    QTest::newRow("partly a variable") << plain + R"("default_headers": {"Authorization": "Bearer canary-{{x}}",
                                                                         "X-API-Key": "canary {{x}}"}})";
    QTest::newRow("default header that the credentials name")
        << plain + R"("auth": {"type": "api_key", "token": "${env:KEY}", "token_key": "X-Mine"},
                 "default_headers": {"x-mine": "canary-1"}})";
    QTest::newRow("a secret once more") << plain
            + R"("auth": {"type": "bearer", "token": "canary-1"}, "default_headers": {"X-Note": "as canary-1"},
                 "x_note": ["as canary-1"]})";
    QTest::newRow("parameters of token requests")
        << head + R"({"type": "oauth2", "client_id": "i", "client_secret": "${env:S}", "token_url": "https://h/t",
                   "extra_params": {"resource": "canary-1", "x": "canary-{{x}}"}}})";
    QTest::newRow("unknown members") << plain
            + R"("api_key": "canary-1", "auth": {"type": "none", "api_key": "canary-2"},
                 "retry": {"x_own": [{"password": "canary-3"}]}, "proxy": {"type": "system", "pass": ["canary-4"]},
                 "tls": {"key": {"pem": "canary-5"}}, "rate_limit": {"token": "canary {{x}}"},
                 "circuit_breaker": {"Cookie": "a={{x}}; b=canary-6"}})";
    QTest::newRow("queries of URLs") << QByteArray(R"({"name": "o", "base_url": "https://h/?a=1&api_key=canary-1",
        "auth": {"type": "oauth2", "client_id": "i", "token_url": "https://h/t?%6bey=canary-2&sig={{x}}canary-3"}})");
}

void tst_ClientExporters::M1_tellsNoSecret()
{
    QFETCH(const QByteArray, json);
    const auto read = readClientConfig(json);
    QVERIFY(read.ok());
    for (const auto &format : clientExporters()) {
        const QByteArray text = format->write(read->config);
        QVERIFY2(!text.contains("canary"), text.constData());
        QVERIFY(text.endsWith('\n'));
    }
}

void tst_ClientExporters::keepsWhatIsNoSecret()
{
    const ClientConfig config = configOf(R"({"name": "orders", "base_url": "https://h/?a=1&key={{key}}",
        "default_headers": {"Authorization": "Bearer {{token}}", "X-API-Key": "${env:KEY}", "Accept": "text/plain",
                            "X-Auth": "{{one}}{{two}}", "Cookie": "sid={{session}}; {{more}}", "X-Token": ""},
        "auth": {"type": "oauth2", "client_id": "i", "client_secret": "${env:S}", "token_url": "https://h/t",
                 "extra_params": {"resource": "{{resource}}"}, "api_key": "${env:KEY}",
                 "x_token": {"secret": "keychain"}, "token_count": 3},
        "x_own": {"names": ["a", 1.0, true, null], "password": "{{password}}", "cookie": true}})");
    QCOMPARE(configOf(exported(config, u"fuseboard")), config);
    const QByteArray python = exported(config, u"python");
    for (const QByteArray text : {"Bearer {{token}}", "${env:KEY}", "sid={{session}}; {{more}}", "{{one}}{{two}}"})
        QVERIFY2(python.contains('"' + text + '"'), python.constData());
    QVERIFY(exported(config, u"curl").contains("'X-Auth: {{one}}{{two}}'"));
}

void tst_ClientExporters::S05_namesWhatItHides()
{
    const ClientConfig config = configOf(R"({"name": "orders", "base_url": "https://h/?a=1&api_key=canary-1",
        "default_headers": {"X-API-Key": "canary-2"}, "auth": {"type": "oauth2", "client_id": "i",
        "client_secret": "${env:S}", "token_url": "https://h/t", "extra_params": {"resource": "canary-3"},
        "x_token": "canary-4"}})");
    const ClientConfig shared = configOf(exported(config, u"fuseboard"));
    QCOMPARE(shared.baseUrl.text(), u"https://h/?a=1&api_key={{ORDERS_BASE_URL_API_KEY}}"_s);
    using Texts = QList<QPair<QString, QString>>;
    QCOMPARE(shared.defaultHeaders, (Texts{{u"X-API-Key"_s, u"{{ORDERS_DEFAULT_HEADERS_X_API_KEY}}"_s}}));
    QCOMPARE(shared.auth->extraParams, (Texts{{u"resource"_s, u"{{ORDERS_AUTH_EXTRA_PARAMS_RESOURCE}}"_s}}));
    QCOMPARE(shared.auth->unknown, (UnknownFields{{u"x_token"_s, R"({"secret":"keychain"})"}}));

    const QByteArray python = exported(config, u"python");
    QVERIFY2(python.contains("#   auth.x_token: {\"secret\":\"keychain\"}\n"), python.constData());
    const QJsonObject spec = asSpecs(
        python,
        {u"S=s"_s, u"ORDERS_DEFAULT_HEADERS_X_API_KEY=from outside"_s, u"ORDERS_BASE_URL_API_KEY=of the URL"_s});
    QCOMPARE(spec.value("default_headers"_L1).toObject().value("X-API-Key"_L1).toString(), u"from outside"_s);
    QCOMPARE(spec.value("base_url"_L1).toString(), u"https://h/?a=1&api_key=of the URL"_s);
    const QByteArray curl = exported(config, u"curl");
    QVERIFY2(curl.contains("ORDERS_DEFAULT_HEADERS_X_API_KEY"), curl.constData());

    ClientConfig longest = config;
    longest.name = QString(200, u'1');
    const QString value = configOf(exported(longest, u"fuseboard")).defaultHeaders.first().second;
    QVERIFY2(isOnlyVariables(value), qPrintable(value));
}

void tst_ClientExporters::M1_fuseboardReadsBackEqual()
{
    ClientConfig config = configOf(production);
    config.auth->clientSecret = Secret::keychain();
    QCOMPARE(configOf(exported(config, u"fuseboard")), config);
}

void tst_ClientExporters::fuseboardKeepsVariables()
{
    const auto ofToken = [](const QString &token) {
        return configOf(R"({"name": "orders", "base_url": "https://{{host}}", "auth": {"type": "bearer", "token": ")"
                        + token.toUtf8() + R"("}})");
    };
    const ClientConfig config = ofToken(u"{{token}}"_s);
    QCOMPARE(configOf(exported(config, u"fuseboard")), config);
    const ClientConfig partly = configOf(exported(ofToken(u"canary-{{token}}"_s), u"fuseboard"));
    QCOMPARE(partly.auth->token, Secret::keychain());
}

void tst_ClientExporters::pythonIsSpecs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("simple") << QByteArray(R"({"name": "my_api", "base_url": "https://api.example.com"})");
    QTest::newRow("API key") << QByteArray(R"({"name": "my_api", "base_url": "https://api.example.com",
        "auth": {"type": "api_key", "token": "${env:KEY}", "token_key": "X-API-Key", "token_location": "query"}})");
    QTest::newRow("strategies") << QByteArray(R"({"name": "a", "base_url": "https://h", "timeout": 0.25,
        "retry": {"strategy": "linear", "initial_delay": 0.125, "jitter": false, "retry_status_codes": []}})");
    QTest::newRow("production") << production;
}

void tst_ClientExporters::pythonIsSpecs()
{
    QFETCH(const QByteArray, json);
    const ClientConfig config = configOf(json);
    const QJsonObject spec = asSpecs(exported(config, u"python"),
                                     {u"KEY=k"_s, u"PRODUCTION_API_AUTH_CLIENT_SECRET=s"_s});
    QCOMPARE(spec.size(), 14);
    // Where SPEC has a field, its value is that of our own file, which leaves defaults out.
    const QJsonObject ours = QJsonDocument::fromJson(writeClientConfig(config)).object();
    for (auto it = ours.begin(); it != ours.end(); ++it) {
        if (!it.value().isObject() && it.key() != "format"_L1)
            QCOMPARE(spec.value(it.key()), it.value());
    }
    for (const QString &section : {u"rate_limit"_s, u"circuit_breaker"_s, u"retry"_s}) {
        const QJsonObject fields = ours.value(section).toObject();
        QCOMPARE(spec.value(section).isObject(), ours.contains(section));
        for (auto it = fields.begin(); it != fields.end(); ++it)
            QCOMPARE(spec.value(section).toObject().value(it.key()), it.value());
    }
    QCOMPARE(spec.value("default_headers"_L1).toObject(), ours.value("default_headers"_L1).toObject());
}

void tst_ClientExporters::pythonReadsTheEnvironment()
{
    const QByteArray text = exported(configOf(production), u"python");
    QVERIFY2(text.startsWith("import os\n"), text.constData());
    QVERIFY2(
        text.contains("\n# The classes are those of BRAiN's module Integrations, which is not a part of Fuseboard.\n"
                      "from backend.app.modules.integrations import ("),
        text.constData());
    const QJsonObject auth =
        asSpecs(text, {u"PRODUCTION_API_AUTH_CLIENT_SECRET=from outside"_s}).value("auth"_L1).toObject();
    QCOMPARE(auth.value("client_secret"_L1).toString(), u"from outside"_s);
    QCOMPARE(auth.value("type"_L1).toString(), u"oauth2"_s);
    QVERIFY(auth.value("token"_L1).isNull());
}

void tst_ClientExporters::pythonTellsWhatSpecLacks()
{
    const QByteArray text = exported(configOf(R"({"name": "a", "base_url": "https://h", "pipeline": "per_attempt",
        "retry": {"retry_unsafe_methods": true}, "x_own": [1, "two"]})"),
                                     u"python");
    QVERIFY2(text.contains("#   pipeline: \"per_attempt\"\n"), text.constData());
    QVERIFY2(text.contains("#   retry.retry_unsafe_methods: true\n"), text.constData());
    QVERIFY2(text.contains("#   x_own: [1,\"two\"]\n"), text.constData());
    QCOMPARE(asSpecs(text).size(), 14);
}

void tst_ClientExporters::M2_pythonSurvivesHostileText()
{
    ClientConfig config = configOf(R"({"name": "a", "base_url": "https://h"})");
    config.name = u"\"\"\"\\\n)\nimport os; os.abort()\u202E🚀"_s;
    config.defaultHeaders = {{u"X"_s, u"\"}); raise SystemExit(1) # "_s}};
    const QJsonObject spec = asSpecs(exported(config, u"python"));
    QCOMPARE(spec.value("name"_L1).toString(), config.name);
    QCOMPARE(spec.value("default_headers"_L1).toObject().value("X"_L1).toString(),
             config.defaultHeaders.first().second);
}

void tst_ClientExporters::M2_pythonCommentsStayComments()
{
    const ClientConfig config = configOf(R"({"name": "a", "base_url": "https://h",
        "retry": {"z\nx=print(4711),#": 1}, "y\r\u2028x=print(4711),#\u202e": "\u202e",
        "tls": {"ca_file": "/a\u202e", "z\nx=print(4711),#": 2}})");
    const QByteArray text = exported(config, u"python");
    QVERIFY2(text.contains("    #   retry.z\\u000ax=print(4711),#: 1\n"), text.constData());
    QVERIFY2(text.contains("    #   y\\u000d\\u2028x=print(4711),#\\u202e: \"\\u202e\"\n"), text.constData());
    QVERIFY2(!text.contains("\u202e"), text.constData());
    const QJsonObject spec = asSpecs(text);
    QCOMPARE(spec.size(), 14);
    QVERIFY(!spec.contains("x"_L1));
}

void tst_ClientExporters::M2_curlIsAShellScript()
{
    ClientConfig config = configOf(production);
    config.name = u"a\nrm -rf /"_s;
    const QByteArray text = exported(config, u"curl");
    QVERIFY2(text.startsWith("#!/bin/sh\n# a\\u000arm -rf /\n"), text.constData());
    QVERIFY2(text.contains("# The address is the client's base_url: the path of a request comes behind it.\n"),
             text.constData());
    QVERIFY2(text.contains("--retry 3"), text.constData());
    QVERIFY2(text.contains("# Not in curl: at most 1000 requests in 3600 s, burst 1100."), text.constData());
    QVERIFY(Interpreter({u"sh"_s, {u"-n"_s}, {}}).run(text).ended);
}

void tst_ClientExporters::M2_curlNamesTheShellThatReadsIt()
{
    const QByteArray text = exported(
        configOf(R"({"name": "a", "base_url": "https://h", "default_headers": {"X-Turn": "a\u202eb"}})"), u"curl");
    QVERIFY2(text.startsWith("#!/usr/bin/env bash\n"), text.constData());
    const QByteArray plain = exported(
        configOf(R"({"name": "a", "base_url": "https://h", "default_headers": {"X-Turn": "a$"}})"), u"curl");
    QVERIFY2(plain.startsWith("#!/bin/sh\n") && plain.contains("a$'"), plain.constData());
    const Interpreter shell{u"bash"_s, {u"-s"_s}, {}};
    const auto outcome = shell.run("curl() { for word; do printf '%s\\n' \"$word\"; done; }\n" + text);
    QVERIFY2(outcome.output.contains("X-Turn: a\u202eb\n"), outcome.output.constData());
}

void tst_ClientExporters::M2_curlReadsSecretsOfTheUrl()
{
    const ClientConfig config = configOf(
        R"({"name": "orders", "base_url": "https://h/it's?ids=[1-3]&api_key=canary-1&$(id)&u={{user}}"})");
    const QByteArray text = exported(config, u"curl");
    const Interpreter shell{u"sh"_s, {u"-s"_s}, {u"ORDERS_BASE_URL_API_KEY=from outside"_s}};
    const auto outcome = shell.run("curl() { for word; do printf '%s\\n' \"$word\"; done; }\n" + text);
    QVERIFY2(outcome.ended, outcome.errors.constData());
    const QList<QByteArray> words = outcome.output.split('\n');
    QCOMPARE(words.value(0), QByteArray("https://h/it's?ids=[1-3]&api_key=from outside&$(id)&u={{user}}"));
    QVERIFY2(words.contains("--globoff"), "or curl sends a request for each of [1-3], and none for {{");
}

void tst_ClientExporters::M2_curlTakesNoAddressForAnOption()
{
    QVERIFY(!readClientConfig(R"({"name": "a", "base_url": "-Kclients/a/{{v}}"})").ok());
    ClientConfig config = configOf(R"({"name": "a", "base_url": "http{{s}}://h"})");
    config.baseUrl = ConfigUrl::withVariables(u"-Kclients/a/{{v}}"_s); // of a file that is shown with its faults
    const QByteArray text = exported(config, u"curl");
    QVERIFY2(text.contains("\ncurl --url '-Kclients/a/{{v}}' "), text.constData());
}

void tst_ClientExporters::curlKeepsWhatVariablesHide()
{
    const QByteArray open = exported(configOf(R"({"name": "a", "base_url": "{{host}}/a/%2e./b"})"), u"curl");
    QVERIFY2(open.contains("\n# Where the address turns out to be one of https, --proto-redir =https keeps"),
             open.constData());
    QVERIFY2(open.contains("--path-as-is") && !open.contains("--proto-redir =https \\"), open.constData());
    const QByteArray known = exported(configOf(R"({"name": "a", "base_url": "https://{{host}}/a?b=/../c"})"), u"curl");
    QVERIFY2(!known.contains("# Where the address") && known.contains("--proto-redir =https"), known.constData());
    QVERIFY2(!known.contains("--path-as-is"), known.constData());
}

void tst_ClientExporters::curlTellsWhatItLacks_data()
{
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("strict") << QByteArray(R"("rate_limit": {"strict": true})")
                            << QByteArray("# Not in curl: at most 60 requests in 60 s, strictly.");
    QTest::newRow("breaker by rate") << QByteArray(R"("circuit_breaker": {"failure_rate": 50})")
                                     << QByteArray("a circuit breaker that opens after 50 % of failures for 60 s.");
    QTest::newRow("breaker that observes") << QByteArray(R"("circuit_breaker": {"observe_only": true})")
                                           << QByteArray("# Not in curl: a circuit breaker that only observes.");
    QTest::newRow("codes") << QByteArray(R"("retry": {"retry_status_codes": [418, 409]})")
                           << QByteArray("retries after 409, 418; curl's come after 408, 429, 500, 502, 503, 504.");
    QTest::newRow("timeouts") << QByteArray(R"("retry": {"retry_on_timeout": false})")
                              << QByteArray("no retry after a timeout; curl has one.");
    QTest::newRow("delays") << QByteArray(R"("retry": {"initial_delay": 0.5})")
                            << QByteArray("delays of 0.5 s, growing by 2; curl's are 1 s, 2 s, 4 s and so on.");
    QTest::newRow("linear") << QByteArray(R"("retry": {"strategy": "linear"})")
                            << QByteArray("delays that grow by the same step each time; curl's stay the same.");
    QTest::newRow("pinned certificate") << QByteArray(R"("tls": {"pinned_sha256": ")") + QByteArray(64, 'a') + R"("})"
                                        << QByteArray("only the certificate with the SHA-256 digest ")
            + QByteArray(64, 'a') + " is accepted.";
    QTest::newRow("proxy") << QByteArray(R"("proxy": {"type": "http", "host": "p", "port": 1, "username": "u'",
                                             "password": "canary"})")
                           << QByteArray(R"(--proxy-user "u':${ORDERS_PROXY_PASSWORD}")");
    QTest::newRow("credentials of a proxy")
        << QByteArray(R"("proxy": {"type": "http", "host": "p", "port": 1,
                                                              "username": "u", "password": "canary"})")
        << QByteArray("\n# Not in curl before 8.8: a percent sign in the user name");
    QTest::newRow("token") << QByteArray(R"("auth": {"type": "oauth2", "client_id": "i", "token_url": "https://h/t",
                                             "client_secret": "${env:S}"})")
                           << QByteArray("# ORDERS_ACCESS_TOKEN is a token that has to be had before: curl asks for "
                                         "none.");
    const QByteArray inBody =
        R"("auth": {"type": "api_key", "token": "t", "token_key": "k", "token_location": "body"})";
    QTest::newRow("key in a form") << inBody << QByteArray(R"(--data-raw "k=${ORDERS_AUTH_TOKEN}")");
    QTest::newRow("a form says so") << inBody
                                    << QByteArray("--header 'Content-Type: application/x-www-form-urlencoded'");
    QTest::newRow("redirects") << QByteArray(R"("auth": {"type": "api_key", "token": "t", "token_key": "X-Key"})")
                               << QByteArray("# curl sends its headers after a redirect to another host, too");
    QTest::newRow("redirects stay safe") << QByteArray(R"("timeout": 3)") << QByteArray("--proto-redir =https");
}

void tst_ClientExporters::curlTellsWhatItLacks()
{
    QFETCH(const QByteArray, section);
    QFETCH(const QByteArray, told);
    const QByteArray plain = R"({"name": "orders", "base_url": "https://h")";
    const QByteArray text = exported(configOf(plain + ", " + section + "}"), u"curl");
    QVERIFY2(text.contains(told), text.constData());
    QVERIFY2(!exported(configOf(plain + "}"), u"curl").contains("Not in curl"), "nothing but what differs");
    QVERIFY(Interpreter({u"sh"_s, {u"-n"_s}, {}}).run(text).ended);
}

QTEST_GUILESS_MAIN(tst_ClientExporters)
#include "tst_clientexporters.moc"
