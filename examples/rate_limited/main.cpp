// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ten requests a second with a burst of 15: of 25 calls, 15 leave at once and the last one a second later.

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "http/networktransport.h"
#include "upstream/demoupstream.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int callCount = 25;

ClientConfig limitedConfig(const QUrl &server)
{
    ClientConfig config;
    config.name = u"limited"_s;
    config.baseUrl = server.resolved(QUrl(u"/healthy"_s));
    config.rateLimit = RateLimitConfig{.maxRequests = 10, .window = std::chrono::seconds(1), .burstSize = 15};
    return config;
}

void printWaits(QTextStream &out, int number, Call *call)
{
    for (const TimelineEntry &entry : call->timeline()) {
        if (entry.kind == TimelineKind::TokenWait)
            out << "call " << number << " waited " << qRound(toMilliseconds(entry.lasted)) << " ms, place "
                << entry.place << Qt::endl;
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
    ApiClient client(limitedConfig(server.url()), {scheduler, random, transport, secrets});

    int open = callCount;
    for (int number = 1; number <= callCount; ++number) {
        Call *call = client.get(u"/orders"_s);
        QObject::connect(call, &Call::finished, &app, [&, number, call] {
            printWaits(out, number, call);
            if (--open > 0)
                return;
            const ClientMetrics metrics = client.getMetrics();
            out << "succeeded: " << metrics.successfulRequests() << ", had to wait: " << metrics.rateLimitHits
                << Qt::endl;
            QCoreApplication::exit(metrics.succeeded == callCount ? 0 : 1);
        });
    }
    return QCoreApplication::exec();
}
