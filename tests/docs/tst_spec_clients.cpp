// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between // [name] and // [/name] is a block of docs/spec.md.

#include "clientfixture.h"
#include "config/authfactories.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// [basic-usage]
// 1. Define your API client
class MyApiClient : public ApiClient
{
public:
    using ApiClient::ApiClient;

    Call *getUsers() { return get(u"/users"_s); }

protected:
    Result<QUrl> buildBaseUrl() const override { return QUrl(u"https://api.example.com"_s); }
};

// 2. Configure the client
ClientConfig myConfig()
{
    return {
        .name = u"my_api"_s,
        .baseUrl = QUrl(u"https://api.example.com"_s),
        .auth =
            AuthConfig{
                .type = AuthType::ApiKey,
                .token = Secret::environment(u"MY_API_KEY"_s),
                .tokenKey = u"X-API-Key"_s,
            },
    };
}
// [/basic-usage]

// [optional-overrides]
class CarefulClient : public ApiClient
{
public:
    using ApiClient::ApiClient;

    // Custom health check: ping an endpoint that says more than the base URL.
    Call *healthCheck() override { return get(u"/health"_s); }

protected:
    // Customize request preparation: add headers, change the query.
    Result<Request> prepareRequest(Request request) override
    {
        request.headers.set("X-Tenant", "acme");
        return ApiClient::prepareRequest(std::move(request));
    }

    // Customize response handling: read other formats, extract metadata, or make an error of an answer.
    Result<ApiResponse> handleResponse(ApiResponse response) override
    {
        if (response.response.headers.contains("X-Maintenance"))
            return Error(ErrorKind::Protocol, ErrorDetail::None, u"maintenance"_s);
        return ApiClient::handleResponse(std::move(response));
    }
};
// [/optional-overrides]

// [custom-request]
class StampingClient : public ApiClient
{
public:
    StampingClient(ClientConfig config, Services services)
        : ApiClient(std::move(config), services)
        , m_services(services)
    {
    }

protected:
    Result<Request> prepareRequest(Request request) override
    {
        // Get base preparation
        auto prepared = ApiClient::prepareRequest(std::move(request));
        if (!prepared)
            return prepared;

        // Add custom headers
        prepared->headers.set("X-Request-ID", randomUuid(m_services.random));
        const auto now = m_services.scheduler.wallNow().time_since_epoch();
        prepared->headers.set("X-Timestamp", QByteArray::number(qint64(now.count())));

        // Add custom params
        QUrlQuery query(prepared->url.query());
        query.addQueryItem(u"version"_s, u"v2"_s);
        prepared->url.setQuery(query);
        return prepared;
    }

private:
    Services m_services;
};
// [/custom-request]

// [custom-response]
class TracingClient : public ApiClient
{
public:
    using ApiClient::ApiClient;

protected:
    Result<ApiResponse> handleResponse(ApiResponse response) override
    {
        // Get base handling
        auto handled = ApiClient::handleResponse(std::move(response));

        // Extract custom metadata
        if (handled) {
            if (const auto id = handled->response.headers.value("X-Request-ID"))
                handled->metadata.insert(u"request_id"_s, QString::fromLatin1(*id));
        }
        return handled;
    }
};
// [/custom-response]

// NOLINTBEGIN(readability-function-size): in one piece, as SPEC writes it
// [production-client]
/// Production-grade API client with all protections enabled.
class ProductionApiClient : public ApiClient
{
public:
    using ApiClient::ApiClient;

    // Business logic methods
    Call *createOrder(const QJsonObject &order) { return post(u"/orders"_s, QJsonDocument(order).toJson()); }
    Call *getOrder(const QString &id) { return get(u"/orders/"_s + id); }
};

ClientConfig productionConfig()
{
    return {
        .name = u"production_api"_s,
        .baseUrl = QUrl(u"https://api.production.com"_s),

        // Authentication: OAuth 2.0
        .auth =
            AuthConfig{
                .type = AuthType::OAuth2,
                .clientId = qEnvironmentVariable("API_CLIENT_ID"),
                .clientSecret = Secret::environment(u"API_CLIENT_SECRET"_s),
                .tokenUrl = QUrl(u"https://auth.production.com/token"_s),
                .scopes = {u"orders:read"_s, u"orders:write"_s},
            },

        // Rate limiting: 1000/hour with bursts
        .rateLimit =
            RateLimitConfig{
                .maxRequests = 1000,
                .window = 1h,
                .burstSize = 1100,
                .respectRetryAfter = true,
            },

        // Circuit breaker: protect against cascading failures
        .circuitBreaker =
            CircuitBreakerConfig{
                .failureThreshold = 10,
                .recoveryTimeout = 60s,
                .successThreshold = 3,
            },

        // Retry: exponential backoff with jitter
        .retry =
            RetryConfig{
                .maxRetries = 3,
                .strategy = RetryStrategy::Exponential,
                .initialDelay = 1s,
                .maxDelay = 30s,
                .jitter = true,
            },

        // Timeouts
        .timeout = 30s,
        .connectTimeout = 10s,

        // Default headers
        .defaultHeaders = {{u"User-Agent"_s, u"Orders/1.0"_s}, {u"Accept"_s, u"application/json"_s}},

        // Logging
        .logRequests = true,
        .logResponses = true,
        .logResponseBody = false, // Don't log sensitive data

        // Connection pooling
        .maxConnections = 100,
        .maxKeepaliveConnections = 20,
    };
}
// [/production-client]
// NOLINTEND(readability-function-size): see above

class SpecProgram : public QObject
{
    Q_OBJECT

public:
    explicit SpecProgram(ClientFixture &fixture)
        : productionTransport(fixture.scheduler)
        , services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets}
        , productionServices{fixture.scheduler, fixture.random, productionTransport, fixture.secrets}
    {
    }

    void useSession();
    void processOrders();
    void useContextManager();
    void closeByHand(ApiClient &client);
    void printMetrics(const ApiClient &client);
    void logMetrics(const ApiClient &client);
    void readme(const ClientConfig &config, Scheduler &scheduler, Random &random, Transport &transport,
                SecretStore &secrets);
    void show(const QVariantList &users) { shown = users; }
    void show(const Result<ApiResponse> &result) { ended += result ? 0 : 1; }

    FakeTransport productionTransport;
    Services services;
    Services productionServices;
    QVariantList shown;
    QStringList printed;
    int ended = 0;
    std::shared_ptr<Session<ProductionApiClient>> orders;
    std::unique_ptr<Session<MyApiClient>> kept;

private:
    void print(const QString &line) { printed.append(line); }
};

void SpecProgram::useSession()
{
    // [basic-usage-session]
    // 3. Use the client
    auto client = openSession<MyApiClient>(myConfig(), services);
    connect(client->getUsers(), &Call::finished, this, [this](const Result<ApiResponse> &users) {
        if (users)
            show(users->body().toList());
    });
    // [/basic-usage-session]
    kept = std::make_unique<Session<MyApiClient>>(std::move(client));
}

void SpecProgram::processOrders()
{
    // [production-usage]
    // Usage: the session lives as long as somebody waits for the last call. The services have a transport of their own.
    auto client = std::make_shared<Session<ProductionApiClient>>(
        openSession<ProductionApiClient>(productionConfig(), productionServices));
    const QJsonObject order{
        {u"items"_s, QJsonArray{QJsonObject{{u"sku"_s, u"ITEM-123"_s}, {u"quantity"_s, 2}}}},
        {u"customer_id"_s, u"CUST-456"_s},
    };

    // Create order (with all protections)
    connect((*client)->createOrder(order), &Call::finished, this, [this, client](const Result<ApiResponse> &created) {
        if (created)
            print(u"Order created: "_s + created->body().toMap().value(u"id"_s).toString());

        // Get metrics
        const ClientMetrics metrics = (*client)->getMetrics();
        print(u"Requests: %1"_s.arg(metrics.totalRequests()));
        if (const auto average = metrics.averageResponseTimeMs())
            print(u"Avg response time: %1 ms"_s.arg(*average, 0, 'f', 2));
    });
    // [/production-usage]
    orders = client;
}

void SpecProgram::useContextManager()
{
    const ClientConfig config = myConfig();
    // [context-manager]
    // GOOD: what is under way is cancelled and the client closed when the session ends, however that comes about
    auto client = openSession<MyApiClient>(config, services);
    Call *call = client->get(u"/endpoint"_s);
    connect(call, &Call::finished, this, [this, session = std::move(client)](const Result<ApiResponse> &) mutable {
        ++ended;
        session.close(); // or let it go out of scope
    });
    // [/context-manager]
}

void SpecProgram::closeByHand(ApiClient &client)
{
    // [context-manager-bad]
    // BAD: manual cleanup required
    connect(client.get(u"/endpoint"_s), &Call::finished, this, [this, &client] {
        ++ended;
        client.close(); // Easy to forget!
    });
    // [/context-manager-bad]
}

void SpecProgram::printMetrics(const ApiClient &client)
{
    // [client-metrics]
    const ClientMetrics metrics = client.getMetrics();

    print(u"Total requests: %1"_s.arg(metrics.totalRequests()));
    print(u"Successful: %1"_s.arg(metrics.successfulRequests()));
    print(u"Failed: %1"_s.arg(metrics.failedRequests()));
    print(u"Total retries: %1"_s.arg(metrics.totalRetries()));
    print(u"Rate limit hits: %1"_s.arg(metrics.rateLimitHits));
    print(u"Circuit breaker opens: %1"_s.arg(metrics.circuitBreakerOpens));
    if (metrics.attemptLatency.count() > 0) { // without samples there is no figure
        print(u"Avg response time: %1 ms"_s.arg(*metrics.averageResponseTimeMs(), 0, 'f', 2));
        print(u"Min response time: %1 ms"_s.arg(*metrics.minResponseTimeMs(), 0, 'f', 2));
        print(u"Max response time: %1 ms"_s.arg(*metrics.maxResponseTimeMs(), 0, 'f', 2));
    }
    // [/client-metrics]
}

void SpecProgram::logMetrics(const ApiClient &client)
{
    // [monitor-metrics]
    // Log metrics periodically
    const ClientMetrics metrics = client.getMetrics();
    const auto average = metrics.averageResponseTimeMs();
    if (metrics.totalRequests() > 0 && average) {
        const double successRate = 100.0 * double(metrics.successfulRequests()) / double(metrics.totalRequests());
        print(u"API metrics: requests=%1, success_rate=%2%, avg_time=%3ms"_s.arg(metrics.totalRequests())
                  .arg(successRate, 0, 'f', 2)
                  .arg(*average, 0, 'f', 2));
    }
    // [/monitor-metrics]
}

void SpecProgram::readme(const ClientConfig &config, Scheduler &scheduler, Random &random, Transport &transport,
                         SecretStore &secrets)
{
    // [readme]
    ApiClient client(config, {scheduler, random, transport, secrets});
    Call *call = client.get(u"/orders?limit=5"_s);
    connect(call, &Call::finished, this, [this](const Result<ApiResponse> &result) { show(result); }); // exactly once
    // [/readme]
}

} // namespace

class TestSpecClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void basicUsage();
    void optionalOverrides();
    void customRequestPreparation();
    void customResponseHandling();
    void productionClient();
    void contextManager();
    void metrics();
    void readme();
};

void TestSpecClients::basicUsage()
{
    qputenv("MY_API_KEY", "sk-your-api-key");
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(200, {{"Content-Type", "application/json"}}, R"(["ann","bob"])"));
    SpecProgram program(f);
    program.useSession();
    f.scheduler.runUntilIdle();
    QCOMPARE(program.shown, (QVariantList{u"ann"_s, u"bob"_s}));
    const Request &sent = f.transport.requests().first();
    QCOMPARE(sent.url, QUrl(u"https://api.example.com/users"_s));
    QCOMPARE(sent.headers.value("X-API-Key"), std::optional<QByteArray>("sk-your-api-key"));
}

void TestSpecClients::optionalOverrides()
{
    ClientFixture f;
    CarefulClient client(f.config, {f.scheduler, f.random, f.transport, f.secrets});
    f.transport.enqueue(FakeOutcome::success(200));
    f.transport.enqueue(FakeOutcome::success(200, {{"X-Maintenance", "1"}}));
    const CallWatch health(client.healthCheck());
    f.scheduler.runUntilIdle();
    QVERIFY(health.response);
    QCOMPARE(f.transport.requests().first().url.path(), u"/v1/health"_s);
    QCOMPARE(f.transport.requests().first().headers.value("X-Tenant"), std::optional<QByteArray>("acme"));
    const CallWatch closed(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(closed.error->subject, u"maintenance"_s);
}

void TestSpecClients::customRequestPreparation()
{
    ClientFixture f;
    StampingClient client(f.config, {f.scheduler, f.random, f.transport, f.secrets});
    client.get(u"/orders?limit=5"_s);
    client.get(u"/orders"_s);
    f.scheduler.runUntilIdle();
    const Request &first = f.transport.requests().first();
    const Request &second = f.transport.requests().last();
    QCOMPARE(first.url.query(), u"limit=5&version=v2"_s);
    QCOMPARE(second.url.query(), u"version=v2"_s);
    QCOMPARE(first.headers.value("X-Request-ID")->size(), 36);
    QVERIFY(first.headers.value("X-Request-ID") != second.headers.value("X-Request-ID"));
    QCOMPARE(first.headers.value("X-Timestamp"), std::optional<QByteArray>("1800000000000"));
}

void TestSpecClients::customResponseHandling()
{
    ClientFixture f;
    TracingClient client(f.config, {f.scheduler, f.random, f.transport, f.secrets});
    f.transport.enqueue(FakeOutcome::success(200, {{"X-Request-ID", "r-7"}}));
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.response->metadata.value(u"request_id"_s), QVariant(u"r-7"_s));
    // What it makes of an error status is not used, but for an error.
    f.transport.enqueue(FakeOutcome::success(404, {{"X-Request-ID", "r-8"}}));
    const CallWatch missing(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(!missing.response);
    QCOMPARE(missing.error->kind, ErrorKind::HttpStatus);
    CarefulClient careful(f.config, {f.scheduler, f.random, f.transport, f.secrets});
    f.transport.enqueue(FakeOutcome::success(404, {{"X-Maintenance", "1"}}));
    const CallWatch closed(careful.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(closed.error->kind, ErrorKind::Protocol);
}

void TestSpecClients::productionClient()
{
    qputenv("API_CLIENT_ID", "shop");
    qputenv("API_CLIENT_SECRET", "s3cret");
    ClientFixture f;
    SpecProgram program(f);
    program.productionTransport.setHandler([](const Request &request, int) {
        const Headers json{{"Content-Type", "application/json"}};
        if (request.url.host() == u"auth.production.com"_s)
            return FakeOutcome::success(200, json, R"({"access_token":"at-1","token_type":"Bearer"})");
        return FakeOutcome::success(201, json, R"({"id":"ORD-1"})", 25ms);
    });
    program.processOrders();
    f.scheduler.advance(1s);
    QCOMPARE(program.printed,
             (QStringList{u"Order created: ORD-1"_s, u"Requests: 1"_s, u"Avg response time: 25.00 ms"_s}));
    const Request &sent = program.productionTransport.requests().last();
    QCOMPARE(sent.url, QUrl(u"https://api.production.com/orders"_s));
    QCOMPARE(sent.headers.value("Authorization"), std::optional<QByteArray>("Bearer at-1"));
    QCOMPARE(sent.headers.value("User-Agent"), std::optional<QByteArray>("Orders/1.0"));
    const auto order = QJsonDocument::fromJson(sent.body.bytes()).object();
    QCOMPARE(order.value(u"customer_id").toString(), u"CUST-456"_s);
    (*program.orders)->getOrder(u"ORD-1"_s);
    f.scheduler.advance(1s);
    QCOMPARE(program.productionTransport.requests().last().url.path(), u"/orders/ORD-1"_s);
    QCOMPARE((*program.orders)->limiter()->config().burst(), 1100);
}

void TestSpecClients::contextManager()
{
    ClientFixture f;
    SpecProgram program(f);
    program.useContextManager();
    f.scheduler.advance(1s);
    QCOMPARE(program.ended, 1);
    ApiClient &client = f.make();
    program.closeByHand(client);
    f.scheduler.advance(1s);
    QCOMPARE(program.ended, 2);
    const CallWatch late(client.get(u"/x"_s));
    f.scheduler.advance(1s);
    QCOMPARE(late.error->kind, ErrorKind::Cancelled);
}

void TestSpecClients::metrics()
{
    ClientFixture f;
    SpecProgram program(f);
    ApiClient &client = f.make();
    program.printMetrics(client);
    QCOMPARE(program.printed.size(), 6);
    program.logMetrics(client);
    QCOMPARE(program.printed.size(), 6);
    f.transport.setDelay(20ms);
    client.get(u"/x"_s);
    f.scheduler.advance(1s);
    program.printed.clear();
    program.printMetrics(client);
    QCOMPARE(program.printed.last(), u"Max response time: 20.00 ms"_s);
    program.printed.clear();
    program.logMetrics(client);
    QCOMPARE(program.printed, QStringList(u"API metrics: requests=1, success_rate=100.00%, avg_time=20.00ms"_s));
    // [reset-metrics]
    client.resetMetrics();
    // [/reset-metrics]
    QCOMPARE(client.getMetrics().totalRequests(), 0U);
}

void TestSpecClients::readme()
{
    ClientFixture f;
    SpecProgram program(f);
    program.readme(f.config, f.scheduler, f.random, f.transport, f.secrets);
    QCOMPARE(program.ended, 1); // the client's end is the call's
}

QTEST_GUILESS_MAIN(TestSpecClients)
#include "tst_spec_clients.moc"
