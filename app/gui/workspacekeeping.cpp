// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacekeeping.h"

#include "auth/secretkey.h"
#include "config/secretuses.h"
#include "config/variablesyntax.h"
#include "workspace/store/workspacedisk.h"
#include "workspace/workspacewriter.h"

#include <QPointer>
#include <QUuid>

namespace fuseboard {

using namespace Qt::StringLiterals;

WorkspaceKeeping::WorkspaceKeeping(FileSystem &files, Secrets secrets, QObject *parent)
    : QObject(parent)
    , m_files(files)
    , m_secrets(std::move(secrets))
{
}

WorkspaceKeeping::~WorkspaceKeeping() = default;

void WorkspaceKeeping::keep(Workspace workspace, const QString &folder, const QString &readMe)
{
    workspace.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    planMoves(workspace);
    for (WorkspaceClient &client : workspace.clients) {
        visitSecrets(client.config, [this](const QString &, Secret &secret) {
            if (isPlain(secret))
                secret = Secret::keychain();
        });
    }
    m_worker.run(
        this,
        [workspace, folder, text = readMe.toUtf8(), &files = m_files] {
            Result<void> made = WorkspaceDisk(files, folder).makeWhole(workspace);
            if (made && !text.isEmpty())
                (void)writeWithin(files, folder, u"README.md"_s, text); // the workspace is whole without it
            return made;
        },
        [this](const Result<void> &written) {
            if (written)
                moveNext();
            else
                Q_EMIT failed(written.error());
        });
}

bool WorkspaceKeeping::isPlain(const Secret &secret) const
{
    return secret.source() == Secret::Source::Plain && !hasVariables(secret.text())
        && !m_secrets.published.contains(secret.text());
}

void WorkspaceKeeping::planMoves(const Workspace &workspace)
{
    for (const WorkspaceClient &client : workspace.clients) {
        const QList<SecretUse> uses = secretUsesOf(client.config);
        for (const SecretUse &use : uses) {
            const QString to = SecretKey::ofClient(workspace.id, client.slug, use.path).text();
            if (use.secret.source() == Secret::Source::Keychain)
                m_moves.append({SecretKey::ofClient(m_secrets.workspaceId, client.slug, use.path).text(), to});
            else if (isPlain(use.secret))
                m_moves.append({{}, to, use.secret.text()});
        }
    }
    for (const Environment &environment : workspace.environments) {
        for (const Variable &variable : environment.config.variables) {
            if (variable.source == Variable::Source::Keychain)
                m_moves.append({SecretKey::ofEnvironment(m_secrets.workspaceId, environment.slug, variable.name).text(),
                                SecretKey::ofEnvironment(workspace.id, environment.slug, variable.name).text()});
        }
    }
}

void WorkspaceKeeping::moveNext()
{
    if (m_moves.isEmpty())
        return Q_EMIT kept(m_unkept);
    const Move move = m_moves.takeFirst();
    if (move.from.isEmpty())
        return write(move, move.text);
    m_secrets.store.read(move.from, [self = QPointer(this), move](const Result<QString> &secret) {
        if (!self)
            return;
        if (secret)
            return self->write(move, *secret);
        // One that is missing is missing there too.
        if (secret.error().detail != ErrorDetail::SecretMissing)
            ++self->m_unkept;
        self->moveNext();
    });
}

void WorkspaceKeeping::write(const Move &move, const QString &secret)
{
    m_secrets.store.write(move.to, secret, [self = QPointer(this), from = move.from](const Result<void> &written) {
        if (!self)
            return;
        const bool isKept = written && self->m_secrets.lasts();
        if (isKept && !from.isEmpty())
            return self->remove(from);
        self->m_unkept += isKept ? 0 : 1;
        self->moveNext();
    });
}

/// Nobody would look for it there any more. That it stays costs the user nothing.
void WorkspaceKeeping::remove(const QString &key)
{
    m_secrets.store.remove(key, [self = QPointer(this)](const Result<void> &) {
        if (self)
            self->moveNext();
    });
}

} // namespace fuseboard
