// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "clients/clientedit.h"

#include <QObject>

#include <memory>
#include <optional>

namespace fuseboard {

class ApiClient;

/// Changes the clients of the workspace, on disk and alive. Each change is whole or not at all, and is undone as all
/// others of the workspace.
class ClientEditor : public QObject
{
    Q_OBJECT

public:
    ~ClientEditor() override;

    /// As it is going to be, where an edit of it still waits; empty for an unknown client.
    [[nodiscard]] virtual std::optional<ClientConfig> config(const QString &clientId) const = 0;
    /// Whether it outlives the program: a workspace that lies in no folder does not.
    [[nodiscard]] virtual bool isKept() const = 0;
    /// Whether what it is lies on the disk, as far as it ever will, with its requests.
    [[nodiscard]] virtual bool isStored([[maybe_unused]] const QString &clientId) const { return true; }
    /// The id of the new client.
    virtual Result<QString> create(const ClientEdit &edit) = 0;
    /// A living client goes on with its breaker and its tokens. New secrets are stored first, so that none of before
    /// goes where the new settings lead: until the store has answered, and where it says no, all is as it was. Later
    /// edits of the client wait behind that one, and go with it where it fails.
    virtual Result<void> update(const QString &clientId, const ClientEdit &edit) = 0;
    /// Whether an edit of that client waits for the store; settled() comes then.
    [[nodiscard]] virtual bool isWaiting(const QString &clientId) const = 0;
    /// A copy with its requests and a name of its own; the id of the copy.
    virtual Result<QString> duplicate(const QString &clientId) = 0;
    virtual Result<void> remove(const QString &clientId) = 0;
    /// A client of its own on the real engine, for settings that are not saved; clientId is empty for a new one.
    virtual std::shared_ptr<ApiClient> makeTrial(const QString &clientId, const ClientConfig &config) = 0;
    /// Nobody tries the new client any more. Where it was not created, what its trials signed in for is forgotten.
    virtual void endTrials() = 0;

Q_SIGNALS:
    /// The living client is still there, and is about to go.
    void removing(const QString &clientId);
    /// More is on the disk: see isStored().
    void stored();
    /// The clients or their requests, by whomever.
    void changed();
    /// A secret could not be stored, or one that was signed in for not be read: a change that came with it is not made;
    /// a client that is new is there without it.
    /// Or settings that others have written cannot be taken.
    void failed(const fuseboard::Error &error);
    /// An edit has waited for the store, and the client is another one by now, or has gone: it is not made.
    void overtaken(const QString &clientId);
    /// Nothing of that client waits any more; after failed() and overtaken(). hasAll: all that waited is done.
    void settled(const QString &clientId, bool hasAll);

protected:
    using QObject::QObject;
};

} // namespace fuseboard
