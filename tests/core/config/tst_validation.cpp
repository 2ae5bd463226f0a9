// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Change = std::function<void(ClientConfig &)>;

ClientConfig validConfig()
{
    ClientConfig config;
    config.name = u"api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    config.auth = AuthConfig();
    config.rateLimit = RateLimitConfig();
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

} // namespace

Q_DECLARE_METATYPE(Change)

/// validate(), which judges values that no file held, by the same rules.
class ValidationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreValid();
    void L18_D5_S02_S03_valuesOutsideTheirRanges_data();
    void L18_D5_S02_S03_valuesOutsideTheirRanges();
    void edgesAreAllowed();
    void allAtOnce();
    void secretsAreNotFaults();
};

void ValidationTest::defaultsAreValid()
{
    QCOMPARE(validate(validConfig()), QList<ConfigFault>());
    const auto faults = validate(ClientConfig());
    QCOMPARE(faults.size(), 2);
    QCOMPARE(faults.at(0).path, u"name"_s);
    QCOMPARE(faults.at(1).path, u"base_url"_s);
    QCOMPARE(faults.at(1).detail, ErrorDetail::Missing);
}

void ValidationTest::L18_D5_S02_S03_valuesOutsideTheirRanges_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *path, const char *what, const Change &change) {
        QTest::addRow("%s %s", path, what) << change << QString::fromUtf8(path);
    };
    row("rate_limit.max_requests", "0", [](auto &c) { c.rateLimit->maxRequests = 0; });
    row("rate_limit.max_requests", "negative", [](auto &c) { c.rateLimit->maxRequests = -1; });
    row("rate_limit.window_seconds", "0", [](auto &c) { c.rateLimit->window = 0s; });
    row("rate_limit.window_seconds", "negative", [](auto &c) { c.rateLimit->window = -1s; });
    row("rate_limit.window_seconds", "longest", [](auto &c) { c.rateLimit->window = Duration::max(); });
    row("rate_limit.burst_size", "0", [](auto &c) { c.rateLimit->burstSize = 0; });
    row("rate_limit.backoff_factor", "NaN", [](auto &c) { c.rateLimit->backoffFactor = notANumber; });
    row("rate_limit.backoff_factor", "infinite", [](auto &c) { c.rateLimit->backoffFactor = infinite; });
    row("rate_limit.backoff_factor", "below 1", [](auto &c) { c.rateLimit->backoffFactor = 0.999; });
    row("rate_limit.max_wait", "negative", [](auto &c) { c.rateLimit->maxWait = -1ns; });
    row("rate_limit.max_queue", "negative", [](auto &c) { c.rateLimit->maxQueue = -1; });
    row("circuit_breaker.failure_threshold", "0", [](auto &c) { c.circuitBreaker->failureThreshold = 0; });
    row("circuit_breaker.success_threshold", "0", [](auto &c) { c.circuitBreaker->successThreshold = 0; });
    row("circuit_breaker.recovery_timeout", "0", [](auto &c) { c.circuitBreaker->recoveryTimeout = 0s; });
    row("circuit_breaker.half_open_max_calls", "0", [](auto &c) { c.circuitBreaker->halfOpenMaxCalls = 0; });
    row("circuit_breaker.failure_rate", "0", [](auto &c) { c.circuitBreaker->failureRate = 0; });
    row("circuit_breaker.failure_rate", "above 100", [](auto &c) { c.circuitBreaker->failureRate = 100.001; });
    row("circuit_breaker.failure_rate", "NaN", [](auto &c) { c.circuitBreaker->failureRate = notANumber; });
    row("circuit_breaker.minimum_calls", "0", [](auto &c) { c.circuitBreaker->minimumCalls = 0; });
    row("circuit_breaker.window_seconds", "below 1 s", [](auto &c) { c.circuitBreaker->window = 999ms; });
    row("circuit_breaker.window_type", "no value of the enum",
        [](auto &c) { c.circuitBreaker->windowType = static_cast<BreakerWindow>(9); });
    row("circuit_breaker.window_calls", "0", [](auto &c) { c.circuitBreaker->windowCalls = 0; });
    row("circuit_breaker.recovery_backoff", "below 1", [](auto &c) { c.circuitBreaker->recoveryBackoff = 0.5; });
    row("circuit_breaker.max_recovery_timeout", "0", [](auto &c) { c.circuitBreaker->maxRecoveryTimeout = 0s; });
    row("circuit_breaker.failure_status_codes[1]", "99", [](auto &c) { c.circuitBreaker->failureStatusCodes[1] = 99; });
    row("retry.max_retries", "negative", [](auto &c) { c.retry->maxRetries = -1; });
    row("retry.initial_delay", "negative", [](auto &c) { c.retry->initialDelay = -1ms; });
    row("retry.max_delay", "0", [](auto &c) { c.retry->maxDelay = 0s; });
    row("retry.backoff_multiplier", "NaN", [](auto &c) { c.retry->backoffMultiplier = notANumber; });
    row("retry.retry_status_codes[0]", "600", [](auto &c) { c.retry->retryStatusCodes = {600}; });
    row("retry.max_server_delay", "negative", [](auto &c) { c.retry->maxServerDelay = -1s; });
    row("retry.retry_budget", "above 1", [](auto &c) { c.retry->retryBudget = 1.5; });
    row("timeout", "0", [](auto &c) { c.timeout = 0s; });
    row("connect_timeout", "below 1 ms", [](auto &c) { c.connectTimeout = 999us; });
    row("total_timeout", "D5 below timeout", [](auto &c) { c.totalTimeout = 29s; });
    row("max_connections", "0", [](auto &c) { c.maxConnections = 0; });
    row("max_keepalive_connections", "above max_connections", [](auto &c) { c.maxKeepaliveConnections = 101; });
    row("max_redirects", "51", [](auto &c) { c.maxRedirects = 51; });
    row("max_response_bytes", "0", [](auto &c) { c.maxResponseBytes = 0; });
    row("name", "with a line break", [](auto &c) { c.name = u"a\nb"_s; });
    row("base_url", "file", [](auto &c) { c.baseUrl = QUrl(u"file:///etc/passwd"_s); });
    row("base_url", "user info", [](auto &c) { c.baseUrl.setUserInfo(u"u:p"_s); });
    row("base_url", "port 0", [](auto &c) { c.baseUrl.setPort(0); });
    row("base_url", "invalid", [](auto &c) { c.baseUrl = QUrl(u"http://a b/"_s); });
    row("default_headers.a", "twice", [](auto &c) { c.defaultHeaders = {{u"A"_s, u"1"_s}, {u"a"_s, u"2"_s}}; });
    row("default_headers.A", "S02 line break", [](auto &c) { c.defaultHeaders = {{u"A"_s, u"1\r\nB: 2"_s}}; });
    row("default_headers.A", "S02 CR", [](auto &c) { c.defaultHeaders = {{u"A"_s, u"1\r2"_s}}; });
    row("default_headers.A", "S02 LF", [](auto &c) { c.defaultHeaders = {{u"A"_s, u"1\n2"_s}}; });
    row("default_headers.A", "S02 NUL", [](auto &c) { c.defaultHeaders = {{u"A"_s, u"1\0"_s}}; });
    row("default_headers.A…", "S02 line break in the name", [](auto &c) {
        c.defaultHeaders = {{u"A\r\nB"_s, u"1"_s}};
    });
    row("default_headers.A…", "S02 NUL in the name", [](auto &c) { c.defaultHeaders = {{u"A\0"_s, u"1"_s}}; });
    row("default_headers.A…", "S03 no token", [](auto &c) { c.defaultHeaders = {{u"A B"_s, u"1"_s}}; });
    row("name", "K5 only blanks", [](auto &c) { c.name = u" \u3000"_s; });
    row("name", "K5 nothing to see", [](auto &c) { c.name = u"\u200b\u200e "_s; });
    row("auth.token", "missing", [](auto &c) { c.auth->type = AuthType::Bearer; });
    row("auth.token_key", "empty", [](auto &c) { c.auth->tokenKey.clear(); });
    row("auth.token_prefix", "S02 blank at the end", [](auto &c) { c.auth->tokenPrefix = u"Bearer "_s; });
    row("proxy.port", "missing", [](auto &c) { c.proxy = ProxyConfig{ProxyType::Http, u"p"_s, 0, {}, {}, {}}; });
}

void ValidationTest::L18_D5_S02_S03_valuesOutsideTheirRanges()
{
    QFETCH(Change, change);
    QFETCH(QString, path);
    ClientConfig config = validConfig();
    change(config);
    const auto faults = validate(config);
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults.first().path, path);
    QCOMPARE(faults.first().line, 0);
    QVERIFY(faults.first().allowed.isKnown());
}

void ValidationTest::edgesAreAllowed()
{
    ClientConfig config = validConfig();
    config.timeout = 24h;
    config.totalTimeout = 24h * 7;
    config.connectTimeout = 1ms;
    config.maxConnections = 1;
    config.rateLimit->window = 1ms;
    config.rateLimit->maxWait = 0s;
    config.rateLimit->maxQueue = 0;
    config.circuitBreaker->failureRate = 100;
    config.retry->maxRetries = 1'000;
    config.retry->initialDelay = 0s;
    config.retry->backoffMultiplier = 1;
    config.retry->retryBudget = 0;
    config.maxRedirects = 0;
    config.maxResponseBytes = 1;
    config.auth->tokenUrl = QUrl(u"http://127.0.0.1:8080/token"_s); // C25: no network between
    QCOMPARE(validate(config), QList<ConfigFault>());
}

void ValidationTest::allAtOnce()
{
    ClientConfig config = validConfig();
    config.timeout = 0s;
    config.retry->maxRetries = -1;
    config.rateLimit->backoffFactor = notANumber;
    config.name.clear();
    QCOMPARE(validate(config).size(), 4);
}

void ValidationTest::secretsAreNotFaults()
{
    ClientConfig config = validConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::plain(u"t"_s);
    QCOMPARE(validate(config), QList<ConfigFault>());
    config.auth->token = Secret::plain(u"t\r\nX: y"_s);
    const auto faults = validate(config);
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults.first().detail, ErrorDetail::BadHeaderValue);
    QCOMPARE(faults.first().value, QString());
}

QTEST_GUILESS_MAIN(ValidationTest)
#include "tst_validation.moc"
