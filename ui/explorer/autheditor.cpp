// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/autheditor.h"

#include "client/apiclient.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "config/formats/urlformat.h"
#include "explorer/linevariables.h"
#include "explorer/namedsecretseditor.h"
#include "explorer/secretreference.h"
#include "models/config/authfields.h"
#include "models/figures.h"
#include "models/policywording.h"
#include "requests/requestbuilder.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSignalBlocker>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

void AuthEditor::setClient(ApiClient *client)
{
    m_inherited = client
        //: %1 is the name of a client, %2 what it signs with
        ? tr("From the client %1: %2.")
              .arg(wording::printable(client->config().name, 60), wording::authSummary(client->config().auth))
        : QString();
    showNote();
}

void AuthEditor::setScope(const VariableScope &scope)
{
    for (LineVariables *variables : std::as_const(m_variables))
        variables->setScope(scope);
    for (NamedSecretsEditor *pairs : {m_headers, m_params})
        pairs->setScope(scope);
}

void AuthEditor::setAuth(const Boxed<AuthConfig> &auth)
{
    m_auth = auth;
    show();
}

void AuthEditor::take()
{
    const int choice = m_type->currentData().toInt();
    if (choice == inheritedChoice)
        m_auth.reset();
    else
        m_auth = written(AuthType(choice));
    showNote();
    Q_EMIT edited();
}

/// What a line shows already stays as its file has it.
AuthConfig AuthEditor::written(AuthType type) const
{
    AuthConfig auth = m_auth ? *m_auth : AuthConfig();
    auth.type = type;
    for (const auto &[line, field] : m_texts)
        auth.*field = line->text();
    auth.tokenPrefix = auth.tokenPrefix.trimmed();
    for (const auto &[line, field] : m_urls) {
        const QString text = line->text().trimmed();
        const auto usable = readCredentialsUrl(text);
        // A faulty one is kept where it can be corrected, and stands in nobody's way where it is not asked for.
        if (!usable)
            auth.*field = type == AuthType::OAuth2 ? faultyUrl(text) : ConfigUrl();
        else if (text != (auth.*field).text())
            auth.*field = *usable;
    }
    for (const auto &[line, field] : m_secrets)
        auth.*field = withReference(auth.*field, line->text().trimmed());
    if (m_scopes->text() != auth.scopes.join(u' '))
        auth.scopes = m_scopes->text().split(u' ', Qt::SkipEmptyParts);
    auth.tokenKey = m_key->text().trimmed().isEmpty() ? AuthConfig().tokenKey : m_key->text().trimmed();
    auth.tokenLocation = AuthLocation(m_location->currentData().toInt());
    auth.clientAuth = ClientAuth(m_clientAuth->currentData().toInt());
    auth.customHeaders = m_headers->secrets();
    auth.customParams = m_params->secrets();
    const auto grant = GrantType(m_grant->currentData().toInt());
    if (type == AuthType::OAuth2 && grant != auth.grant())
        auth.grantType = grant;
    return auth;
}

void AuthEditor::show()
{
    const QSignalBlocker type(m_type);
    const QSignalBlocker location(m_location);
    const QSignalBlocker grant(m_grant);
    const QSignalBlocker clientAuth(m_clientAuth);
    const AuthConfig auth = m_auth ? *m_auth : AuthConfig();
    m_type->setCurrentIndex(m_type->findData(m_auth ? int(auth.type) : inheritedChoice));
    for (const auto &[line, field] : std::as_const(m_texts))
        line->setText(auth.*field);
    for (const auto &[line, field] : std::as_const(m_urls))
        line->setText((auth.*field).text());
    for (const auto &[line, field] : std::as_const(m_secrets))
        line->setText(shownReference(auth.*field));
    m_scopes->setText(auth.scopes.join(u' '));
    m_key->setText(auth.tokenKey == AuthConfig().tokenKey ? QString() : auth.tokenKey);
    m_location->setCurrentIndex(m_location->findData(int(auth.tokenLocation)));
    m_clientAuth->setCurrentIndex(m_clientAuth->findData(int(auth.clientAuth)));
    m_grant->setCurrentIndex(m_grant->findData(int(auth.grant())));
    m_headers->setSecrets(auth.customHeaders);
    m_params->setSecrets(auth.customParams);
    showNote();
}

bool AuthEditor::isShown(const QWidget *editor) const
{
    const QStringList shown = m_auth ? authFieldsOf(m_auth->type, m_auth->grant()) : QStringList();
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&shown, editor](const Row &row) { return row.editor == editor && shown.contains(row.path); });
}

void AuthEditor::showNote()
{
    bool hasRows = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool shown = isShown(row.editor);
        row.editor->setVisible(shown);
        m_form->labelForField(row.editor)->setVisible(shown);
        hasRows = hasRows || shown;
    }
    m_scroll->setVisible(hasRows); // an empty one would want its room
    judge();
    m_note->setText(note().replace(u"${"_s, u"$\u2060{"_s)); // no line ends between them
    setRank(m_note, isSecretTyped() || !problem().isEmpty() ? u"error"_s : u"muted"_s);
}

int AuthEditor::contentHeight() const
{
    const int head = m_type->sizeHint().height() + grid::cardGap + m_note->heightForWidth(width());
    return m_scroll->isHidden() ? head : head + grid::cardGap + m_form->parentWidget()->sizeHint().height();
}

void AuthEditor::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() != event->oldSize().width())
        Q_EMIT contentResized();
}

void AuthEditor::judge()
{
    for (const auto &[line, field] : std::as_const(m_secrets))
        setInvalid(line, !isSecretReference(line->text().trimmed()));
    for (const auto &[line, field] : std::as_const(m_urls))
        setInvalid(line, !readCredentialsUrl(line->text().trimmed()));
}

bool AuthEditor::isSecretTyped() const
{
    const auto isTyped = [this](const Line<Secret> &secret) {
        return isShown(secret.line) && !isSecretReference(secret.line->text().trimmed());
    };
    return std::any_of(m_secrets.begin(), m_secrets.end(), isTyped)
        || (isShown(m_headers) && (m_headers->isSecretTyped() || m_params->isSecretTyped()));
}

QString AuthEditor::problem() const
{
    for (const auto &[line, field] : m_urls) {
        if (isShown(line) && !readCredentialsUrl(line->text().trimmed()))
            //: %1 is the name of a field: "Token URL"
            return tr("“%1” in Auth is no URL that credentials may go to: https with a host and no user name or "
                      "password in it, or http to this machine. Correct it, or leave it empty.")
                .arg(line->accessibleName());
    }
    return {};
}

bool AuthEditor::isWrittenIn() const
{
    return qobject_cast<const QLineEdit *>(focusWidget()) != nullptr;
}

bool AuthEditor::holdsPlainSecret() const
{
    const auto isPlain = [](const Secret &secret) {
        return secret.source() == Secret::Source::Plain && !isSecretReference(secret.text());
    };
    const auto isPlainPair = [&isPlain](const auto &pair) { return isPlain(pair.second); };
    const auto isPlainLine = [&](const Line<Secret> &secret) {
        return isShown(secret.line) && isPlain((*m_auth).*secret.field);
    };
    return std::any_of(m_secrets.begin(), m_secrets.end(), isPlainLine)
        || (m_auth->type == AuthType::Custom
            && (std::any_of(m_auth->customHeaders.begin(), m_auth->customHeaders.end(), isPlainPair)
                || std::any_of(m_auth->customParams.begin(), m_auth->customParams.end(), isPlainPair)));
}

QString AuthEditor::note() const
{
    if (!m_auth)
        return m_inherited;
    if (isSecretTyped())
        //: the braces and ${env:NAME} stay as they are
        return tr("This is not kept: a secret never stands in a request's file. Put it into a secret variable of the "
                  "environment (Ctrl+E) and write {{name}} here, or ${env:NAME} for an environment variable.");
    if (const QString wrong = problem(); !wrong.isEmpty())
        return wrong;
    if (holdsPlainSecret())
        return tr("The file of this request holds the secret as plain text. Write {{name}} in its place.");
    if (m_auth->type == AuthType::None)
        return tr("Nothing is signed, whatever the client does.");
    if (m_auth->type == AuthType::OAuth2 && !isOwnGrant(m_auth->grant()))
        return tr("A user has to agree to this grant, and only a client asks for that. Choose another one, or let the "
                  "request sign as its client.");
    return tr("In the place of the client's. Secrets are {{variables}} or ${env:NAME}.");
}

} // namespace fuseboard
