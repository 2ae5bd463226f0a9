// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/environmentstate.h"
#include "explorer/callsession.h"
#include "explorer/requestdraft.h"

#include <QCoreApplication>
#include <QHash>
#include <QPointer>
#include <QSet>

#include <optional>

namespace fuseboard {

/// What Explore sends with: its clients, the environment, what answers have given to variables, and the folder of the
/// workspace.
class SendingMeans final
{
    Q_DECLARE_TR_FUNCTIONS(fuseboard::SendingMeans)

public:
    /// What is sent of a request, or why it cannot be.
    struct Sendable
    {
        std::optional<BuiltRequest> built;
        QString problem; ///< a whole sentence; empty where it can be sent
    };

    /// Makes a client known, or takes it back (null). It hides what was captured before it came, too.
    void setClient(const QString &id, ApiClient *client);
    /// Null for an unknown one, and for one that has gone.
    [[nodiscard]] ApiClient *client(const QString &id) const { return m_clients.value(id); }
    /// In the order in which they came.
    [[nodiscard]] const QStringList &clientIds() const { return m_clientIds; }

    /// Another environment than before forgets what was captured: a token is not for another one.
    void setEnvironment(const EnvironmentState &state);
    [[nodiscard]] const Environment &environment() const { return m_environment.environment; }
    /// That of the workspace, for the paths of files in its requests (empty: none), and the files outside of it that
    /// somebody has agreed to send, as sendableFile().
    void setFolder(const QString &folder, const QStringList &agreedFiles = {});
    /// Where answers go that are too large for memory; no folder, as at first: nowhere.
    void setSpool(const SpoolPlace &place) { m_spool = place; }
    /// Somebody has chosen a file to send. What to remember of it; empty where it needs no agreement, or has it
    /// already.
    QString agreeTo(const QString &path);

    /// Makes variables of what was captured, unless that was sent in another environment than the present one.
    void take(const CheckResults &results);
    /// With what was captured.
    [[nodiscard]] const VariableScope &scope() const { return m_environment.scope; }
    /// Variables whose values are shown to nobody.
    [[nodiscard]] QSet<QString> secretNames() const;

    /// Where a client sends to, without secrets; as it is written where its variables have no values. Empty for an
    /// unknown one.
    [[nodiscard]] QString shownBaseUrl(const QString &clientId) const;
    /// Why nothing can be sent by a client, as a whole sentence; empty where it can.
    [[nodiscard]] QString obstacleOf(const QString &clientId) const;
    [[nodiscard]] Sendable sendable(const RequestDraft &draft) const;
    /// What its answer is looked at with.
    [[nodiscard]] CallChecks checksOf(const RequestDraft &draft) const;

private:
    [[nodiscard]] QString reasonOf(const Error &error) const;
    void hideCapturedFromAll() const;
    void hideCaptured(ApiClient &client) const;

    QHash<QString, QPointer<ApiClient>> m_clients;
    QStringList m_clientIds;
    EnvironmentState m_environment;
    QString m_folder;
    QStringList m_agreedFiles;
    SpoolPlace m_spool;
    QHash<QString, QString> m_captured; // values by variables
};

} // namespace fuseboard
