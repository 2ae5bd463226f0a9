// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An API behind OAuth 2.0. The client gets its first token by itself; when the server voids it, fifty calls in flight
// are refused, and one new token serves them all.

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "config/authfactories.h"
#include "http/networktransport.h"
#include "upstream/demoupstream.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int callCount = 50;

ClientConfig shopConfig(const QUrl &server)
{
    ClientConfig config;
    config.name = u"shop"_s;
    config.baseUrl = server.resolved(QUrl(u"/oauth"_s));
    // Your secret belongs into the environment or the keychain.
    config.auth = createOauth2Auth(u"demo"_s, Secret::plain(u"demo-secret"_s), server.resolved(QUrl(u"/oauth/token"_s)),
                                   {u"orders:read"_s});
    return config;
}

void printStory(QTextStream &out, const Call &call)
{
    for (const TimelineEntry &entry : call.timeline()) {
        out << "  " << timelineKindName(entry.kind);
        if (entry.status != 0)
            out << ' ' << entry.status;
        if (entry.replay)
            out << ' ' << replayReasonName(*entry.replay);
        out << Qt::endl;
    }
}

/// Asks for all orders at once and calls back when the last answer is there.
void askForAll(ApiClient &client, QObject *context, const std::function<void(const Call &last)> &done)
{
    auto open = std::make_shared<int>(callCount);
    for (int i = 0; i < callCount; ++i) {
        Call *call = client.get(u"/api/orders"_s);
        QObject::connect(call, &Call::finished, context, [open, call, done] {
            if (--*open == 0)
                done(*call);
        });
    }
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
    ApiClient client(shopConfig(server.url()), {scheduler, random, transport, secrets});

    client.authManager().getInitialToken([&](const Result<void> &token) {
        out << "first token: " << (token.ok() ? "granted" : "refused") << Qt::endl;
        QObject::connect(client.post(u"/revoke"_s), &Call::finished, &app, [&] {
            out << "revoked by the server" << Qt::endl;
            askForAll(client, &app, [&](const Call &last) {
                printStory(out, last);
                const ClientMetrics metrics = client.getMetrics();
                out << "succeeded: " << metrics.successfulRequests() << ", replays: " << metrics.replays
                    << ", retries: " << metrics.retries << Qt::endl;
                // Token requests are no calls: the server has seen one for each token.
                out << "token requests: " << server.requestsServed(u"oauth"_s) - metrics.requests << Qt::endl;
                QCoreApplication::exit(metrics.succeeded == callCount + 1 ? 0 : 1);
            });
        });
    });
    return QCoreApplication::exec();
}
