// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentform.h"

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "environments/environmentcolors.h"
#include "environments/stepkeys.h"
#include "environments/variabletable.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QSignalBlocker>

namespace fuseboard {

using namespace Qt::StringLiterals;

EnvironmentForm::EnvironmentForm(const Theme &theme, SecretStore &secrets, QString workspaceId, QWidget *parent)
    : QWidget(parent)
    , m_secrets(secrets)
    , m_workspaceId(std::move(workspaceId))
    , m_variables(new VariableTableModel(this))
    , m_name(new QLineEdit(this))
    , m_parent(new QComboBox(this))
    , m_color(new QComboBox(this))
    , m_confirm(new QCheckBox(tr("As&k before each request is sent by hand"), this))
    , m_table(new VariableTable(theme, *m_variables, this))
{
    m_name->setObjectName(u"environmentName"_s);
    m_name->setMaxLength(200);
    new StepKeys(*m_name); // a child
    m_parent->setObjectName(u"environmentParent"_s);
    m_color->setObjectName(u"environmentColor"_s);
    m_confirm->setObjectName(u"confirmBeforeSending"_s);
    m_parent->setToolTip(tr("Its variables count here too, unless this environment has its own of that name."));
    fillColors(theme);
    build(theme);
    connectParts();
}

void EnvironmentForm::fillColors(const Theme &theme)
{
    for (const EnvironmentColor color : {EnvironmentColor::None, EnvironmentColor::Green, EnvironmentColor::Amber,
                                         EnvironmentColor::Red, EnvironmentColor::Blue, EnvironmentColor::Purple}) {
        const ColorRole role = fillRole(color);
        const QIcon icon = color == EnvironmentColor::None ? QIcon() : themedIcon(theme, IconId::Dot, role, role);
        m_color->addItem(icon, wording::word(color), static_cast<int>(color));
    }
}

void EnvironmentForm::build(const Theme &theme)
{
    auto *fields = new QGridLayout(this);
    fields->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    fields->setHorizontalSpacing(grid::cardGap);
    fields->setVerticalSpacing(grid::gap);
    const auto addRow = [this, fields](int row, const QString &text, QWidget *field) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        field->setAccessibleName(QString(text).remove(u'&'));
        fields->addWidget(label, row, 0);
        fields->addWidget(field, row, 1);
    };
    addRow(0, tr("&Name"), m_name);
    addRow(1, tr("&Parent"), m_parent);
    addRow(2, tr("C&olour"), m_color);
    fields->addWidget(m_confirm, 3, 1);
    auto *title = new QLabel(tr("Variables"), this);
    title->setFont(theme.font(TextStyle::Strong));
    auto *help = new QLabel(
        tr("Write {{name}} in a URL, a parameter, a header, a body or a client. A secret lives in the "
           "keychain and never in a file; ${env:NAME} is taken from the system's environment."),
        this);
    help->setTextFormat(Qt::PlainText);
    help->setWordWrap(true);
    help->setProperty("rank", u"muted"_s);
    fields->setRowMinimumHeight(4, grid::gap);
    fields->addWidget(title, 5, 0, 1, 2);
    fields->addWidget(help, 6, 0, 1, 2);
    fields->addWidget(m_table, 7, 0, 1, 2);
    fields->setRowStretch(7, 1);
    fields->setColumnStretch(1, 1);
}

void EnvironmentForm::connectParts()
{
    connect(m_name, &QLineEdit::textEdited, this, &EnvironmentForm::edited);
    connect(m_parent, &QComboBox::activated, this, &EnvironmentForm::edited);
    connect(m_color, &QComboBox::activated, this, &EnvironmentForm::edited);
    connect(m_confirm, &QCheckBox::toggled, this, &EnvironmentForm::edited);
    connect(m_variables, &VariableTableModel::edited, this, &EnvironmentForm::edited);
    connect(m_table, &VariableTable::removed, this, &EnvironmentForm::removed);
    connect(m_table, &VariableTable::secretWanted, this, &EnvironmentForm::readSecret);
}

void EnvironmentForm::setDraft(const EnvironmentDraft &draft, const QList<Environment> &parents)
{
    const QSignalBlocker confirm(m_confirm);
    const EnvironmentConfig &config = draft.environment.config;
    const bool isSame = std::exchange(m_slug, draft.environment.slug) == draft.environment.slug;
    m_givenName = config.name;
    m_name->setText(config.name);
    m_parent->clear();
    m_parent->addItem(tr("None"), QString());
    for (const Environment &parent : parents)
        m_parent->addItem(wording::printable(parent.config.name, 60), parent.slug);
    if (m_parent->findData(config.parent) < 0) { // its file has gone, or leads back here: only its user drops it
        //: the name of an environment
        m_parent->addItem(tr("%1 (not available)").arg(wording::printable(config.parent, 60)), config.parent);
    }
    m_parent->setCurrentIndex(m_parent->findData(config.parent));
    m_color->setCurrentIndex(m_color->findData(static_cast<int>(config.color)));
    m_confirm->setChecked(config.confirmBeforeSending);
    if (isSame)
        m_table->replaceRows(draft.rows);
    else
        m_variables->setRows(draft.rows);
}

void EnvironmentForm::readInto(EnvironmentDraft &draft) const
{
    EnvironmentConfig &config = draft.environment.config;
    // One that is too long, or has spaces around it, is kept as long as nobody edits it.
    const bool isGiven = m_name->text() == m_givenName.left(m_name->maxLength());
    config.name = isGiven ? m_givenName : m_name->text().trimmed();
    config.parent = m_parent->currentData().toString();
    config.color = static_cast<EnvironmentColor>(m_color->currentData().toInt());
    config.confirmBeforeSending = m_confirm->isChecked();
    draft.rows = m_variables->rows();
    draft.forgetReadSecrets(); // they are looked at here, and kept nowhere else
}

void EnvironmentForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void EnvironmentForm::readSecret(int row)
{
    const VariableTableModel::Row wanted = m_variables->rows().at(row);
    if (wanted.storedName.isEmpty()) {
        Q_EMIT failed(tr("%1 has no secret yet. Write it into its value.").arg(wanted.variable.name));
        return;
    }
    m_secrets.read(SecretKey::ofEnvironment(m_workspaceId, m_slug, wanted.storedName).text(),
                   [self = QPointer(this), slug = m_slug, row, name = wanted.storedName](const Result<QString> &value) {
                       // The keychain may have asked its user, who has gone on meanwhile.
                       if (!self || self->m_slug != slug || self->m_variables->rows().value(row).storedName != name)
                           return;
                       if (value)
                           self->m_variables->showSecret(row, *value);
                       else
                           Q_EMIT self->failed(wording::sentence(value.error()));
                   });
}

} // namespace fuseboard
