// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The secrets of clients that begin, are copied, or are tried before they are saved.

#include "clientfileeditor.h"

#include "auth/grantee.h"
#include "auth/secretkey.h"
#include "client/apiclient.h"
#include "clientset.h"
#include "config/secretuses.h"
#include "config/variablesyntax.h"

#include <QPointer>
#include <QUuid>

#include <algorithm>
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
    const QList<TypedToken> typed = std::exchange(m_typed, {});
    for (const TypedToken &token : typed) {
        if (const QString key = keyOf(token.trial, signInField()); !isAwaited(key))
            forgetTrial(key);
    }
}

bool ClientFileEditor::isAwaited(const QString &traded) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(), [&traded](const QList<Waiting> &line) {
        return std::any_of(line.begin(), line.end(), [&traded](const Waiting &edit) { return edit.traded == traded; });
    });
}

/// What a server gives for a typed token must not take the place of the one that the client has as long as it is not
/// saved, and must not be lost when it is: a server that rotates its tokens takes no other from then on.
QString ClientFileEditor::trialOfTyped(const QString &clientId, const ClientConfig &config)
{
    const auto isPlain = [](const std::optional<AuthConfig> &auth) {
        return auth && auth->type == AuthType::OAuth2 && auth->refreshToken.source() == Secret::Source::Plain;
    };
    const auto saved = this->config(clientId);
    const bool isOfFile = saved && isPlain(saved->auth);
    if (!isPlain(config.auth) || isOfFile || hasVariables(config.auth->refreshToken.text()))
        return {};
    const auto known = std::find_if(m_typed.begin(), m_typed.end(), [&config](const TypedToken &typed) {
        return isSameGrantee(typed.auth, *config.auth);
    });
    if (known != m_typed.end())
        return known->trial;
    m_typed.append({*config.auth, u":typed-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)});
    return m_typed.last().trial;
}

QString ClientFileEditor::tradedKey(const ClientEdit &edit) const
{
    const auto token = edit.secrets.constFind(signInField());
    if (token == edit.secrets.cend() || !edit.config.auth)
        return {};
    AuthConfig auth = *edit.config.auth;
    auth.refreshToken = Secret::plain(*token);
    const auto tried = std::find_if(m_typed.begin(), m_typed.end(),
                                    [&auth](const TypedToken &typed) { return isSameGrantee(typed.auth, auth); });
    return tried == m_typed.end() ? QString() : keyOf(tried->trial, signInField());
}

std::shared_ptr<ApiClient> ClientFileEditor::makeTrial(const QString &clientId, const ClientConfig &config)
{
    // Of this dialog alone: what was granted to one new client must not come to another. No slug has a colon.
    const bool signsIn = config.auth && config.auth->type == AuthType::OAuth2;
    if (clientId.isEmpty() && signsIn && m_newTrial.isEmpty())
        m_newTrial = u":new-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString keyOfNew = signsIn ? m_newTrial : u":new"_s; // where nothing is kept
    auto trial = m_parts.clients.makeTrial(clientId.isEmpty() ? keyOfNew : clientId, effective(config),
                                           trialOfTyped(clientId, config));
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
