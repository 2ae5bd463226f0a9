// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacekeeping.h"

#include "auth/secretkey.h"
#include "config/secretuses.h"
#include "workspace/store/workspacedisk.h"

#include <QPointer>
#include <QUuid>

namespace fuseboard {

WorkspaceKeeping::WorkspaceKeeping(FileSystem &files, SecretStore &secrets, QString workspaceId, QObject *parent)
    : QObject(parent)
    , m_files(files)
    , m_secrets(secrets)
    , m_workspaceId(std::move(workspaceId))
{
}

WorkspaceKeeping::~WorkspaceKeeping() = default;

void WorkspaceKeeping::keep(Workspace workspace, const QString &folder)
{
    workspace.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    planCopies(workspace);
    m_worker.run(
        this, [workspace, folder, &files = m_files] { return WorkspaceDisk(files, folder).makeWhole(workspace); },
        [this](const Result<void> &written) {
            if (written)
                copyNext();
            else
                Q_EMIT failed(written.error());
        });
}

void WorkspaceKeeping::planCopies(const Workspace &workspace)
{
    for (const WorkspaceClient &client : workspace.clients) {
        const QList<SecretUse> uses = secretUsesOf(client.config);
        for (const SecretUse &use : uses) {
            if (use.secret.source() == Secret::Source::Keychain)
                m_copies.append({SecretKey::ofClient(m_workspaceId, client.slug, use.path).text(),
                                 SecretKey::ofClient(workspace.id, client.slug, use.path).text()});
        }
    }
    for (const Environment &environment : workspace.environments) {
        for (const Variable &variable : environment.config.variables) {
            if (variable.source == Variable::Source::Keychain)
                m_copies.append({SecretKey::ofEnvironment(m_workspaceId, environment.slug, variable.name).text(),
                                 SecretKey::ofEnvironment(workspace.id, environment.slug, variable.name).text()});
        }
    }
}

void WorkspaceKeeping::copyNext()
{
    if (m_copies.isEmpty())
        return Q_EMIT kept(m_unkept);
    m_secrets.read(m_copies.first().from, [self = QPointer(this)](const Result<QString> &secret) {
        if (!self)
            return;
        const Copy copy = self->m_copies.takeFirst();
        if (secret)
            return self->write(copy, *secret);
        // One that is missing is missing there too.
        if (secret.error().detail != ErrorDetail::SecretMissing)
            ++self->m_unkept;
        self->copyNext();
    });
}

void WorkspaceKeeping::write(const Copy &copy, const QString &secret)
{
    m_secrets.write(copy.to, secret, [self = QPointer(this)](const Result<void> &written) {
        if (!self)
            return;
        if (!written)
            ++self->m_unkept;
        self->copyNext();
    });
}

} // namespace fuseboard
