// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/demoworkspace.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration demoTimeout = 5s;

QUrl below(const QUrl &upstream, const QString &path)
{
    QUrl url = upstream;
    url.setPath(path);
    return url;
}

ClientConfig demoClient(const QString &name, const QUrl &baseUrl)
{
    ClientConfig config;
    config.name = name;
    config.baseUrl = baseUrl;
    config.timeout = demoTimeout;
    config.connectTimeout = 2s;
    config.maxConnections = 24;
    config.defaultHeaders = {{u"Accept"_s, u"application/json"_s}};
    config.logResponseBody = true; // so that the history has something to show
    return config;
}

RateLimitConfig limit(int requests, Duration window, int burst)
{
    RateLimitConfig config;
    config.maxRequests = requests;
    config.window = window;
    config.burstSize = burst;
    return config;
}

CircuitBreakerConfig breaker(int failures, Duration recovery, int successes)
{
    CircuitBreakerConfig config;
    config.failureThreshold = failures;
    config.recoveryTimeout = recovery;
    config.successThreshold = successes;
    return config;
}

RetryConfig retry(int retries, Duration initialDelay)
{
    RetryConfig config;
    config.maxRetries = retries;
    config.initialDelay = initialDelay;
    config.maxDelay = 10s;
    return config;
}

RequestConfig get(const QString &name, const QString &path, const QString &description)
{
    RequestConfig config;
    config.name = name;
    config.path = path;
    config.description = description;
    return config;
}

RequestConfig post(const QString &name, const QString &path, const QString &body, const QString &description)
{
    RequestConfig config = get(name, path, description);
    config.method = u"POST"_s;
    config.body = body;
    config.contentType = u"application/json"_s;
    return config;
}

WorkspaceClient orders(const QUrl &upstream)
{
    ClientConfig config = demoClient(u"orders-api"_s, below(upstream, u"/bursts"_s));
    config.rateLimit = limit(10, 1s, 20);
    config.circuitBreaker = breaker(12, 15s, 2);
    config.retry = retry(3, 250ms);
    return {
        u"orders-api"_s,
        config,
        {
            {u"list-orders"_s, get(u"List orders"_s, u"/orders"_s, u"Fails for 12 of each 45 seconds."_s)},
            {u"create-order"_s,
             post(u"Create order"_s, u"/orders"_s, u"{\n  \"customer\": \"{{customer}}\",\n  \"total\": 18.4\n}\n"_s,
                  u"A POST: it is not sent again by itself."_s)},
            {u"order-by-id"_s, get(u"Order by id"_s, u"/orders/{{order}}"_s, u"Which one, the environment tells."_s)},
        }};
}

WorkspaceClient payments(const QUrl &upstream)
{
    ClientConfig config = demoClient(u"payments"_s, below(upstream, u"/hiccups"_s));
    config.rateLimit = limit(300, 60s, 60);
    config.circuitBreaker = breaker(5, 4s, 6);
    return {u"payments"_s,
            config,
            {
                {u"capture"_s,
                 post(u"Capture"_s, u"/payments"_s, u"{\n  \"order\": 1042,\n  \"amount\": 72.0\n}\n"_s,
                      u"Without retries: the breaker sees each failure."_s)},
                {u"list-payments"_s, get(u"List payments"_s, u"/payments"_s, {})},
            }};
}

WorkspaceClient github(const QUrl &upstream)
{
    ClientConfig config = demoClient(u"github"_s, below(upstream, u"/limited"_s));
    config.rateLimit = limit(600, 60s, 83);
    config.circuitBreaker = breaker(5, 30s, 2);
    config.retry = retry(2, 1s);
    return {
        u"github"_s,
        config,
        {
            {u"rate-limit"_s,
             get(u"Rate limit"_s, u"/rate_limit"_s, u"60 requests in 15 seconds, told in X-RateLimit fields."_s)},
            {u"search-repositories"_s, get(u"Search repositories"_s, u"/search/repositories?q=circuit+breaker"_s, {})},
        }};
}

WorkspaceClient weather(const QUrl &upstream)
{
    ClientConfig config = demoClient(u"weather"_s, below(upstream, u"/everyday"_s));
    config.rateLimit = limit(60, 60s, 60);
    config.circuitBreaker = breaker(5, 60s, 2);
    config.retry = retry(3, 1s);
    return {u"weather"_s,
            config,
            {{u"current"_s,
              get(u"Current weather"_s, u"/weather?city={{city}}"_s, u"Which city, the environment tells."_s)}}};
}

AuthConfig demoBearer()
{
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    auth.token = Secret::plain(demoToken());
    return auth;
}

WorkspaceClient everything(const QUrl &upstream)
{
    ClientConfig config = demoClient(u"demo upstream"_s, upstream);
    config.auth = demoBearer();
    config.retry = retry(2, 200ms);
    return {u"demo-upstream"_s,
            config,
            {
                {u"all-scenarios"_s, get(u"All scenarios"_s, u"/"_s, u"docs/scenarios.md tells each of them."_s)},
                {u"slow"_s, get(u"Slow"_s, u"/slow/orders"_s, u"Half of the answers take more than 150 ms."_s)},
                {u"flaky"_s, get(u"Flaky"_s, u"/flaky/orders"_s, u"Each third answer is a 503: watch the retry."_s)},
                {u"bearer"_s, get(u"Bearer token"_s, u"/auth/bearer"_s, u"The client brings demo-token."_s)},
                {u"redirects"_s, get(u"Three redirects"_s, u"/redirect/3"_s, {})},
                {u"other-origin"_s,
                 get(u"Redirect to another origin"_s, u"/redirect/other"_s, u"The token stays behind."_s)},
                {u"half"_s, get(u"Half an answer"_s, u"/half/orders"_s, u"A cut answer is a failure."_s)},
                {u"ssh"_s, get(u"Not HTTP at all"_s, u"/ssh"_s, u"Somebody speaks SSH there."_s)},
                {u"drip"_s, get(u"Byte by byte"_s, u"/drip/health"_s, {})},
                {u"hang"_s, get(u"Never an answer"_s, u"/hang"_s, u"Ends by the timeout, or by Cancel."_s)},
                {u"big"_s, get(u"10 MiB"_s, u"/big"_s, {})},
                {u"echo"_s, post(u"Echo"_s, u"/orders"_s, u"{\n  \"hello\": \"world\"\n}\n"_s, {})},
            }};
}

Variable demoText(const QString &name, const QString &value)
{
    return {name, Variable::Source::Text, value};
}

QList<Environment> demoEnvironments()
{
    EnvironmentConfig demo;
    demo.name = u"Demo"_s;
    demo.color = EnvironmentColor::Green;
    demo.variables = {demoText(u"city"_s, u"Lisbon"_s), demoText(u"order"_s, u"1042"_s),
                      demoText(u"customer"_s, u"Ada Byron"_s)};
    EnvironmentConfig production;
    production.name = u"Production (demo)"_s;
    production.parent = u"demo"_s;
    production.color = EnvironmentColor::Red;
    production.confirmBeforeSending = true;
    production.variables = {demoText(u"city"_s, u"Reykjavík"_s), demoText(u"order"_s, u"7"_s)};
    return {{u"demo"_s, demo}, {u"production-demo"_s, production}};
}

/// What is in no order would be in that of the alphabet after the first edit.
void keepOrder(Workspace &workspace)
{
    for (WorkspaceClient &client : workspace.clients) {
        workspace.order.append(client.slug);
        for (const WorkspaceRequest &request : std::as_const(client.requests))
            client.root.order.append(request.slug);
    }
}

} // namespace

QString demoToken()
{
    return u"demo-token"_s;
}

Workspace demoWorkspace(const QUrl &upstream)
{
    Workspace workspace;
    workspace.name = u"Demo"_s;
    workspace.clients = {orders(upstream), payments(upstream), github(upstream), weather(upstream),
                         everything(upstream)};
    workspace.environments = demoEnvironments();
    keepOrder(workspace);
    return workspace;
}

quint16 demoPortOf(const Workspace &workspace)
{
    for (const WorkspaceClient &client : workspace.clients) {
        const ClientConfig &config = client.config;
        const bool isDemos = config.auth && config.auth->token == Secret::plain(demoToken());
        if (isDemos && config.baseUrl.host() == "127.0.0.1"_L1)
            return quint16(config.baseUrl.port(0));
    }
    return 0;
}

} // namespace fuseboard
