// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfileeditor.h"

#include "auth/authmanager.h"
#include "auth/secretkey.h"
#include "client/apiclient.h"
#include "clientset.h"
#include "config/configreader.h"
#include "config/document.h"
#include "config/secretuses.h"
#include "secretswap.h"
#include "workspace/store/workspacestore.h"

#include <QPointer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

WorkspacePlace placeOfClient(const QString &slug)
{
    return {WorkspacePlace::Kind::Client, slug};
}

} // namespace

ClientFileEditor::ClientFileEditor(const Parts &parts, QObject *parent)
    : ClientEditor(parent)
    , m_parts(parts)
    , m_known(parts.store.workspace().clients)
{
    connect(&m_parts.store, &WorkspaceStore::changed, this, &ClientFileEditor::follow);
    connect(&m_parts.store, &WorkspaceStore::unsavedChanged, this, &ClientFileEditor::stored);
}

ClientFileEditor::~ClientFileEditor() = default;

std::optional<ClientConfig> ClientFileEditor::config(const QString &clientId) const
{
    return isWaiting(clientId) ? m_waiting.value(clientId).last().edit.config : kept(clientId);
}

bool ClientFileEditor::isWaiting(const QString &clientId) const
{
    const auto waiting = m_waiting.constFind(clientId);
    return waiting != m_waiting.cend() && !waiting->last().isDropped;
}

bool ClientFileEditor::isStored(const QString &clientId) const
{
    const QString file = fileAt(placeOfClient(clientId));
    const QString folder = file.first(file.lastIndexOf(u'/') + 1);
    const QStringList unsaved = m_parts.store.unsavedFiles();
    return std::none_of(unsaved.begin(), unsaved.end(),
                        [&folder](const QString &each) { return each.startsWith(folder); });
}

std::optional<ClientConfig> ClientFileEditor::kept(const QString &clientId) const
{
    const WorkspaceClient *client = clientAt(m_parts.store.workspace(), clientId);
    return client ? std::optional(client->config) : std::nullopt;
}

bool ClientFileEditor::isKept() const
{
    return !m_parts.store.folder().isEmpty();
}

QString ClientFileEditor::freeName(const QString &name) const
{
    const QList<WorkspaceClient> &clients = m_parts.store.workspace().clients;
    for (int number = 1;; ++number) {
        QString free = number == 1 ? tr("%1 copy").arg(name) : tr("%1 copy %2").arg(name).arg(number);
        const auto isTaken = [&free](const WorkspaceClient &client) { return client.config.name == free; };
        if (std::none_of(clients.begin(), clients.end(), isTaken))
            return free;
    }
}

void ClientFileEditor::follow()
{
    const Workspace &workspace = m_parts.store.workspace();
    for (int i = int(m_parts.clients.nodes().size()) - 1; i >= 0; --i) {
        const QString id = m_parts.clients.nodes().at(i).id;
        if (clientAt(workspace, id))
            continue;
        Q_EMIT removing(id);
        m_parts.clients.remove(i);
    }
    for (int i = 0; i < workspace.clients.size(); ++i)
        followOne(i, workspace.clients.at(i));
    m_known = workspace.clients;
    const QStringList dropped = dropWaiting();
    Q_EMIT changed();
    for (const QString &id : dropped) {
        Q_EMIT overtaken(id);
        Q_EMIT settled(id, false);
    }
}

/// An edit of a client that has gone is not made, also where another one has its slug when the store answers. Until
/// then it stays in its line: whoever comes meanwhile waits until the secrets are as they were.
QStringList ClientFileEditor::dropWaiting()
{
    QStringList dropped;
    for (auto line = m_waiting.begin(); line != m_waiting.end(); ++line) {
        if (line->last().isDropped || clientAt(m_parts.store.workspace(), line.key()))
            continue;
        for (Waiting &edit : *line)
            edit.isDropped = true;
        dropped.append(line.key());
    }
    return dropped;
}

void ClientFileEditor::followOne(int index, const WorkspaceClient &client)
{
    const int present = m_parts.clients.indexOf(client.slug);
    if (present < 0)
        return m_parts.clients.insert(index, client);
    m_parts.clients.move(present, index);
    const auto before = std::find_if(m_known.begin(), m_known.end(),
                                     [&client](const WorkspaceClient &known) { return known.slug == client.slug; });
    if (before != m_known.end() && before->config == client.config)
        return m_parts.clients.show(index, client);
    if (auto adopted = m_parts.clients.update(index, client, effective(client.config)); !adopted)
        Q_EMIT failed(adopted.error());
}

ClientConfig ClientFileEditor::effective(const ClientConfig &config) const
{
    return m_parts.effective ? m_parts.effective(config) : config;
}

Result<QString> ClientFileEditor::create(const ClientEdit &edit)
{
    const auto place = m_parts.store.add({WorkspacePlace::Kind::Workspace}, edit.config);
    if (!place)
        return place.error();
    forgetSecrets(place->client, edit);
    if (const QString trial = std::exchange(m_newTrial, {}); !trial.isEmpty())
        takeSignIn(trial, place->client, edit);
    const bool isFirst = !m_waiting.contains(place->client);
    if (!isFirst || !edit.secrets.isEmpty()) {
        const QString granted = grantedKey({}, edit);
        m_waiting[place->client].append({edit, edit.config, granted, false, true});
    }
    if (isFirst && !edit.secrets.isEmpty())
        startFirst(place->client);
    return place->client;
}

Result<void> ClientFileEditor::update(const QString &clientId, const ClientEdit &edit)
{
    const auto present = config(clientId);
    if (!present)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    if (const QList<ConfigFault> faults = validate(edit.config); !faults.isEmpty())
        return invalidDocument(faults);
    const bool isFirst = !m_waiting.contains(clientId);
    const QString granted = grantedKey(clientId, edit);
    if (isFirst && edit.secrets.isEmpty() && granted.isEmpty())
        return change(clientId, edit.config);
    m_waiting[clientId].append({edit, *present, granted});
    if (isFirst)
        startFirst(clientId);
    return {};
}

void ClientFileEditor::startFirst(const QString &clientId)
{
    const Waiting first = m_waiting.value(clientId).first();
    if (m_parts.unlock && (!first.edit.secrets.isEmpty() || !first.granted.isEmpty()))
        m_parts.unlock();
    if (first.granted.isEmpty())
        return storeFirst(clientId);
    m_parts.secrets.read(first.granted, [self = QPointer(this), clientId](const Result<QString> &kept) {
        if (!self)
            return;
        // The typed one may be spent: what it was traded for is neither written over nor forgotten unread.
        if (!kept && kept.error().detail != ErrorDetail::SecretMissing)
            return self->settleFirst(clientId, kept.error());
        if (kept)
            self->takeGranted(clientId, kept->trimmed());
        self->storeFirst(clientId);
    });
}

void ClientFileEditor::storeFirst(const QString &clientId)
{
    const Waiting first = m_waiting.value(clientId).first();
    if (first.isDropped)
        return settleFirst(clientId, Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId));
    QMap<QString, QString> secrets;
    for (auto secret = first.edit.secrets.begin(); secret != first.edit.secrets.end(); ++secret)
        secrets.insert(keyOf(clientId, secret.key()), *secret);
    const auto carryOut = [this, clientId, first]() -> Result<void> {
        if (m_waiting.value(clientId).first().isDropped || kept(clientId) != first.base)
            return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
        return change(clientId, first.edit.config);
    };
    auto *swap = new SecretSwap(secrets, m_parts.secrets, carryOut, this);
    connect(swap, &SecretSwap::finished, this, [this, swap, clientId](const Result<void> &outcome) {
        swap->deleteLater();
        // Only now: none of them goes where the settings of before lead.
        if (swap->hasWritten())
            reloadSecrets(clientId);
        settleFirst(clientId, outcome);
    });
    holdSecrets(clientId);
    swap->start();
}

/// The living client knows its secrets before others are put in their places, and keeps them until it is changed. For
/// OAuth 2.0 that would ask for a token; its secrets go to the token endpoint only.
void ClientFileEditor::holdSecrets(const QString &clientId)
{
    const int index = m_parts.clients.indexOf(clientId);
    const ApiClient *client = index < 0 ? nullptr : m_parts.clients.clients().at(index);
    if (client && client->config().auth && client->config().auth->type != AuthType::OAuth2)
        client->authManager().prepare([](const Result<void> &) {});
}

void ClientFileEditor::settleFirst(const QString &clientId, const Result<void> &outcome)
{
    QList<Waiting> &line = m_waiting[clientId];
    const Waiting first = line.takeFirst();
    QList<Waiting> ended{first};
    // What waits behind an edit builds on it: alone, it would lead old secrets to new places.
    const auto ends = [&first](const Waiting &edit) { return edit.isDropped == first.isDropped; };
    if (!outcome) {
        std::copy_if(line.cbegin(), line.cend(), std::back_inserter(ended), ends);
        line.removeIf(ends);
    }
    if (line.isEmpty())
        m_waiting.remove(clientId);
    else if (first.isDropped && line.first().isNew && !line.first().isDropped)
        forgetSecrets(clientId, line.first().edit); // they are back, and not those of the new client
    for (const Waiting &edit : std::as_const(ended))
        forgetGranted(clientId, edit.granted, outcome.ok());
    if (!outcome && !first.isDropped)
        tellUnmade(clientId, first, outcome.error());
    if (m_waiting.contains(clientId))
        startFirst(clientId);
    else if (!first.isDropped)
        Q_EMIT settled(clientId, outcome.ok());
}

void ClientFileEditor::tellUnmade(const QString &clientId, const Waiting &edit, const Error &why)
{
    if (kept(clientId) != edit.base)
        Q_EMIT overtaken(clientId);
    else
        Q_EMIT failed(why);
}

QStringList ClientFileEditor::waitingNames() const
{
    QStringList names;
    for (const QList<Waiting> &line : m_waiting) {
        if (!line.last().isDropped)
            names.append(line.last().edit.config.name);
    }
    names.sort();
    return names;
}

Result<void> ClientFileEditor::change(const QString &clientId, const ClientConfig &config)
{
    const auto place = m_parts.store.change(placeOfClient(clientId), config);
    return place ? Result<void>() : place.error();
}

Result<QString> ClientFileEditor::duplicate(const QString &clientId)
{
    const auto original = config(clientId);
    if (!original)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, clientId);
    const auto copy = m_parts.store.duplicate(placeOfClient(clientId), freeName(original->name));
    if (!copy)
        return copy.error();
    copySecrets(clientId, copy->client);
    return copy->client;
}

Result<void> ClientFileEditor::remove(const QString &clientId)
{
    const auto removed = m_parts.store.remove(placeOfClient(clientId));
    return removed ? Result<void>() : removed.error();
}

} // namespace fuseboard
