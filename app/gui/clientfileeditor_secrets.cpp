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

/// What was granted for an edit that is not made can be saved again, as long as its dialog is there.
void ClientFileEditor::forgetGranted(const QString &clientId, const QString &granted, bool isSaved)
{
    const bool isTried = std::any_of(m_tried.begin(), m_tried.end(), [this, &granted](const TriedSignIn &tried) {
        return keyOf(tried.trial, signInField()) == granted;
    });
    if (!granted.isEmpty() && granted != keyOf(clientId, signInField()) && (isSaved || !isTried) && !isAwaited(granted))
        forgetTrial(granted);
}

void ClientFileEditor::endTrials()
{
    if (const QString trial = std::exchange(m_newTrial, {}); !trial.isEmpty())
        forgetTrial(keyOf(trial, signInField()));
    const QList<TriedSignIn> tried = std::exchange(m_tried, {});
    for (const TriedSignIn &each : tried) {
        if (const QString key = keyOf(each.trial, signInField()); !isAwaited(key))
            forgetTrial(key);
    }
}

bool ClientFileEditor::isAwaited(const QString &granted) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(), [&granted](const QList<Waiting> &line) {
        return std::any_of(line.begin(), line.end(),
                           [&granted](const Waiting &edit) { return edit.granted == granted; });
    });
}

/// In the place of a slug, which holds no colon.
QString ClientFileEditor::trialName(const QString &kind) const
{
    const QString mark = m_parts.trialMark ? m_parts.trialMark() : QString();
    return u':' + kind + u'-' + mark + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// What a server gives for a typed token, or for settings that are not saved, must not take the place of the token that
/// the client has until they are. It must not be lost then: a server that rotates its tokens takes the typed one no
/// more.
QString ClientFileEditor::ownTrial(const QString &clientId, const ClientConfig &config)
{
    if (!config.auth || config.auth->type != AuthType::OAuth2)
        return {};
    const Secret &token = config.auth->refreshToken;
    const auto saved = this->config(clientId);
    const AuthConfig before = saved ? saved->auth.value_or(AuthConfig()) : AuthConfig();
    const bool isTyped = token.source() == Secret::Source::Plain && !hasVariables(token.text());
    const bool signsIn = saved && !token.isSet();
    if ((!isTyped && !signsIn) || isSameGrantee(before, *config.auth))
        return {};
    const auto known = std::find_if(m_tried.begin(), m_tried.end(), [&config](const TriedSignIn &tried) {
        return isSameGrantee(tried.auth, *config.auth);
    });
    if (known != m_tried.end())
        return known->trial;
    m_tried.append({*config.auth, trialName(u"tried"_s)});
    return m_tried.last().trial;
}

QString ClientFileEditor::grantedKey(const QString &clientId, const ClientEdit &edit) const
{
    if (!edit.config.auth)
        return {};
    AuthConfig auth = *edit.config.auth;
    const auto typed = edit.secrets.constFind(signInField());
    if (typed != edit.secrets.cend())
        auth.refreshToken = Secret::plain(*typed);
    const auto found = std::find_if(m_tried.begin(), m_tried.end(),
                                    [&auth](const TriedSignIn &tried) { return isSameGrantee(tried.auth, auth); });
    if (found != m_tried.end())
        return keyOf(found->trial, signInField());
    // One that stood in the file may have been traded long ago; it moves to where that is kept.
    const auto saved = config(clientId);
    const bool isOfFile = typed != edit.secrets.cend() && saved && saved->auth && isSameGrantee(*saved->auth, auth);
    return isOfFile ? keyOf(clientId, signInField()) : QString();
}

bool ClientFileEditor::isGrantedFor(const ClientEdit &edit, const QString &kept) const
{
    const QString typed = edit.secrets.value(signInField());
    ClientConfig config = edit.config;
    config.auth->refreshToken = Secret::plain(typed);
    const auto auth = effective(config).auth;
    return auth && kept.section(u' ', 1) == granteeFingerprint(*auth, typed);
}

void ClientFileEditor::takeGranted(const QString &clientId, const QString &kept)
{
    Waiting &first = m_waiting[clientId].first();
    if (first.granted == keyOf(clientId, signInField()) && !isGrantedFor(first.edit, kept))
        return;
    QHash<QString, QString> &secrets = first.edit.secrets;
    // Behind a blank stands whom it was granted to, by the typed token: the one that is stored is nobody else's.
    const QString token = secrets.contains(signInField()) ? kept.section(u' ', 0, 0) : kept;
    if (!token.isEmpty())
        secrets.insert(signInField(), token);
}

std::shared_ptr<ApiClient> ClientFileEditor::makeTrial(const QString &clientId, const ClientConfig &config)
{
    // Of this dialog alone: what was granted to one new client must not come to another. No slug has a colon.
    const bool signsIn = config.auth && config.auth->type == AuthType::OAuth2;
    if (clientId.isEmpty() && signsIn && m_newTrial.isEmpty())
        m_newTrial = trialName(u"new"_s);
    const QString keyOfNew = signsIn ? m_newTrial : u":new"_s; // where nothing is kept
    auto trial = m_parts.clients.makeTrial(clientId.isEmpty() ? keyOfNew : clientId, effective(config),
                                           ownTrial(clientId, config));
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
