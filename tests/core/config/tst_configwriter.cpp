// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "config/configwriter.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ClientConfig readBack(const QByteArray &json)
{
    const auto read = readClientConfig(json);
    return read ? read->config : ClientConfig();
}

AuthConfig otherAuth()
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.token = Secret::plain(u"t"_s);
    auth.tokenLocation = AuthLocation::Body;
    auth.tokenKey = u"X-Key"_s;
    auth.tokenPrefix = u"ApiKey"_s;
    auth.username = u"user"_s;
    auth.password = Secret::keychain();
    auth.clientId = u"id"_s;
    auth.clientSecret = Secret::environment(u"SECRET"_s);
    auth.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    auth.refreshToken = Secret::plain(u"r"_s);
    auth.scopes = {u"read"_s, u"write"_s};
    auth.customHeaders = {{u"X-B"_s, Secret::keychain()}, {u"X-A"_s, Secret::plain(u"a"_s)}};
    auth.customParams = {{u"key"_s, Secret::environment(u"KEY"_s)}};
    auth.grantType = GrantType::DeviceCode;
    auth.clientAuth = ClientAuth::Body;
    auth.authorizationUrl = QUrl(u"https://auth.example.com/authorize"_s);
    auth.deviceAuthorizationUrl = QUrl(u"http://localhost:8080/device"_s);
    auth.issuer = QUrl(u"https://auth.example.com"_s);
    auth.audience = u"https://api.example.com"_s;
    auth.extraParams = {{u"resource"_s, u"urn:b"_s}, {u"acr"_s, u""_s}};
    auth.unknown = {{u"later"_s, "[1,2]"}};
    return auth;
}

RateLimitConfig otherRateLimit()
{
    return {7, 1500ms, 9, false, 2.25, true, 250ms, 11, {{u"later"_s, "{\"a\":null}"}}};
}

CircuitBreakerConfig otherBreaker()
{
    return {7,     90s,
            3,     {500},
            false, 2,
            12.5,  20,
            30s,   BreakerWindow::Count,
            200,   true,
            1.5,   400s,
            true,  {{u"later"_s, "true"}}};
}

RetryConfig otherRetry()
{
    return {5, RetryStrategy::Fixed, 100ms, 10s, 3.5, false, {503}, false, true, true, 7s, 0.2, {{u"later"_s, "1.5"}}};
}

/// Every member of every struct differs from its default.
ClientConfig allFieldsChanged()
{
    ClientConfig config;
    config.name = u"Grüße"_s;
    config.baseUrl = QUrl(u"https://api.example.com:8443/v1?x=1"_s);
    config.auth = otherAuth();
    config.rateLimit = otherRateLimit();
    config.circuitBreaker = otherBreaker();
    config.retry = otherRetry();
    config.timeout = 12345678901ns;
    config.connectTimeout = 2s;
    config.totalTimeout = 100s;
    config.defaultHeaders = {{u"X-Z"_s, u"1"_s}, {u"Accept"_s, u"ü"_s}};
    config.logRequests = false;
    config.logResponses = false;
    config.logResponseBody = true;
    config.maxConnections = 50;
    config.maxKeepaliveConnections = 5;
    config.pipeline = Pipeline::PerAttempt;
    config.followRedirects = false;
    config.maxRedirects = 3;
    config.allowInsecureRedirects = true;
    config.maxResponseBytes = 9'007'199'254'740'992;
    config.recordHistory = false;
    config.cookies = false;
    config.tls = TlsConfig{u"/etc/ca.pem"_s, QString(64, u'a'), u"localhost"_s,
                           u"/etc/me.pem"_s, u"/etc/me.key"_s,  {{u"later"_s, "null"}}};
    config.proxy = ProxyConfig{ProxyType::Socks5,  u"proxy.example"_s,     1080, u"u"_s,
                               Secret::keychain(), {{u"later"_s, "\"x\""}}};
    config.unknown = {{u"z_later"_s, "18446744073709551615"}, {u"a_later"_s, "{\"deep\":[{\"er\":0.1}]}"}};
    return config;
}

} // namespace

class ConfigWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K16_everyFieldSurvives();
    void K16_noFieldIsForgotten();
    void goodFilesAreFixedPoints_data();
    void goodFilesAreFixedPoints();
    void onlyWhatWasChosenIsWritten();
    void emptySectionsStayOn();
    void orderIsThatOfSpec();
    void numbersAreShort();
};

void ConfigWriterTest::K16_everyFieldSurvives()
{
    const ClientConfig config = allFieldsChanged();
    QCOMPARE(validate(config), QList<ConfigFault>());
    const ClientConfig back = readBack(writeClientConfig(config));
    QCOMPARE(back.auth == config.auth, true);
    QCOMPARE(back.rateLimit == config.rateLimit, true);
    QCOMPARE(back.circuitBreaker == config.circuitBreaker, true);
    QCOMPARE(back.retry == config.retry, true);
    QCOMPARE(back.tls == config.tls, true);
    QCOMPARE(back.proxy == config.proxy, true);
    QCOMPARE(back == config, true);
}

// A member that is missing in its list of fields would be equal to its default after a round trip, which the test above
// sees only if it was changed; this one holds allFieldsChanged() to that, with the number of fields of each section.
void ConfigWriterTest::K16_noFieldIsForgotten()
{
    const QByteArray json = writeClientConfig(allFieldsChanged());
    const auto membersOf = [&json](const char *section) {
        const qsizetype from = json.indexOf("\n  \"" + QByteArray(section) + "\": {");
        const QByteArray text = json.mid(from, json.indexOf("\n  }", from) - from);
        return text.count("\n    \"");
    };
    QCOMPARE(json.count("\n  \""), 25 + 2); // format included
    QCOMPARE(membersOf("auth"), 21 + 1);
    QCOMPARE(membersOf("rate_limit"), 8 + 1);
    QCOMPARE(membersOf("circuit_breaker"), 15 + 1);
    QCOMPARE(membersOf("retry"), 12 + 1);
    QCOMPARE(membersOf("tls"), 5 + 1);
    QCOMPARE(membersOf("proxy"), 5 + 1);
}

void ConfigWriterTest::goodFilesAreFixedPoints_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(FUSEBOARD_TEST_DATA "/config/good"));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void ConfigWriterTest::goodFilesAreFixedPoints()
{
    QFETCH(QString, file);
    const auto read = readClientConfigFile(file);
    QVERIFY(read.ok());
    const QByteArray written = writeClientConfig(read->config);
    const ClientConfig back = readBack(written);
    QVERIFY(back == read->config);
    QCOMPARE(writeClientConfig(back), written);
}

void ConfigWriterTest::onlyWhatWasChosenIsWritten()
{
    ClientConfig config;
    config.name = u"api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    QCOMPARE(writeClientConfig(config),
             "{\n  \"format\": 1,\n  \"name\": \"api\",\n"
             "  \"base_url\": \"https://api.example.com\"\n}\n");
}

void ConfigWriterTest::emptySectionsStayOn()
{
    ClientConfig config;
    config.name = u"api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    config.retry = RetryConfig();
    const ClientConfig back = readBack(writeClientConfig(config));
    QVERIFY(back.retry.has_value());
    QVERIFY(!back.rateLimit.has_value());
}

void ConfigWriterTest::orderIsThatOfSpec()
{
    const QByteArray json = writeClientConfig(allFieldsChanged());
    qsizetype before = 0;
    for (const char *name : {"format",
                             "name",
                             "base_url",
                             "auth",
                             "rate_limit",
                             "circuit_breaker",
                             "retry",
                             "timeout",
                             "connect_timeout",
                             "default_headers",
                             "log_requests",
                             "log_responses",
                             "log_response_body",
                             "max_connections",
                             "max_keepalive_connections",
                             "total_timeout",
                             "pipeline",
                             "follow_redirects",
                             "max_redirects",
                             "allow_insecure_redirects",
                             "max_response_bytes",
                             "record_history",
                             "cookies",
                             "tls",
                             "proxy",
                             "z_later",
                             "a_later"}) {
        const qsizetype at = json.indexOf("\n  \"" + QByteArray(name) + "\": ");
        QVERIFY2(at >= before, name);
        before = at;
    }
    QVERIFY(json.indexOf("\"X-Z\"") < json.indexOf("\"Accept\""));
}

void ConfigWriterTest::numbersAreShort()
{
    ClientConfig config;
    config.timeout = 100ms;
    config.connectTimeout = 1ms;
    config.retry = RetryConfig();
    config.retry->backoffMultiplier = 1.1;
    config.retry->maxDelay = 90s;
    const QByteArray json = writeClientConfig(config);
    QVERIFY(json.contains("\"timeout\": 0.1,"));
    QVERIFY(json.contains("\"connect_timeout\": 0.001\n"));
    QVERIFY(json.contains("\"backoff_multiplier\": 1.1\n"));
    QVERIFY(json.contains("\"max_delay\": 90,"));
}

QTEST_GUILESS_MAIN(ConfigWriterTest)
#include "tst_configwriter.moc"
