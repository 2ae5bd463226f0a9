// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"
#include "clients/clienteditor.h"

#include <QMap>

#include <utility>

namespace fuseboard {

/// Saves at once, or where it asks the keychain, when that answers.
class PlainEditor final : public ClientEditor
{
public:
    [[nodiscard]] std::optional<ClientConfig> config(const QString &clientId) const override
    {
        if (waiting)
            return waiting->config;
        return clients.contains(clientId) ? std::optional(clients.value(clientId)) : std::nullopt;
    }
    [[nodiscard]] bool isKept() const override { return true; }
    [[nodiscard]] bool isStored(const QString &) const override { return !isDiskFull; }
    void emptyDisk()
    {
        isDiskFull = false;
        Q_EMIT stored();
    }
    Result<QString> create(const ClientEdit &edit) override
    {
        clients.insert(edit.config.name, edit.config);
        return edit.config.name;
    }
    Result<void> update(const QString &clientId, const ClientEdit &edit) override
    {
        waiting = edit;
        if (!asksKeychain)
            answer(clientId, true);
        return {};
    }
    [[nodiscard]] bool isWaiting(const QString &) const override { return waiting.has_value(); }
    void answer(const QString &clientId, bool isGranted)
    {
        const ClientEdit edit = *std::exchange(waiting, std::nullopt);
        if (isGranted) {
            clients.insert(clientId, edit.config);
            secrets = edit.secrets;
        }
        if (asksKeychain)
            Q_EMIT settled(clientId, isGranted);
    }
    Result<QString> duplicate(const QString &clientId) override { return clientId; }
    Result<void> remove(const QString &) override { return {}; }
    std::shared_ptr<ApiClient> makeTrial(const QString &, const ClientConfig &) override { return {}; }
    void endTrials() override { }

    QMap<QString, ClientConfig> clients;
    QHash<QString, QString> secrets; ///< saved with the last edit
    std::optional<ClientEdit> waiting;
    bool isDiskFull = false;
    bool asksKeychain = false;
};

} // namespace fuseboard
