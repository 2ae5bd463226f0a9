// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program of somebody else's: one call with a retry, to a port where nobody listens.

#include <auth/memorysecretstore.h>
#include <base/random.h>
#include <base/systemscheduler.h>
#include <client/apiclient.h>
#include <fuseboard/version.h>
#include <http/networktransport.h>
#include <resilience/retryhandler.h>

#include <QCoreApplication>

#include <cstdio>

using namespace fuseboard;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    SystemScheduler scheduler;
    SeededRandom random(1);
    MemorySecretStore secrets;
    NetworkTransport transport({}, scheduler);

    ClientConfig config;
    config.name = QStringLiteral("consumer");
    config.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
    config.retry = RetryConfig();
    config.retry->maxRetries = 1;
    config.retry->initialDelay = std::chrono::milliseconds(1);
    // Templates of the library are compiled here.
    const auto handler = createRetryHandler(*config.retry, scheduler, random);
    const QFuture<Result<int>> answer = handler->call([] { return QtFuture::makeReadyFuture(42); });
    ApiClient client(config, Services{scheduler, random, transport, secrets});

    QObject::connect(client.get(QStringLiteral("/")), &Call::finished, &application,
                     [&](const Result<ApiResponse> &result) {
                         std::printf("%s: %s, %d retries\n", versionText,
                                     result.ok() ? "answered" : errorKindName(result.error().kind).data(),
                                     static_cast<int>(client.metrics().retries));
                         QCoreApplication::quit();
                     });
    return QCoreApplication::exec();
}
