// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretcontrol.h"

#include "config/secretuses.h"
#include "keychain/systemkeychain.h"
#include "models/secretwording.h"
#include "secrets/secretsdialog.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"

#include <QFileInfo>
#include <QUuid>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// For a workspace without an id of its own: stays the same as long as the workspace stays where it is.
QString idOf(const QString &folder)
{
    if (folder.isEmpty())
        return u"demo"_s;
    const QString path = QFileInfo(folder).canonicalFilePath();
    return QUuid::createUuidV5(QUuid(), path).toString(QUuid::WithoutBraces);
}

QList<SecretRow> rowsOf(const Workspace &workspace, const QString &workspaceId)
{
    QList<SecretRow> rows;
    for (const WorkspaceClient &client : workspace.clients) {
        const QList<SecretUse> uses = secretUsesOf(client.config);
        for (const SecretUse &use : uses)
            rows.append({SecretKey::ofClient(workspaceId, client.slug, use.path), client.config.name, use.secret});
    }
    return rows;
}

} // namespace

SecretControl::SecretControl(const Theme &theme, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_scheduler(scheduler)
    , m_store(std::make_unique<SystemKeychain>(), scheduler)
    , m_lock(FileStoreLock::sharedFolder())
    , m_unfinished(scheduler)
    , m_clipboard(scheduler)
{
}

SecretControl::~SecretControl() = default;

void SecretControl::setWorkspace(const Workspace &workspace, const QString &folder)
{
    m_workspace = &workspace;
    m_workspaceId = workspace.id.isEmpty() ? idOf(folder) : workspace.id;
}

SecretMeans SecretControl::means()
{
    return {m_theme, m_scheduler, m_store, m_store.status(), m_clipboard};
}

void SecretControl::attach(MainWindow &window)
{
    connect(&m_store.status(), &SecretStoreStatus::stateChanged, &window, [this, &window] { showState(window); });
    // The first question to a keychain loads libraries, which must not delay the first picture.
    connect(&window, &MainWindow::painted, this, [this] { m_store.probe(); });
    window.addCommand(tr("&Secrets…"), {}, [this, &window] { openDialog(window); });
    connect(window.status(), &StatusStrip::secretStoreChosen, this, [this, &window] { openDialog(window); });
    showState(window);
}

void SecretControl::noteChange(const SecretKey &key)
{
    for (const WorkspaceClient &client : m_workspace->clients) {
        if (SecretKey::ofClient(m_workspaceId, client.slug) == key.withField({}))
            Q_EMIT clientSecretsChanged(client.slug);
    }
}

void SecretControl::showState(MainWindow &window)
{
    const SecretStoreState state = m_store.status().state();
    window.status()->setSecretStore(wording::secretStoreState(state), wording::secretStoreAdvice(state));
}

void SecretControl::openDialog(MainWindow &window)
{
    auto *dialog = new SecretsDialog(means(), rowsOf(*m_workspace, m_workspaceId), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecretsDialog::secretChanged, this, &SecretControl::noteChange);
    dialog->open();
}

} // namespace fuseboard
