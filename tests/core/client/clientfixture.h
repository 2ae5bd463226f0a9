// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "support/faketransport.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace fuseboard {

/// A client on virtual time with a network that does what the test says.
class ClientFixture
{
public:
    ClientFixture()
        : transport(scheduler)
    {
        config.name = QStringLiteral("orders-api");
        config.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    }

    ApiClient &make()
    {
        client = std::make_unique<ApiClient>(config, Services{scheduler, random, transport, secrets});
        return *client;
    }

    RetryConfig &withRetry(bool jitter = false)
    {
        config.retry = RetryConfig();
        config.retry->jitter = jitter;
        return *config.retry;
    }

    VirtualScheduler scheduler;
    SeededRandom random{42};
    FakeTransport transport;
    MemorySecretStore secrets;
    ClientConfig config;
    std::unique_ptr<ApiClient> client;
};

/// Watches a call and keeps how it ended.
class CallWatch : public QObject
{
public:
    explicit CallWatch(Call *watched)
        : call(watched)
    {
        connect(watched, &Call::finished, this, [this](const Result<ApiResponse> &result) {
            ++finishedCount;
            if (result.ok())
                response = *result;
            else
                error = result.error();
            timeline = call->timeline();
            elapsed = call->elapsed();
            if (call->lastResponse())
                lastStatus = call->lastResponse()->status;
        });
        connect(watched, &Call::waiting, this, [this](const Wait &wait) { waits.append(wait); });
    }

    [[nodiscard]] QList<TimelineEntry> entries(TimelineKind kind) const
    {
        QList<TimelineEntry> found;
        for (const TimelineEntry &entry : timeline) {
            if (entry.kind == kind)
                found.append(entry);
        }
        return found;
    }

    Call *call;
    int finishedCount = 0;
    std::optional<ApiResponse> response;
    std::optional<Error> error;
    Timeline timeline;
    QList<Wait> waits;
    Duration elapsed{};
    int lastStatus = 0;
};

using Watches = std::vector<std::unique_ptr<CallWatch>>;

/// So many calls of the same kind, all at once.
inline Watches send(ApiClient &client, int calls)
{
    Watches watches;
    for (int i = 0; i < calls; ++i)
        watches.push_back(std::make_unique<CallWatch>(client.get(QStringLiteral("/x"))));
    return watches;
}

} // namespace fuseboard
