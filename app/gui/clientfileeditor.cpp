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
}

ClientFileEditor::~ClientFileEditor() = default;

std::optional<ClientConfig> ClientFileEditor::config(const QString &clientId) const
{
    const auto waiting = m_waiting.constFind(clientId);
    return waiting == m_waiting.constEnd() ? kept(clientId) : std::optional(waiting->last().edit.config);
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
    Q_EMIT changed();
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
    takeSignIn(place->client, edit);
    if (!edit.secrets.isEmpty()) {
        m_waiting[place->client].append({edit, edit.config});
        startFirst(place->client);
    }
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
    if (isFirst && edit.secrets.isEmpty())
        return change(clientId, edit.config);
    m_waiting[clientId].append({edit, *present});
    if (isFirst)
        startFirst(clientId);
    return {};
}

void ClientFileEditor::startFirst(const QString &clientId)
{
    const Waiting first = m_waiting.value(clientId).first();
    QMap<QString, QString> secrets;
    for (auto secret = first.edit.secrets.begin(); secret != first.edit.secrets.end(); ++secret)
        secrets.insert(keyOf(clientId, secret.key()), *secret);
    const auto carryOut = [this, clientId, first]() -> Result<void> {
        if (kept(clientId) != first.base)
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
    const Waiting first = m_waiting[clientId].takeFirst();
    // What waits behind an edit builds on it: alone, it would lead old secrets to new places.
    if (!outcome || m_waiting.value(clientId).isEmpty())
        m_waiting.remove(clientId);
    if (!outcome && kept(clientId) != first.base)
        Q_EMIT overtaken(clientId);
    else if (!outcome)
        Q_EMIT failed(outcome.error());
    if (m_waiting.contains(clientId))
        startFirst(clientId);
    else
        Q_EMIT settled(clientId, outcome.ok());
}

QStringList ClientFileEditor::waitingNames() const
{
    QStringList names;
    for (const QList<Waiting> &line : m_waiting)
        names.append(line.last().edit.config.name);
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

/// A client that was deleted long ago may have left its own under the same name: a new one begins without.
void ClientFileEditor::forgetSecrets(const QString &clientId, const ClientEdit &edit)
{
    for (const SecretUse &use : secretUsesOf(edit.config)) {
        if (use.secret.source() == Secret::Source::Keychain && !edit.secrets.contains(use.path))
            m_parts.secrets.remove(keyOf(clientId, use.path), [self = QPointer(this), clientId](const Result<void> &) {
                if (self)
                    self->reloadSecrets(clientId);
            });
    }
}

/// What its user has signed in for while it was not saved yet is its own from now on: else he would be asked twice.
/// What was granted to other settings stands there as such, and is used by nobody.
void ClientFileEditor::takeSignIn(const QString &clientId, const ClientEdit &edit)
{
    const auto field = u"auth.refresh_token"_s;
    if (!edit.config.auth || edit.config.auth->type != AuthType::OAuth2 || edit.secrets.contains(field))
        return;
    const QString trial = keyOf(ClientSet::trialOfNew(), field);
    m_parts.secrets.read(trial, [self = QPointer(this), clientId, field, trial](const Result<QString> &token) {
        if (!self || !token)
            return;
        self->copySecret(clientId, field, *token);
        self->m_parts.secrets.remove(trial, [](const Result<void> &) {});
    });
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

void ClientFileEditor::reloadSecrets(const QString &clientId)
{
    if (const int index = m_parts.clients.indexOf(clientId); index >= 0)
        m_parts.clients.reloadSecrets(index);
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
                                     self->copySecret(to, field, *secret);
                             });
    }
}

void ClientFileEditor::copySecret(const QString &to, const QString &field, const QString &secret)
{
    m_parts.secrets.write(keyOf(to, field), secret, [self = QPointer(this), to](const Result<void> &written) {
        if (!self)
            return;
        if (written)
            self->reloadSecrets(to);
        else
            Q_EMIT self->failed(written.error());
    });
}

} // namespace fuseboard
