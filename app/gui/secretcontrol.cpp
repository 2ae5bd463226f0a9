// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretcontrol.h"

#include "keychain/systemkeychain.h"
#include "models/secretrows.h"
#include "models/secretwording.h"
#include "secrets/secretsdialog.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
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

/// Of this machine, as the history and the drafts.
QString keysFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"secret-keys"_s);
}

std::shared_ptr<SecretIndex> makeIndex()
{
    const QFileInfo folder(keysFolder());
    auto index = std::make_shared<SecretIndex>(folder.filePath());
    // There they were kept before the program had told its name.
    index->takeOver(QFileInfo(folder.path()).dir().filePath(folder.fileName()));
    return index;
}

QStringList unreadClients(const QList<WorkspaceFault> &faults)
{
    QStringList slugs;
    for (const WorkspaceFault &fault : faults) {
        if (fault.file.startsWith("clients/"_L1))
            slugs.append(fault.file.section(u'/', 1, 1));
    }
    return slugs;
}

} // namespace

SecretControl::SecretControl(const Theme &theme, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_scheduler(scheduler)
    , m_store(std::make_unique<SystemKeychain>(), scheduler)
    , m_index(makeIndex())
    , m_indexed(m_store, m_index, [this] { return m_store.status().state() != SecretStoreState::Absent; })
    , m_renewing(m_store, m_index, [this] { return m_store.status().state() != SecretStoreState::Absent; })
    , m_trials(keysFolder())
    , m_lock(FileStoreLock::sharedFolder())
    , m_unfinished(scheduler)
    , m_clipboard(scheduler)
{
    m_indexed.setWritten(
        [this](const QString &key, const QString &value) { noteStored(SecretKey::fromText(key), value); });
}

SecretControl::~SecretControl() = default;

void SecretControl::setWorkspace(const WorkspaceStore &workspace, const EnvironmentStore &environments)
{
    m_workspace = &workspace;
    m_environments = &environments;
    const QString &id = workspace.workspace().id;
    m_workspaceId = id.isEmpty() ? idOf(workspace.folder()) : id;
    m_trials.removeLeft(m_store.status(), m_indexed, *m_index, m_workspaceId);
}

SecretMeans SecretControl::means()
{
    return {m_theme, m_scheduler, m_indexed, m_store.status(), m_clipboard};
}

void SecretControl::unlock()
{
    const SecretStoreState state = m_store.status().state();
    if (state == SecretStoreState::Locked || state == SecretStoreState::NotMade)
        m_store.status().unlock();
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
    if (key.isOfEnvironment())
        return Q_EMIT environmentSecretsChanged();
    if (clientAt(m_workspace->workspace(), key.slug()))
        Q_EMIT clientSecretsChanged(key.slug());
}

void SecretControl::noteStored(const SecretKey &key, const QString &value)
{
    // Those of parts servers have given out in a trial, and were secrets from the first, as those of renewing().
    if (!key.isOfPart() && key.isIn(m_workspaceId))
        Q_EMIT secretStored(value);
}

void SecretControl::showState(MainWindow &window)
{
    const SecretStoreState state = m_store.status().state();
    window.status()->setSecretStore(wording::secretStoreState(state), wording::secretStoreAdvice(state));
}

void SecretControl::openDialog(MainWindow &window)
{
    const LoadedEnvironments &environments = m_environments->loaded();
    const SecretOwners owners{m_workspace->workspace().clients, environments.environments,
                              unreadClients(m_workspace->faults()), environments.unread(), m_workspaceId};
    auto *dialog = new SecretsDialog(means(), secretRows(owners, m_index->keysOf(m_workspaceId)), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecretsDialog::secretChanged, this, &SecretControl::noteChange);
    dialog->open();
}

} // namespace fuseboard
