// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the demo becomes a workspace of its own.

#include "application.h"

#include "common/openeditor.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "preferences.h"
#include "shell/statusstrip.h"
#include "workspacekeeping.h"

#include <QDir>

namespace fuseboard {

void Application::keepDemo(const QString &folder)
{
    commitOpenEditor(*m_window);
    Workspace workspace = m_store.workspace();
    workspace.environments = m_environmentFiles.loaded().environments;
    // What would be edited meanwhile would not be kept.
    m_window->setEnabled(false);
    m_keeping = std::make_unique<WorkspaceKeeping>(m_files, m_secrets.store(), m_secrets.workspaceId());
    connect(m_keeping.get(), &WorkspaceKeeping::kept, this,
            [this, folder](int unkeptSecrets) { goOnIn(folder, unkeptSecrets); });
    connect(m_keeping.get(), &WorkspaceKeeping::failed, this, [this](const Error &error) {
        m_window->setEnabled(true);
        m_workspace->settle(false);
        m_window->status()->showProblem(wording::sentence(error));
    });
    m_keeping->keep(workspace, folder);
}

void Application::goOnIn(const QString &folder, int unkeptSecrets)
{
    m_window->setEnabled(true);
    noteRecentWorkspace(folder);
    for (const QString &path : readAgreedFiles({}))
        noteAgreedFile(folder, path);
    if (const auto environment = readEnvironment({}))
        writeEnvironment(folder, *environment);
    m_workspace->handDraftsTo(draftFolder(folder));
    if (m_workspace->goOn()) // it was to be left
        return;
    // The server of the demo's own clients ends with it.
    QStringList told{
        tr("The demo is kept in %1. “fuseboard-cli upstream --port %2” starts the server of its clients again.")
            .arg(wording::printable(QDir::toNativeSeparators(folder), 120))
            .arg(m_upstream.url().port())};
    if (unkeptSecrets > 0)
        told << tr("%Ln secrets could not be taken along. Enter them again.", nullptr, unkeptSecrets);
    reopen(folder, {}, told.join(QChar::Space));
}

} // namespace fuseboard
