// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfileeditor.h"

#include "auth/secretkey.h"
#include "client/apiclient.h"
#include "clientset.h"
#include "config/secretuses.h"
#include "workspace/slug.h"
#include "workspace/workspacewriter.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostChanges = 50; // that can be taken back

} // namespace

ClientFileEditor::ClientFileEditor(const Parts &parts, QObject *parent)
    : ClientEditor(parent)
    , m_parts(parts)
{
}

ClientFileEditor::~ClientFileEditor() = default;

int ClientFileEditor::indexOf(const QString &clientId) const
{
    const QList<WorkspaceClient> &clients = m_parts.workspace.clients;
    const auto found = std::find_if(clients.begin(), clients.end(),
                                    [&clientId](const WorkspaceClient &client) { return client.slug == clientId; });
    return found == clients.end() ? -1 : int(found - clients.begin());
}

std::optional<ClientConfig> ClientFileEditor::config(const QString &clientId) const
{
    const int index = indexOf(clientId);
    return index < 0 ? std::nullopt : std::optional(m_parts.workspace.clients.at(index).config);
}

QString ClientFileEditor::freeName(const QString &name) const
{
    const QList<WorkspaceClient> &clients = m_parts.workspace.clients;
    for (int number = 1;; ++number) {
        const QString free = number == 1 ? tr("%1 copy").arg(name) : tr("%1 copy %2").arg(name).arg(number);
        const auto isTaken = [&free](const WorkspaceClient &client) { return client.config.name == free; };
        if (std::none_of(clients.begin(), clients.end(), isTaken))
            return free;
    }
}

Result<void> ClientFileEditor::save(const WorkspaceClient &client)
{
    return m_parts.folder.isEmpty() ? Result<void>() : saveClient(client, m_parts.folder);
}

Result<void> ClientFileEditor::add(const WorkspaceClient &client)
{
    Workspace changed = m_parts.workspace;
    const auto place = std::lower_bound(
        changed.clients.begin(), changed.clients.end(), client,
        [](const WorkspaceClient &one, const WorkspaceClient &other) { return one.slug < other.slug; });
    const int index = int(place - changed.clients.begin());
    changed.clients.insert(index, client);
    if (auto saved = save(client); !saved)
        return saved;
    m_parts.workspace = changed;
    m_parts.clients.insert(index, client);
    if (!m_parts.taken.contains(client.slug))
        m_parts.taken.append(client.slug);
    return {};
}

Result<void> ClientFileEditor::replace(const WorkspaceClient &client)
{
    if (auto saved = saveAlone(client); !saved)
        return saved;
    return adopt(client);
}

/// Its own file only: those of its requests may have changed meanwhile.
Result<void> ClientFileEditor::saveAlone(const WorkspaceClient &client)
{
    if (indexOf(client.slug) < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, client.slug);
    return save({client.slug, client.config, {}});
}

Result<void> ClientFileEditor::adopt(const WorkspaceClient &client)
{
    const int index = indexOf(client.slug);
    if (index < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, client.slug);
    m_parts.workspace.clients[index].config = client.config;
    return m_parts.clients.update(index, client, effective(client.config));
}

ClientConfig ClientFileEditor::effective(const ClientConfig &config) const
{
    return m_parts.effective ? m_parts.effective(config) : config;
}

Result<void> ClientFileEditor::takeOut(const QString &clientId)
{
    const int index = indexOf(clientId);
    if (index < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    if (!m_parts.folder.isEmpty()) {
        if (auto removed = removeClient(m_parts.workspace.clients.at(index), m_parts.folder); !removed)
            return removed;
    }
    Q_EMIT removing(clientId);
    m_parts.workspace.clients.removeAt(index);
    m_parts.clients.remove(index);
    return {};
}

Result<QString> ClientFileEditor::create(const ClientEdit &edit)
{
    const QString slug = makeSlug(edit.config.name, m_parts.taken, u"client"_s);
    forgetSecrets(slug, edit);
    if (auto added = add({slug, edit.config, {}}); !added)
        return added.error();
    writeSecrets(slug, edit.secrets, [](const Result<void> &) {});
    remember({slug, std::nullopt});
    return slug;
}

Result<void> ClientFileEditor::update(const QString &clientId, const ClientEdit &edit)
{
    const int index = indexOf(clientId);
    if (index < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    const WorkspaceClient before = m_parts.workspace.clients.at(index);
    WorkspaceClient changed = before;
    changed.config = edit.config;
    if (auto saved = saveAlone(changed); !saved)
        return saved;
    writeSecrets(clientId, edit.secrets, [this, before, changed](const Result<void> &written) {
        if (!written)
            return (void)saveAlone(before);
        if (auto adopted = adopt(changed); !adopted)
            return Q_EMIT secretFailed(adopted.error());
        remember({changed.slug, before});
    });
    return {};
}

Result<QString> ClientFileEditor::duplicate(const QString &clientId)
{
    const int index = indexOf(clientId);
    if (index < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    WorkspaceClient copy = m_parts.workspace.clients.at(index);
    const ClientConfig original = copy.config;
    copy.config.name = freeName(original.name);
    copy.slug = makeSlug(copy.config.name, m_parts.taken, u"client"_s);
    if (auto added = add(copy); !added)
        return added.error();
    copySecrets(clientId, copy.slug);
    remember({copy.slug, std::nullopt});
    return copy.slug;
}

Result<void> ClientFileEditor::remove(const QString &clientId)
{
    const int index = indexOf(clientId);
    if (index < 0)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    const WorkspaceClient before = m_parts.workspace.clients.at(index);
    if (auto removed = takeOut(clientId); !removed)
        return removed;
    remember({clientId, before});
    return {};
}

void ClientFileEditor::remember(const Change &change)
{
    m_changes.append(change);
    if (m_changes.size() > mostChanges)
        m_changes.removeFirst();
    Q_EMIT undoChanged(true);
    Q_EMIT changed();
}

Result<QString> ClientFileEditor::undo()
{
    if (m_changes.isEmpty())
        return Error(ErrorKind::Storage, ErrorDetail::NotFound);
    const Change change = m_changes.last();
    Result<void> undone;
    if (!change.before)
        undone = takeOut(change.clientId);
    else if (indexOf(change.clientId) < 0)
        undone = add(*change.before);
    else
        undone = replace(*change.before);
    if (!undone)
        return undone.error();
    m_changes.removeLast();
    Q_EMIT undoChanged(!m_changes.isEmpty());
    Q_EMIT changed();
    return change.clientId;
}

/// A client that was deleted long ago may have left its own under the same name: a new one begins without.
void ClientFileEditor::forgetSecrets(const QString &clientId, const ClientEdit &edit)
{
    for (const SecretUse &use : secretUsesOf(edit.config)) {
        if (use.secret.source() == Secret::Source::Keychain && !edit.secrets.contains(use.path))
            m_parts.secrets.remove(keyOf(clientId, use.path), [](const Result<void> &) {});
    }
}

std::shared_ptr<ApiClient> ClientFileEditor::makeTrial(const QString &clientId, const ClientConfig &config)
{
    auto trial = m_parts.clients.makeTrial(clientId, effective(config));
    if (m_parts.secretValues)
        trial->hideSecrets(m_parts.secretValues());
    return trial;
}

QString ClientFileEditor::keyOf(const QString &clientId, const QString &field) const
{
    return SecretKey::ofClient(m_parts.workspaceId, clientId, field).text();
}

void ClientFileEditor::writeSecrets(const QString &clientId, QHash<QString, QString> secrets, const SecretsDone &done)
{
    if (secrets.isEmpty())
        return done({});
    const QString field = secrets.cbegin().key();
    const QString secret = secrets.take(field);
    m_parts.secrets.write(keyOf(clientId, field), secret,
                          [self = QPointer(this), clientId, secrets, done](const Result<void> &written) {
                              if (!self)
                                  return;
                              if (!written) {
                                  done(written);
                                  Q_EMIT self->secretFailed(written.error());
                                  return;
                              }
                              self->writeSecrets(clientId, secrets, done);
                              if (const int index = self->m_parts.clients.indexOf(clientId); index >= 0)
                                  self->m_parts.clients.reloadSecrets(index);
                          });
}

void ClientFileEditor::copySecrets(const QString &from, const QString &to)
{
    for (const SecretUse &use : secretUsesOf(config(from).value_or(ClientConfig()))) {
        if (use.secret.source() != Secret::Source::Keychain)
            continue;
        m_parts.secrets.read(keyOf(from, use.path),
                             [self = QPointer(this), to, field = use.path](const Result<QString> &secret) {
                                 // One that is missing is missing in the copy too.
                                 if (self && secret)
                                     self->writeSecrets(to, {{field, *secret}}, [](const Result<void> &) {});
                             });
    }
}

} // namespace fuseboard
