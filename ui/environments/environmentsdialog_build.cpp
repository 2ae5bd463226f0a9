// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentsdialog.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/redokeys.h"
#include "common/theme.h"
#include "environments/environmentform.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QPushButton *plainButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

} // namespace

void EnvironmentsDialog::build(const Theme &theme, SecretStore &secrets)
{
    auto *sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(buildList(theme));
    QFrame *line = makeDivider(this, Qt::Vertical);
    sides->addWidget(line);
    sides->addWidget(buildPages(theme, secrets), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(sides, 1);
    column->addWidget(makeDivider(this));
    column->addWidget(buildFoot());
    resize(840, 600);
}

QWidget *EnvironmentsDialog::buildList(const Theme &theme)
{
    auto *side = new QWidget(this);
    side->setFixedWidth(256);
    m_list = new QListWidget(side);
    m_list->setObjectName(u"environmentList"_s);
    m_list->setAccessibleName(tr("Environments"));
    m_list->setProperty("kind", u"entries"_s);
    m_list->setFont(theme.font(TextStyle::Body));
    m_list->setIconSize({12, 12});
    auto *add = plainButton(tr("Ne&w"), u"newEnvironment"_s, side);
    m_duplicate = plainButton(tr("Dupl&icate"), u"duplicateEnvironment"_s, side);
    m_remove = plainButton(tr("De&lete"), u"deleteEnvironment"_s, side);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::unit);
    for (QPushButton *button : {add, m_duplicate, m_remove})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(grid::cardGap, grid::page, grid::cardGap, grid::page);
    column->setSpacing(grid::gap);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &EnvironmentsDialog::showDraft);
    connect(add, &QPushButton::clicked, this, &EnvironmentsDialog::addNew);
    connect(m_duplicate, &QPushButton::clicked, this, &EnvironmentsDialog::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &EnvironmentsDialog::removeCurrent);
    return side;
}

QWidget *EnvironmentsDialog::buildPages(const Theme &theme, SecretStore &secrets)
{
    m_pages = new QStackedWidget(this);
    auto *empty = new EmptyState(theme, IconId::Inbox, tr("There is no environment"),
                                 tr("An environment holds what differs between staging and production: hosts, ids and "
                                    "tokens, as variables."),
                                 tr("New environment"), m_pages);
    m_form = new EnvironmentForm(theme, secrets, m_content.workspaceId, m_pages);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_form);
    connect(empty, &EmptyState::actionTriggered, this, &EnvironmentsDialog::addNew);
    connect(m_form, &EnvironmentForm::edited, this, &EnvironmentsDialog::takeEdits);
    connect(m_form, &EnvironmentForm::removed, this, &EnvironmentsDialog::tellVariable);
    connect(m_form, &EnvironmentForm::failed, this, [this](const QString &sentence) { m_problem->setText(sentence); });
    return m_pages;
}

QWidget *EnvironmentsDialog::buildFoot()
{
    m_foot = new QStackedWidget(this);
    m_foot->setProperty("surface", u"panel"_s);
    m_foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_foot->addWidget(buildActions());
    m_foot->addWidget(buildQuestion());
    return m_foot;
}

QWidget *EnvironmentsDialog::buildActions()
{
    auto *actions = new QFrame(m_foot);
    actions->setProperty("surface", u"panel"_s);
    m_problem = new QLabel(actions);
    m_problem->setObjectName(u"environmentsProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("rank", u"error"_s);
    m_removal = buildRemoval(actions);
    auto *cancel = plainButton(tr("Cancel"), u"cancelEnvironments"_s, actions);
    m_save = plainButton(tr("&Save"), u"saveEnvironments"_s, actions);
    m_save->setProperty("kind", u"primary"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &EnvironmentsDialog::submit);
    auto *row = new QHBoxLayout(actions);
    row->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::cardGap);
    row->setSpacing(grid::gap);
    row->addWidget(m_removal);
    row->addWidget(m_problem, 1);
    row->addWidget(cancel);
    row->addWidget(m_save);
    return actions;
}

QWidget *EnvironmentsDialog::buildRemoval(QWidget *parent)
{
    auto *removal = new QWidget(parent);
    auto *told = new QLabel(removal);
    told->setObjectName(u"environmentRemoved"_s);
    told->setTextFormat(Qt::PlainText);
    auto *undo = plainButton(tr("&Undo"), u"undoEnvironments"_s, removal);
    undo->setToolTip(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText));
    connect(undo, &QPushButton::clicked, this, &EnvironmentsDialog::bringBack);
    // What is being written in takes the keys for itself.
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, &EnvironmentsDialog::undo);
    auto *redoKey = new QShortcut(this);
    redoKey->setKeys(redoKeys());
    connect(redoKey, &QShortcut::activated, this, &EnvironmentsDialog::redo);
    auto *row = new QHBoxLayout(removal);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(told);
    row->addWidget(undo);
    removal->hide();
    return removal;
}

QWidget *EnvironmentsDialog::buildQuestion()
{
    auto *question = new QFrame(m_foot);
    question->setProperty("surface", u"panel"_s);
    auto *text = new QLabel(tr("There are changes that are not saved. Discard them?"), question);
    text->setWordWrap(true);
    m_keep = plainButton(tr("Keep &editing"), u"keepEnvironments"_s, question);
    auto *discard = plainButton(tr("Discar&d"), u"discardEnvironments"_s, question);
    discard->setProperty("kind", u"danger"_s);
    connect(m_keep, &QPushButton::clicked, this, [this] { setAsking(false); });
    connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    auto *row = new QHBoxLayout(question);
    row->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::cardGap);
    row->setSpacing(grid::gap);
    row->addWidget(text, 1);
    row->addWidget(discard);
    row->addWidget(m_keep); // where Save was: a click that was meant for it must lose nothing
    setTabOrder(discard, m_keep);
    return question;
}

} // namespace fuseboard
