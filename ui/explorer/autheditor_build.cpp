// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of all kinds of credentials, of which each shows its own.

#include "common/grid.h"
#include "common/wheelguard.h"
#include "explorer/autheditor.h"
#include "explorer/linesteps.h"
#include "explorer/linevariables.h"
#include "explorer/namedsecretseditor.h"
#include "models/config/fieldinfo.h"
#include "models/policywording.h"
#include "requests/requestbuilder.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QScrollArea *scrolled(QLayout *layout, QWidget *parent)
{
    auto *content = new QWidget;
    content->setLayout(layout);
    auto *scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

} // namespace

AuthEditor::AuthEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_type(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_form(new QFormLayout)
{
    addTypes();
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_form->setContentsMargins({});
    m_form->setSpacing(grid::gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::cardGap);
    column->addWidget(m_type);
    column->addWidget(m_note);
    m_scroll = scrolled(m_form, this);
    column->addWidget(m_scroll, 1);
    column->addStretch();
    addOAuthRows(theme);
    addTokenRows(theme);
    connect(m_type, &QComboBox::currentIndexChanged, this, &AuthEditor::take);
    show();
}

void AuthEditor::addTypes()
{
    m_type->setAccessibleName(tr("Credentials"));
    m_type->addItem(tr("As the client"), inheritedChoice);
    for (const AuthType type :
         {AuthType::None, AuthType::Bearer, AuthType::ApiKey, AuthType::Basic, AuthType::OAuth2, AuthType::Custom})
        m_type->addItem(wording::word(type), int(type));
}

void AuthEditor::addOAuthRows(const Theme &theme)
{
    m_grant = addChoice(u"grant_type"_s, tr("Gr&ant"));
    for (int i = 0; i < m_grant->count(); ++i) {
        const auto grant = GrantType(m_grant->itemData(i).toInt());
        qobject_cast<QStandardItemModel *>(m_grant->model())->item(i)->setEnabled(isOwnGrant(grant));
    }
    m_urls << Line<ConfigUrl>{addLine(theme, u"issuer"_s, tr("&Issuer"), tr("No discovery")), &AuthConfig::issuer};
    m_urls << Line<ConfigUrl>{addLine(theme, u"token_url"_s, tr("Token UR&L"), u"https://"_s), &AuthConfig::tokenUrl};
    m_texts << Line<QString>{addLine(theme, u"client_id"_s, tr("&Client id")), &AuthConfig::clientId};
    m_secrets << Line<Secret>{addLine(theme, u"client_secret"_s, tr("Client &secret"), u"{{client_secret}}"_s),
                              &AuthConfig::clientSecret};
    m_clientAuth = addChoice(u"client_auth"_s, tr("Client pro&ves itself"));
    m_secrets << Line<Secret>{addLine(theme, u"refresh_token"_s, tr("&Refresh token"), u"{{refresh_token}}"_s),
                              &AuthConfig::refreshToken};
    m_scopes = addLine(theme, u"scopes"_s, tr("Sc&opes"), tr("With spaces between"));
    m_texts << Line<QString>{addLine(theme, u"audience"_s, tr("Au&dience")), &AuthConfig::audience};
}

void AuthEditor::addTokenRows(const Theme &theme)
{
    m_texts << Line<QString>{addLine(theme, u"username"_s, tr("&User name")), &AuthConfig::username};
    m_secrets << Line<Secret>{addLine(theme, u"password"_s, tr("&Password"), u"{{password}}"_s), &AuthConfig::password};
    m_secrets << Line<Secret>{addLine(theme, u"token"_s, tr("&Token"), u"{{token}}"_s), &AuthConfig::token};
    m_texts << Line<QString>{addLine(theme, u"token_prefix"_s, tr("Pre&fix"), tr("Bearer in a header, else none")),
                             &AuthConfig::tokenPrefix};
    m_key = addLine(u"token_key"_s, tr("Na&me"), u"Authorization"_s);
    m_location = addChoice(u"token_location"_s, tr("&Goes into"));
    m_headers = new NamedSecretsEditor(theme, tr("Headers"), this);
    addRow(u"custom_headers"_s, tr("&Headers"), m_headers);
    m_params = new NamedSecretsEditor(theme, tr("Parameters"), this);
    addRow(u"custom_params"_s, tr("Para&meters"), m_params);
    for (const NamedSecretsEditor *pairs : {m_headers, m_params})
        connect(pairs, &NamedSecretsEditor::edited, this, &AuthEditor::take);
}

void AuthEditor::addRow(const QString &field, const QString &label, QWidget *editor)
{
    editor->setAccessibleName(QString(label).remove(u'&'));
    m_form->addRow(label, editor);
    m_rows.append({u"auth."_s + field, editor});
}

QLineEdit *AuthEditor::addLine(const QString &field, const QString &label, const QString &hint)
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(hint);
    new LineSteps(*line); // a child
    addRow(field, label, line);
    connect(line, &QLineEdit::textEdited, this, &AuthEditor::take);
    return line;
}

QLineEdit *AuthEditor::addLine(const Theme &theme, const QString &field, const QString &label, const QString &hint)
{
    QLineEdit *line = addLine(field, label, hint);
    m_variables << new LineVariables(theme, *line);
    return line;
}

/// The words of a field stand in the order of its enumerators.
QComboBox *AuthEditor::addChoice(const QString &field, const QString &label)
{
    auto *box = new QComboBox(this);
    new WheelGuard(*box); // a child
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // narrow panes would cut the form
    box->setMinimumContentsLength(8);
    for (const ChoiceInfo &choice : choicesOf(u"auth."_s + field))
        box->addItem(choice.label, box->count());
    addRow(field, label, box);
    connect(box, &QComboBox::currentIndexChanged, this, &AuthEditor::take);
    return box;
}

} // namespace fuseboard
