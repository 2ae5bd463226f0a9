// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/clientcore.h"
#include "support/faketransport.h"

#include <QList>

#include <functional>
#include <memory>

namespace fuseboard {

/// What the calls of a client share, on virtual time and without the client, for tests of a call's parts.
class CoreFixture
{
public:
    CoreFixture()
        : transport(scheduler)
    {
        config.name = QStringLiteral("orders-api");
        config.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    }

    ClientCore &make()
    {
        ClientCore::Hooks hooks;
        hooks.prepare = [](Request request) -> Result<Request> { return request; };
        hooks.handle = [this](ApiResponse response) { return handle ? handle(std::move(response)) : response; };
        hooks.eventAdded = [this](const ClientEvent &event) {
            events.append(event);
            if (onEvent)
                onEvent();
        };
        hooks.callFinished = [](Call *, const Result<ApiResponse> &) {};
        core = std::make_unique<ClientCore>(config, Services{scheduler, random, transport, secrets}, std::move(hooks));
        return *core;
    }

    OriginPolicies &policies() const { return core->policies(origin); }

    const QByteArray origin = QByteArrayLiteral("https://api.example.com:443");
    VirtualScheduler scheduler;
    SeededRandom random{42};
    FakeTransport transport;
    MemorySecretStore secrets;
    ClientConfig config;
    std::function<Result<ApiResponse>(ApiResponse)> handle; ///< in the place of a subclass's handleResponse()
    std::function<void()> onEvent; ///< may destroy the core
    QList<ClientEvent> events;
    std::unique_ptr<ClientCore> core;
};

} // namespace fuseboard
