// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "config/configwriter.h"

#include <QFile>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString goodFile(const char *name)
{
    return QStringLiteral(FUSEBOARD_TEST_DATA "/config/good/") + QString::fromLatin1(name);
}

ClientConfig readGood(const char *name)
{
    const auto read = readClientConfigFile(goodFile(name));
    return read ? read->config : ClientConfig();
}

/// A client with these members besides its name and URL.
QByteArray clientWith(const QByteArray &members)
{
    return R"({"name": "api", "base_url": "https://api.example.com")" + (members.isEmpty() ? "" : ", " + members) + '}';
}

QList<ConfigFault> faultsOfText(const QByteArray &json)
{
    const auto read = readClientConfig(json);
    return read ? QList<ConfigFault>() : read.error().faults;
}

QList<ConfigFault> warningsOfText(const QByteArray &json)
{
    const auto read = readClientConfig(json);
    return read ? read->warnings : QList<ConfigFault>();
}

} // namespace

class ConfigReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specsCompleteExample();
    void specsDefaults();
    void missingSectionsAreOff();
    void wordsInAnyCase();
    void O14_grantFollowsWhatIsThere_data();
    void O14_grantFollowsWhatIsThere();
    void O14_issuerStandsForTheUrls();
    void K2_byteOrderMarkAndCarriageReturns();
    void ADV_K3_K16_unknownFieldsAreKept();
    void defaultsFollowChosenLimits();
    void everyFaultAtOnce();
    void K3_whatMayBeASecretIsNotShown();
    void faultsAreBounded();
    void contradictionsAreNotToldOfFaultyFields();
    void warningsNameTheClosestField_data();
    void warningsNameTheClosestField();
    void warningsStandBesideFaults();
    void K1_truncatedAtEveryByte();
    void K1_anyByteChanged();
};

void ConfigReaderTest::specsCompleteExample()
{
    const auto read = readClientConfigFile(goodFile("complete.json"));
    QVERIFY(read.ok());
    QCOMPARE(read->warnings, QList<ConfigFault>());
    const ClientConfig &config = read->config;
    QCOMPARE(config.name, u"production_api"_s);
    QCOMPARE(config.baseUrl, QUrl(u"https://api.production.com"_s));
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.clientId = u"shop"_s;
    auth.clientSecret = Secret::environment(u"API_CLIENT_SECRET"_s);
    auth.tokenUrl = QUrl(u"https://auth.production.com/token"_s);
    auth.scopes = {u"orders:read"_s, u"orders:write"_s};
    QVERIFY(config.auth == auth);
    RateLimitConfig rateLimit;
    rateLimit.maxRequests = 1000;
    rateLimit.window = 1h;
    rateLimit.burstSize = 1100;
    QVERIFY(config.rateLimit == rateLimit);
    CircuitBreakerConfig breaker;
    breaker.failureThreshold = 10;
    breaker.successThreshold = 3;
    QVERIFY(config.circuitBreaker == breaker);
    RetryConfig retry;
    retry.maxDelay = 30s;
    QVERIFY(config.retry == retry);
    const QList<QPair<QString, QString>> headers{{u"User-Agent"_s, u"BRAiN/1.0"_s},
                                                 {u"Accept"_s, u"application/json"_s}};
    QCOMPARE(config.defaultHeaders, headers);
}

void ConfigReaderTest::specsDefaults()
{
    ClientConfig expected;
    expected.name = u"api"_s;
    expected.baseUrl = QUrl(u"https://api.example.com"_s);
    expected.auth = AuthConfig();
    expected.rateLimit = RateLimitConfig();
    expected.circuitBreaker = CircuitBreakerConfig();
    expected.retry = RetryConfig();
    const auto read = readClientConfig(
        clientWith(R"("auth": {}, "rate_limit": {}, "circuit_breaker": {}, "retry": {})"));
    QVERIFY(read.ok());
    QVERIFY(read->config == expected);
    QCOMPARE(read->config.rateLimit->burst(), 60);
}

void ConfigReaderTest::missingSectionsAreOff()
{
    for (const QByteArray members :
         {"", R"("auth": null, "rate_limit": null, "circuit_breaker": null, "retry": null)"}) {
        const auto read = readClientConfig(clientWith(members));
        QVERIFY(read.ok());
        QVERIFY(!read->config.auth && !read->config.rateLimit && !read->config.circuitBreaker && !read->config.retry);
    }
}

void ConfigReaderTest::wordsInAnyCase()
{
    const ClientConfig config = readGood("any-case.json");
    QVERIFY(config.auth && config.retry);
    QCOMPARE(config.auth->type, AuthType::ApiKey);
    QCOMPARE(config.auth->tokenLocation, AuthLocation::Query);
    QCOMPARE(config.retry->strategy, RetryStrategy::Linear);
    QCOMPARE(config.retry->maxRetries, 3);
    QCOMPARE(config.pipeline, Pipeline::PerAttempt);
    QVERIFY(config.auth->grantType == GrantType::DeviceCode);
    QCOMPARE(config.auth->clientAuth, ClientAuth::Body);
}

void ConfigReaderTest::O14_grantFollowsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<GrantType>("grant");
    QTest::newRow("nothing but the client") << QByteArray() << GrantType::ClientCredentials;
    QTest::newRow("secret") << QByteArray(R"(, "client_secret": "s")") << GrantType::ClientCredentials;
    QTest::newRow("refresh token alone") << QByteArray(R"(, "refresh_token": "r")") << GrantType::RefreshToken;
    QTest::newRow("both") << QByteArray(R"(, "client_secret": "s", "refresh_token": "r")")
                          << GrantType::ClientCredentials;
    QTest::newRow("chosen") << QByteArray(R"(, "grant_type": "Password", "username": "u", "password": "p")")
                            << GrantType::Password;
    QTest::newRow("null is not chosen") << QByteArray(R"(, "grant_type": null)") << GrantType::ClientCredentials;
}

void ConfigReaderTest::O14_grantFollowsWhatIsThere()
{
    QFETCH(QByteArray, members);
    QFETCH(GrantType, grant);
    const auto read = readClientConfig(clientWith(
        R"("auth": {"type": "oauth2", "client_id": "c", "token_url": "https://a.example/t")" + members + '}'));
    QVERIFY(read.ok());
    QCOMPARE(read->config.auth->grant(), grant);
}

void ConfigReaderTest::O14_issuerStandsForTheUrls()
{
    const auto read = readClientConfig(clientWith(
        R"("auth": {"type": "oauth2", "client_id": "c", "issuer": "https://a.example", "grant_type": "device_code"})"));
    QVERIFY(read.ok());
    QVERIFY(read->config.auth->tokenUrl.isEmpty());
}

void ConfigReaderTest::K2_byteOrderMarkAndCarriageReturns()
{
    const ClientConfig config = readGood("bom-and-crlf.json");
    QCOMPARE(config.name, u"Grüße"_s);
    QCOMPARE(config.baseUrl.host(QUrl::FullyEncoded), u"xn--bcher-kva.example"_s); // A6
}

void ConfigReaderTest::ADV_K3_K16_unknownFieldsAreKept()
{
    const auto read = readClientConfigFile(goodFile("newer-fields.json"));
    QVERIFY(read.ok());
    const UnknownFields root{{u"x_number"_s, "18446744073709551615"},
                             {u"tiemout"_s, "5"},
                             {u"x_list"_s, R"([1,"two",null,true,{"three":3.5}])"}};
    QCOMPARE(read->config.unknown, root);
    QCOMPARE(read->config.retry->unknown, (UnknownFields{{u"hedge"_s, R"({"after":0.25,"copies":2})"}}));
    QCOMPARE(read->config.timeout, Duration(30s));
}

void ConfigReaderTest::defaultsFollowChosenLimits()
{
    const ClientConfig config = readGood("chosen-limits.json");
    QCOMPARE(config.timeout, Duration(1s));
    QCOMPARE(config.maxConnections, 5);
    QCOMPARE(config.retry->maxDelay, Duration(500ms));
    QCOMPARE(config.circuitBreaker->failureStatusCodes, QList<int>());
}

void ConfigReaderTest::everyFaultAtOnce()
{
    const auto faults = faultsOfText(R"({
  "base_url": "ftp://x",
  "retry": {"max_retries": -1, "strategy": "never", "max_delay": 1e400},
  "rate_limit": {"max_requests": "10", "burst_size": NaN},
  "timeout": 30, "timeout": 31,
  "total_timeout": 5
})");
    QStringList paths;
    for (const ConfigFault &fault : faults)
        paths.append(fault.path);
    QCOMPARE(paths,
             (QStringList{u"name"_s, u"base_url"_s, u"retry.max_retries"_s, u"retry.strategy"_s, u"retry.max_delay"_s,
                          u"rate_limit.max_requests"_s, u"rate_limit.burst_size"_s, u"timeout"_s, u"timeout"_s}));
    const ConfigFault &strategy = faults.at(3);
    QCOMPARE(
        strategy,
        (ConfigFault{ErrorDetail::UnknownName, u"retry.strategy"_s, u"\"never\""_s,
                     AllowedValues::ofWords(AllowedKind::Words, {u"exponential"_s, u"linear"_s, u"fixed"_s}), 3, 44}));
}

void ConfigReaderTest::K3_whatMayBeASecretIsNotShown()
{
    const auto shown = [](const QByteArray &json) {
        const auto faults = faultsOfText(json);
        return faults.size() == 1 && faults.first().detail == ErrorDetail::WrongType ? faults.first().value : u"?"_s;
    };
    for (const char *section : {R"("auth": )", R"("retry": )"}) {
        QCOMPARE(shown(clientWith(QByteArray(section) + R"(["canary"])")), u"[…]"_s);
        QCOMPARE(shown(clientWith(QByteArray(section) + "true")), u"true"_s);
        QCOMPARE(shown(clientWith(QByteArray(section) + R"("canary")")), QString());
        QCOMPARE(shown(clientWith(QByteArray(section) + "4711")), QString());
    }
    QCOMPARE(shown(R"(["canary"])"), u"[…]"_s);
    QCOMPARE(shown(R"("canary")"), QString());
}

void ConfigReaderTest::faultsAreBounded()
{
    QByteArray codes;
    for (int i = 0; i < 50'000; ++i)
        codes += "9,";
    const auto faults = faultsOfText(clientWith(R"("retry": {"retry_status_codes": [)" + codes + "9]}"));
    QCOMPARE(faults.size(), 200);
}

void ConfigReaderTest::contradictionsAreNotToldOfFaultyFields()
{
    const auto faults = faultsOfText(clientWith(R"("timeout": "30", "total_timeout": 5, "connect_timeout": 60)"));
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults.first().path, u"timeout"_s);
}

void ConfigReaderTest::warningsNameTheClosestField_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("closest");
    const auto row = [](const char *members, const char *path, const char *closest) {
        QTest::newRow(members) << QByteArray(members) << QString::fromLatin1(path) << QString::fromLatin1(closest);
    };
    row(R"("tiemout": 5)", "tiemout", "timeout");
    row(R"("Timeout": 5)", "Timeout", "timeout");
    row(R"("retry": {"max_retry": 5})", "retry.max_retry", "");
    row(R"("retry": {"max_retrys": 5})", "retry.max_retrys", "max_retries");
    row(R"("base_ur": 5)", "base_ur", "base_url");
    row(R"("x": 5)", "x", "");
    row(R"("something_else": 5)", "something_else", "");
}

void ConfigReaderTest::warningsNameTheClosestField()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, path);
    QFETCH(QString, closest);
    const auto warnings = warningsOfText(clientWith(members));
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().detail, ErrorDetail::UnknownName);
    QCOMPARE(warnings.first().path, path);
    QCOMPARE(warnings.first().allowed.words.join(u' '), closest);
    QCOMPARE(warnings.first().allowed.isKnown(), !closest.isEmpty());
    QCOMPARE(warnings.first().value, QString());
}

void ConfigReaderTest::K1_truncatedAtEveryByte()
{
    QFile file(goodFile("complete.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll().trimmed();
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto read = readClientConfig(whole.left(length));
        QVERIFY(!read.ok());
        QCOMPARE(read.error().faults.size(), 1);
        QCOMPARE(read.error().detail, ErrorDetail::Syntax);
        QVERIFY(read.error().faults.first().line >= 1 && read.error().faults.first().column >= 1);
    }
}

/// What is read is kept by writing it; what is not is told at a place that there is.
void ConfigReaderTest::K1_anyByteChanged()
{
    QFile file(goodFile("newer-fields.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    const auto isPartOfJson = [](char byte) { return QByteArray("{}[],\"").contains(byte); }; // and of no text there
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char byte : {'\0', '"', '\\', '{', ']', ',', '9', 'e', '\n', '\x7f', '\xff', '-'}) {
            QByteArray changed = whole;
            changed[at] = byte;
            const QByteArray context = "byte " + QByteArray::number(at) + ":\n" + changed;
            const auto read = readClientConfig(changed);
            const bool isBroken = byte == '\0' || byte == '\xff' || isPartOfJson(whole.at(at));
            QVERIFY2(changed == whole || !isBroken || !read.ok(), context.constData());
            const qsizetype lines = changed.count('\n') + 1;
            const QList<ConfigFault> faults = read.ok() ? QList<ConfigFault>() : read.error().faults;
            QCOMPARE(faults.isEmpty(), read.ok());
            for (const ConfigFault &fault : faults) {
                QVERIFY2(fault.line >= 1 && fault.line <= lines && fault.column >= 1, context.constData());
                // What stands before it is as it was; what is wrong between two values is told behind the first.
                const bool isNear = fault.line >= whole.first(at).count('\n');
                QVERIFY2(read.error().detail != ErrorDetail::Syntax || isNear, context.constData());
            }
            if (read.ok()) {
                const auto again = readClientConfig(writeClientConfig(read->config));
                QVERIFY2(again.ok() && again->config == read->config, context.constData());
            }
        }
    }
}

void ConfigReaderTest::warningsStandBesideFaults()
{
    const auto read = readClientConfig(clientWith(R"("timeuot": 5, "timeout": -1)"));
    QVERIFY(!read);
    QCOMPARE(read.error().faults.size(), 1);
    QCOMPARE(read.error().faults.first().path, u"timeout"_s);
    QCOMPARE(read.error().warnings.size(), 1);
    QCOMPARE(read.error().warnings.first().path, u"timeuot"_s);
}

QTEST_GUILESS_MAIN(ConfigReaderTest)
#include "tst_configreader.moc"
