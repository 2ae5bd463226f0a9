// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The secrets of clients that begin, are copied, or are tried before they are saved.

#include "clientfileeditor.h"

#include "auth/secretkey.h"
#include "client/apiclient.h"
#include "clientset.h"
#include "config/secretuses.h"

#include <QPointer>
#include <QUuid>

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Where a trial keeps what it has signed in for.
QString signInField()
{
    return u"auth.refresh_token"_s;
}

} // namespace

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
void ClientFileEditor::takeSignIn(const QString &trial, const QString &clientId, const ClientEdit &edit)
{
    const QString field = signInField();
    const QString key = keyOf(trial, field);
    if (!edit.config.auth || edit.config.auth->type != AuthType::OAuth2 || edit.secrets.contains(field))
        return forgetTrial(key);
    m_parts.secrets.read(key, [self = QPointer(this), clientId, field, key](const Result<QString> &token) {
        if (!self || !token)
            return;
        // Not before it is there: where the store refuses, the only one would be lost.
        self->copySecret(clientId, field, *token, [self, key] { self->forgetTrial(key); });
    });
}

void ClientFileEditor::forgetTrial(const QString &key)
{
    m_parts.secrets.remove(key, [](const Result<void> &) {});
}

void ClientFileEditor::endTrials()
{
    if (const QString trial = std::exchange(m_newTrial, {}); !trial.isEmpty())
        forgetTrial(keyOf(trial, signInField()));
}

std::shared_ptr<ApiClient> ClientFileEditor::makeTrial(const QString &clientId, const ClientConfig &config)
{
    // Of this dialog alone: what was granted to one new client must not come to another. No slug has a colon.
    const bool signsIn = config.auth && config.auth->type == AuthType::OAuth2;
    if (clientId.isEmpty() && signsIn && m_newTrial.isEmpty())
        m_newTrial = u":new-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString keyOfNew = signsIn ? m_newTrial : u":new"_s; // where nothing is kept
    auto trial = m_parts.clients.makeTrial(clientId.isEmpty() ? keyOfNew : clientId, effective(config));
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

void ClientFileEditor::copySecret(const QString &to, const QString &field, const QString &secret,
                                  const std::function<void()> &written)
{
    m_parts.secrets.write(keyOf(to, field), secret, [self = QPointer(this), to, written](const Result<void> &outcome) {
        if (!self)
            return;
        if (!outcome)
            return Q_EMIT self->failed(outcome.error());
        self->reloadSecrets(to);
        if (written)
            written();
    });
}

} // namespace fuseboard
