// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between // [name] and // [/name] is a block of docs/spec.md.

#include "clientfixture.h"
#include "config/authfactories.h"
#include "config/configreader.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSpecConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void subclassRequirements();
    void authentication();
    void oauth2Authentication();
    void customAuthentication();
    void rateLimiter();
    void rateLimiterExample();
    void circuitBreaker();
    void retry();
    void bestPractices();
    void troubleshooting();
    void oauthTrouble();

private:
    QByteArray sentHeader(const AuthConfig &auth, const char *name);

    ClientFixture f;
};

void TestSpecConfiguration::init()
{
    f.config = ClientFixture().config;
    f.client.reset();
}

/// Whatever a test has put into the configuration is one that is accepted.
void TestSpecConfiguration::cleanup()
{
    const auto faults = validate(f.config);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.value(0).path));
}

QByteArray TestSpecConfiguration::sentHeader(const AuthConfig &auth, const char *name)
{
    f.config.auth = auth;
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    return f.transport.requests().last().headers.value(name).value_or(QByteArray("none"));
}

void TestSpecConfiguration::subclassRequirements()
{
    // [subclass-requirements]
    class MyClient : public ApiClient
    {
    public:
        using ApiClient::ApiClient;

    protected:
        // Not required here: this is what it does by itself.
        Result<QUrl> buildBaseUrl() const override { return config().baseUrl; }
    };
    // [/subclass-requirements]
    MyClient client(f.config, {f.scheduler, f.random, f.transport, f.secrets});
    client.get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.requests().last().url, QUrl(u"https://api.example.com/v1/x"_s));
}

void TestSpecConfiguration::authentication()
{
    qputenv("API_KEY", "sk-abc123");
    qputenv("TOKEN", "my-token-123");
    qputenv("PASSWORD", "secret");
    {
        // [api-key]
        const AuthConfig auth = createApiKeyAuth(Secret::environment(u"API_KEY"_s), //
                                                 u"X-API-Key"_s, // or "Authorization"
                                                 {}); // or u"Bearer"_s, u"ApiKey"_s, etc.
        // [/api-key]
        QCOMPARE(sentHeader(auth, "X-API-Key"), "sk-abc123");
    }
    {
        // [bearer]
        const AuthConfig auth = createBearerAuth(Secret::environment(u"TOKEN"_s));
        // Sends: Authorization: Bearer my-token-123
        // [/bearer]
        QCOMPARE(sentHeader(auth, "Authorization"), "Bearer my-token-123");
    }
    {
        // [basic]
        const AuthConfig auth = createBasicAuth(u"username"_s, Secret::environment(u"PASSWORD"_s));
        // Sends: Authorization: Basic <base64>
        // [/basic]
        QCOMPARE(sentHeader(auth, "Authorization"), "Basic " + QByteArray("username:secret").toBase64());
    }
}

void TestSpecConfiguration::oauth2Authentication()
{
    qputenv("CLIENT_SECRET", "secret-456");
    // [oauth2]
    const AuthConfig auth = createOauth2Auth(u"client-123"_s, Secret::environment(u"CLIENT_SECRET"_s),
                                             QUrl(u"https://auth.example.com/token"_s), {u"read"_s, u"write"_s});

    // The AuthManager automatically:
    // - gets the initial token
    // - refreshes it before it ends, and once after a 401
    // - keeps a refresh token in the SecretStore, everything else in memory
    // [/oauth2]
    f.transport.enqueue(FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                             R"({"access_token":"at-1","token_type":"Bearer"})"));
    QCOMPARE(sentHeader(auth, "Authorization"), "Bearer at-1");
    const Request &asked = f.transport.requests().at(f.transport.requestCount() - 2);
    QVERIFY(asked.body.bytes().contains("scope=read%20write") || asked.body.bytes().contains("scope=read+write"));
}

void TestSpecConfiguration::customAuthentication()
{
    qputenv("CUSTOM_AUTH", "value");
    qputenv("API_KEY", "key-value");
    // [custom-auth]
    const AuthConfig auth{
        .type = AuthType::Custom,
        .customHeaders = {{u"X-Custom-Auth"_s, Secret::environment(u"CUSTOM_AUTH"_s)},
                          {u"X-Tenant-ID"_s, Secret::plain(u"tenant-123"_s)}},
        .customParams = {{u"api_key"_s, Secret::environment(u"API_KEY"_s)}},
    };
    // [/custom-auth]
    QCOMPARE(sentHeader(auth, "X-Custom-Auth"), "value");
    QCOMPARE(sentHeader(auth, "X-Tenant-ID"), "tenant-123");
    QCOMPARE(f.transport.requests().last().url.query(), u"api_key=key-value"_s);
}

void TestSpecConfiguration::rateLimiter()
{
    // [rate-limiter]
    const RateLimitConfig rateLimit{
        .maxRequests = 100, // 100 requests
        .window = 60s, // per 60 seconds
        .burstSize = 120, // Allow bursts up to 120
        .respectRetryAfter = true, // Respect server headers
    };
    // [/rate-limiter]
    f.config.rateLimit = rateLimit;
    ApiClient &client = f.make();
    const int before = f.transport.requestCount();
    for (int i = 0; i < 121; ++i)
        client.get(u"/x"_s);
    f.scheduler.advance(599ms);
    QCOMPARE(f.transport.requestCount() - before, 120);
    f.scheduler.advance(1ms);
    QCOMPARE(f.transport.requestCount() - before, 121);
}

void TestSpecConfiguration::rateLimiterExample()
{
    // [rate-limiter-example]
    // 10 requests/second with burst of 15
    const RateLimitConfig rateLimit{
        .maxRequests = 10,
        .window = 1s,
        .burstSize = 15, // Can send 15 requests instantly, then 10/sec
    };
    // [/rate-limiter-example]
    f.config.rateLimit = rateLimit;
    ApiClient &client = f.make();
    const int before = f.transport.requestCount();
    for (int i = 0; i < 40; ++i)
        client.get(u"/x"_s);
    f.scheduler.advance(1ms);
    QCOMPARE(f.transport.requestCount() - before, 15);
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount() - before, 25);
}

void TestSpecConfiguration::circuitBreaker()
{
    // [circuit-breaker]
    const CircuitBreakerConfig circuitBreaker{
        .failureThreshold = 5, // Open after 5 failures
        .recoveryTimeout = 60s, // Try recovery after 60s
        .successThreshold = 2, // Need 2 successes to close
        .failureStatusCodes = {500, 502, 503, 504},
        .countTimeoutsAsFailures = true,
    };
    // [/circuit-breaker]
    f.config.circuitBreaker = circuitBreaker;
    f.transport.succeedWith(503);
    ApiClient &client = f.make();
    for (int i = 0; i < 5; ++i) {
        client.get(u"/x"_s);
        f.scheduler.advance(1s);
    }
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    f.transport.succeedWith(200);
    f.scheduler.advance(60s);
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
    for (int i = 0; i < 2; ++i) {
        client.get(u"/x"_s);
        f.scheduler.advance(1s);
    }
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
}

void TestSpecConfiguration::retry()
{
    // [retry]
    const RetryConfig retry{
        .maxRetries = 3, // Try again up to 3 times
        .strategy = RetryStrategy::Exponential,
        .initialDelay = 1s, // Start with 1s delay
        .maxDelay = 60s, // Cap at 60s
        .backoffMultiplier = 2.0, // Double each time
        .jitter = true, // Add random ±25% jitter
        .retryStatusCodes = {408, 429, 500, 502, 503, 504},
        .retryOnTimeout = true,
    };
    // [/retry]
    f.config.retry = retry;
    f.transport.succeedWith(503);
    const int before = f.transport.requestCount();
    const CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.runUntilIdle();
    f.transport.succeedWith(200);
    QCOMPARE(f.transport.requestCount() - before, 4);
    QVERIFY(watch.elapsed >= 7s * 3 / 4 && watch.elapsed <= 7s * 5 / 4);
}

void TestSpecConfiguration::bestPractices()
{
    ClientConfig &config = f.config;
    // [timeouts]
    // Connection should be fast
    config.connectTimeout = 5s;

    // Operations can take longer: one attempt, and the call with all its retries and waits
    config.timeout = 30s;
    config.totalTimeout = 2min;
    // [/timeouts]
    // [secrets]
    config.auth = AuthConfig{
        .type = AuthType::ApiKey,
        .token = Secret::environment(u"API_KEY"_s), // GOOD: from the environment
        // .token = Secret::plain(u"sk-hardcoded"_s), // BAD: never hardcode!
    };
    // [/secrets]
    // [rate-limit-external]
    // Always configure rate limiting for external APIs
    config.rateLimit = RateLimitConfig{
        .maxRequests = 100,
        .window = 60s,
    };
    // [/rate-limit-external]
    // [breaker-unreliable]
    // Protect against cascading failures
    config.circuitBreaker = CircuitBreakerConfig{
        .failureThreshold = 5,
        .recoveryTimeout = 60s,
    };
    // [/breaker-unreliable]
    qputenv("API_KEY", "sk-1");
    const CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QCOMPARE(f.transport.limits().last().connectTimeout, Duration(5s));
}

void TestSpecConfiguration::troubleshooting()
{
    ClientConfig &config = f.config;
    // [trouble-timeouts]
    config.timeout = 60s; // Increase from default 30s
    config.connectTimeout = 15s;
    // [/trouble-timeouts]
    // [trouble-rate]
    config.rateLimit = RateLimitConfig{
        .maxRequests = 50, // Reduce from 100
        .window = 60s,
    };
    // [/trouble-rate]
    // [trouble-breaker]
    config.circuitBreaker = CircuitBreakerConfig{
        .failureThreshold = 10, // Increase from 5
        .recoveryTimeout = 120s, // Give more time to recover
    };
    // [/trouble-breaker]
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.limits().last().attemptTimeout, Duration(60s));
    QCOMPARE(f.client->breaker()->snapshot().failureThreshold, 10);
}

void TestSpecConfiguration::oauthTrouble()
{
    qputenv("CLIENT_SECRET", "secret-456");
    QString trouble;
    const auto show = [&trouble](const Error &error) { trouble = error.subject; };
    // [trouble-oauth]
    // Check OAuth config
    f.config.auth = AuthConfig{
        .type = AuthType::OAuth2,
        .clientId = u"client-123"_s,
        .clientSecret = Secret::environment(u"CLIENT_SECRET"_s),
        .tokenUrl = QUrl(u"https://auth.example.com/oauth/token"_s), // Verify URL
    };
    ApiClient &client = f.make();

    // Manually trigger token refresh
    client.authManager().getInitialToken([&](const Result<void> &token) {
        if (!token)
            show(token.error()); // says what the token endpoint had against it
    });
    // [/trouble-oauth]
    f.transport.enqueue(FakeOutcome::success(404));
    f.scheduler.advance(1s);
    QVERIFY2(!trouble.isEmpty(), "a token that cannot be had is told");
    QCOMPARE(f.transport.requests().last().url.path(), u"/oauth/token"_s);
}

QTEST_GUILESS_MAIN(TestSpecConfiguration)
#include "tst_spec_configuration.moc"
