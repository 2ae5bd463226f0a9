// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentselector.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "environments/environmentcolors.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostShownName = 40;

} // namespace

EnvironmentSelector::EnvironmentSelector(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_button(new QToolButton(this))
    , m_menu(new QMenu(m_button))
{
    auto *word = new QLabel(tr("Environment:"), this);
    word->setFont(theme.font(TextStyle::Small));
    word->setProperty("rank", u"muted"_s);
    word->setBuddy(m_button);
    QFont bold = theme.font(TextStyle::Small);
    bold.setWeight(QFont::DemiBold);
    m_button->setObjectName(u"environment"_s);
    m_button->setFont(bold);
    m_button->setProperty("kind", u"status"_s);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize({10, 10});
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setMenu(m_menu);
    m_button->setToolTip(tr("What the variables stand for. Ctrl+E opens the environments."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0); // the button has a border of its own, for the focus
    row->addWidget(word);
    row->addWidget(m_button);
    connect(m_menu, &QMenu::aboutToShow, this, &EnvironmentSelector::fillMenu);
    setState({}, {});
}

void EnvironmentSelector::setState(const QList<Environment> &environments, const EnvironmentState &state)
{
    m_environments = environments;
    m_current = state.environment.slug;
    const EnvironmentConfig &present = state.environment.config;
    QString name = state.isNone() ? tr("None") : wording::printable(present.name, mostShownName);
    if (state.isOpening)
        name = tr("%1 (opening…)").arg(name);
    // A name's own & is no mnemonic.
    m_button->setText(QString(name).replace(u'&', u"&&"_s) + u" ▾"_s);
    const bool hasColor = present.color != EnvironmentColor::None;
    const ColorRole role = fillRole(present.color);
    m_button->setIcon(hasColor ? themedIcon(m_theme, IconId::Dot, role, role) : QIcon());
    m_button->setAccessibleName(tr("Environment: %1").arg(name));
    m_button->setAccessibleDescription(hasColor ? wording::word(present.color) : QString());
}

void EnvironmentSelector::fillMenu()
{
    m_menu->clear();
    for (const Environment &environment : std::as_const(m_environments))
        addChoice(wording::printable(environment.config.name, mostShownName), environment);
    addChoice(tr("None"), {});
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Environments…\tCtrl+E")), &QAction::triggered, this,
            &EnvironmentSelector::editRequested);
}

QAction *EnvironmentSelector::addChoice(const QString &text, const Environment &environment)
{
    QAction *action = m_menu->addAction(QString(text).replace(u'&', u"&&"_s));
    action->setCheckable(true);
    action->setChecked(environment.slug == m_current);
    if (environment.config.color != EnvironmentColor::None && !action->isChecked()) {
        const ColorRole role = fillRole(environment.config.color);
        action->setIcon(themedIcon(m_theme, IconId::Dot, role, role));
    }
    connect(action, &QAction::triggered, this, [this, slug = environment.slug] { Q_EMIT environmentChosen(slug); });
    return action;
}

} // namespace fuseboard
