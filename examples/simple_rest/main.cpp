// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A REST client with an API key, a breaker and retries: two calls, one after the other.

#include "ordersclient.h"

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "config/authfactories.h"
#include "http/networktransport.h"
#include "upstream/demoupstream.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTextStream>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

ClientConfig ordersConfig(const QUrl &server)
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.baseUrl = server.resolved(QUrl(u"/auth/key"_s));
    config.auth = createApiKeyAuth(Secret::plain(u"demo-key"_s)); // yours belongs into the environment or the keychain
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

bool print(QTextStream &out, const QString &what, const Result<ApiResponse> &result)
{
    if (!result.ok()) {
        out << what << ": failed, " << errorKindName(result.error().kind) << ' ' << result.error().httpStatus
            << Qt::endl;
        return false;
    }
    out << what << ": " << result->response.status << ' '
        << QJsonDocument::fromVariant(result->body()).toJson(QJsonDocument::Compact).left(100) << Qt::endl;
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    SystemScheduler scheduler;
    SeededRandom random;
    MemorySecretStore secrets;
    DemoUpstream server(scheduler);
    if (!server.listen()) {
        out << "The demo server cannot listen: " << server.errorString() << Qt::endl;
        return 1;
    }
    NetworkTransport transport({}, scheduler);
    const auto client = openSession<OrdersClient>(ordersConfig(server.url()),
                                                  Services{scheduler, random, transport, secrets});

    QObject::connect(client->listOrders(), &Call::finished, &app, [&](const Result<ApiResponse> &orders) {
        const bool listed = print(out, u"orders"_s, orders);
        QObject::connect(client->createOrder(u"ITEM-123"_s, 2), &Call::finished, &app,
                         [&, listed](const Result<ApiResponse> &created) {
                             const bool good = print(out, u"created"_s, created) && listed;
                             const ClientMetrics metrics = client->getMetrics();
                             out << "calls: " << metrics.totalRequests() << ", requests: " << metrics.requests
                                 << ", average: " << metrics.averageResponseTimeMs().value_or(0) << " ms" << Qt::endl;
                             QCoreApplication::exit(good ? 0 : 1);
                         });
    });
    return QCoreApplication::exec();
}
