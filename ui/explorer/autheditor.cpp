// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/autheditor.h"

#include "client/apiclient.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "config/variablesyntax.h"
#include "explorer/linevariables.h"
#include "models/figures.h"
#include "models/policywording.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int inheritedChoice = -1;

/// Whether nothing of a secret stands in the text itself.
bool isReference(const QString &text)
{
    const auto reference = environmentReference(text);
    return text.isEmpty() || isOnlyVariables(text) || (reference && !reference->name.isEmpty());
}

QString shownSecret(const Secret &secret)
{
    switch (secret.source()) {
    case Secret::Source::Environment:
        return u"${env:"_s + secret.text() + u'}';
    case Secret::Source::Plain:
        return isReference(secret.text()) ? secret.text() : QString();
    case Secret::Source::None:
    case Secret::Source::Keychain:
        break;
    }
    return {};
}

} // namespace

AuthEditor::AuthEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_type(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_form(new QFormLayout)
{
    m_type->setAccessibleName(tr("Credentials"));
    m_type->addItem(tr("As the client"), inheritedChoice);
    for (const AuthType type :
         {AuthType::None, AuthType::Bearer, AuthType::ApiKey, AuthType::Basic, AuthType::OAuth2, AuthType::Custom})
        m_type->addItem(wording::word(type), int(type));
    // They have more fields than fit here, and are kept as their files have them.
    for (const AuthType type : {AuthType::OAuth2, AuthType::Custom})
        qobject_cast<QStandardItemModel *>(m_type->model())->item(m_type->findData(int(type)))->setEnabled(false);
    m_form->setContentsMargins({});
    m_form->setSpacing(grid::gap);
    m_username = addLine(tr("&User name"), {});
    m_password = addLine(tr("&Password"), u"{{password}}"_s);
    m_token = addLine(tr("&Token"), u"{{token}}"_s);
    m_prefix = addLine(tr("Pre&fix"), tr("Bearer in a header, else none"));
    m_key = addLine(tr("Na&me"), u"Authorization"_s);
    m_location = new QComboBox(this);
    m_location->setAccessibleName(tr("Goes into"));
    for (const AuthLocation location : {AuthLocation::Header, AuthLocation::Query, AuthLocation::Body})
        m_location->addItem(wording::word(location), int(location));
    m_form->addRow(tr("&Goes into"), m_location);
    for (QLineEdit *line : {m_username, m_password, m_token, m_prefix})
        m_variables << new LineVariables(theme, *line);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::cardGap);
    column->addWidget(m_type);
    column->addLayout(m_form);
    column->addWidget(m_note);
    column->addStretch(1);
    connect(m_type, &QComboBox::currentIndexChanged, this, &AuthEditor::take);
    connect(m_location, &QComboBox::currentIndexChanged, this, &AuthEditor::take);
    show();
}

QLineEdit *AuthEditor::addLine(const QString &label, const QString &hint)
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(hint);
    line->setAccessibleName(QString(label).remove(u'&'));
    m_form->addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &AuthEditor::take);
    return line;
}

void AuthEditor::setClient(ApiClient *client)
{
    m_inherited = client
        ? tr("%1: %2").arg(wording::printable(client->config().name, 60), wording::authSummary(client->config().auth))
        : QString();
    showNote();
}

void AuthEditor::setScope(const VariableScope &scope)
{
    for (LineVariables *variables : std::as_const(m_variables))
        variables->setScope(scope);
}

void AuthEditor::setAuth(const Boxed<AuthConfig> &auth)
{
    m_auth = auth;
    show();
}

bool AuthEditor::isEditable() const
{
    return m_auth && m_auth->type != AuthType::OAuth2 && m_auth->type != AuthType::Custom;
}

void AuthEditor::takeSecret(Secret &secret, QLineEdit *line)
{
    const QString text = line->text().trimmed();
    const auto reference = environmentReference(text);
    const bool isUsable = isReference(text);
    setInvalid(line, !isUsable);
    if (text == shownSecret(secret))
        return;
    if (text.isEmpty() || !isUsable)
        secret = Secret();
    else
        secret = reference ? Secret::environment(reference->name) : Secret::plain(text);
}

void AuthEditor::take()
{
    const int choice = m_type->currentData().toInt();
    if (choice == inheritedChoice) {
        m_auth.reset();
    } else {
        AuthConfig auth = m_auth ? *m_auth : AuthConfig();
        auth.type = AuthType(choice);
        auth.username = m_username->text();
        auth.tokenPrefix = m_prefix->text().trimmed();
        auth.tokenKey = m_key->text().trimmed().isEmpty() ? AuthConfig().tokenKey : m_key->text().trimmed();
        auth.tokenLocation = AuthLocation(m_location->currentData().toInt());
        takeSecret(auth.token, m_token);
        takeSecret(auth.password, m_password);
        m_auth = auth;
    }
    showNote();
    Q_EMIT edited();
}

void AuthEditor::show()
{
    const QSignalBlocker type(m_type);
    const QSignalBlocker location(m_location);
    const AuthConfig auth = m_auth ? *m_auth : AuthConfig();
    m_type->setCurrentIndex(m_type->findData(m_auth ? int(auth.type) : inheritedChoice));
    m_username->setText(auth.username);
    m_password->setText(shownSecret(auth.password));
    m_token->setText(shownSecret(auth.token));
    m_prefix->setText(auth.tokenPrefix);
    m_key->setText(auth.tokenKey == AuthConfig().tokenKey ? QString() : auth.tokenKey);
    m_location->setCurrentIndex(m_location->findData(int(auth.tokenLocation)));
    for (QLineEdit *line : {m_password, m_token})
        setInvalid(line, !isReference(line->text().trimmed()));
    showNote();
}

void AuthEditor::showNote()
{
    const AuthType type = m_auth ? m_auth->type : AuthType::None;
    const bool isToken = type == AuthType::Bearer || type == AuthType::ApiKey;
    const auto showRow = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    };
    for (QWidget *field : QList<QWidget *>{m_token, m_prefix, m_key, m_location})
        showRow(field, isToken);
    showRow(m_username, type == AuthType::Basic);
    showRow(m_password, type == AuthType::Basic);
    const QLineEdit *secret = isToken ? m_token : m_password;
    const Secret kept = !m_auth ? Secret() : isToken ? m_auth->token : m_auth->password;
    const bool isTyped = m_auth && isEditable() && !isReference(secret->text().trimmed());
    QString note;
    if (!m_auth)
        note = m_inherited;
    else if (isTyped)
        //: the braces and ${env:NAME} stay as they are
        note = tr("This is not kept: a secret never stands in a request's file. Put it into a secret variable of the "
                  "environment (Ctrl+E) and write {{name}} here, or ${env:NAME} for an environment variable.");
    else if (kept.source() == Secret::Source::Plain && !isReference(kept.text()))
        note = tr("The file of this request holds the secret as plain text. Write {{name}} in its place.");
    else if (type == AuthType::None)
        note = tr("Nothing is signed, whatever the client does.");
    else if (!isEditable())
        note = tr("%1. What belongs to it is written in the request's file, under auth.")
                   .arg(wording::authSummary(*m_auth));
    else
        note = tr("In the place of the client's. Secrets are {{variables}} or ${env:NAME}.");
    m_note->setText(note);
    setRank(m_note, isTyped ? u"error"_s : u"muted"_s);
}

} // namespace fuseboard
