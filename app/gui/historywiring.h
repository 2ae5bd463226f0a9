// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"
#include "history/callrecorder.h"
#include "models/clientnode.h"
#include "shell/pagespec.h"

#include <QObject>
#include <QPointer>

namespace fuseboard {

class HistoryPage;

class Theme;

/// The history of a workspace: its file, what is recorded, and its page.
class HistoryWiring final : public QObject
{
    Q_OBJECT

public:
    /// folder: of the workspace; empty = the demo. limits: for a history that has none of its own yet. Theme and
    /// scheduler must outlive it.
    HistoryWiring(const QString &folder, const HistoryLimits &limits, Theme &theme, Scheduler &scheduler,
                  QObject *parent = nullptr);

    [[nodiscard]] PageSpec pageSpec(const QList<ClientNode> &clients);
    /// After clients came, went or changed their names.
    void setClients(const QList<ClientNode> &clients);
    /// Keeps a call that was just sent.
    void record(const QString &clientId, ApiClient *client, Call *call, const QString &requestId)
    {
        m_recorder.watch(clientId, client, call, requestId);
    }
    /// Takes what has become a secret out of what is kept.
    void forget(const QString &secret) { m_store.redact(secret); }

Q_SIGNALS:
    void requestOpened(const fuseboard::RequestDraft &draft, bool send);
    void savedRequestOpened(const QString &clientId, const QString &requestId, bool send);
    void loggingRequested(const QString &clientId);
    void exploreRequested();
    void noticed(const QString &text);
    void failed(const QString &text);

private:
    Theme &m_theme;
    Scheduler &m_scheduler;
    HistoryStore m_store;
    CallRecorder m_recorder;
    QList<ClientNode> m_clients;
    QPointer<HistoryPage> m_page;
};

/// Where the calls of a workspace are kept: in the user's data, never in the workspace, which goes into git.
QString historyFile(const QString &workspaceFolder);
/// The same for what is written in open tabs, or by another name in a dialog; empty for the demo, whose is not kept.
QString draftFolder(const QString &workspaceFolder, const QString &name = QStringLiteral("drafts"));

} // namespace fuseboard
