// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/dialogfooter.h"

#include "clients/dialog/restyle.h"
#include "common/badge.h"
#include "common/grid.h"
#include "common/pill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

DialogFooter::DialogFooter(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_test(makeButton(tr("Test connection")))
    , m_result(new Pill(theme, this))
    , m_message(new QLabel(this))
    , m_undo(makeButton(tr("Undo"), u"link"_s))
    , m_faults(new QLabel(this))
    , m_cancel(makeButton(tr("Cancel")))
    , m_save(makeButton(tr("Save"), u"primary"_s))
    , m_keep(makeButton(tr("Keep editing")))
    , m_discard(makeButton(tr("Discard"), u"danger"_s))
{
    setMinimumHeight(56); // more for a message of several lines
    for (QPushButton *button : {m_save, m_keep, m_discard}) // Return presses the one that has the focus
        button->setAutoDefault(true);
    m_save->setDefault(true);
    m_message->setProperty("rank", u"muted"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_faults->setProperty("rank", u"error"_s);
    m_faults->setAccessibleName(tr("What prevents saving"));
    m_undo->hide();
    m_stack->addWidget(makeActions());
    m_stack->addWidget(makeQuestion());
    connect(m_test, &QPushButton::clicked, this, &DialogFooter::testClicked);
    connect(m_undo, &QPushButton::clicked, this, &DialogFooter::undoClicked);
    connect(m_cancel, &QPushButton::clicked, this, &DialogFooter::cancelClicked);
    connect(m_save, &QPushButton::clicked, this, &DialogFooter::saveClicked);
    connect(m_keep, &QPushButton::clicked, this, &DialogFooter::stopAsking);
    connect(m_discard, &QPushButton::clicked, this, &DialogFooter::discardClicked);
}

QPushButton *DialogFooter::makeButton(const QString &text, const QString &kind)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    if (!kind.isEmpty())
        button->setProperty("kind", kind);
    return button;
}

QWidget *DialogFooter::makeActions()
{
    auto *actions = new QWidget(this);
    auto *row = new QHBoxLayout(actions);
    row->setContentsMargins(grid::page, 0, grid::page, 0);
    row->setSpacing(grid::gap);
    row->addWidget(m_test);
    row->addWidget(m_result);
    row->addWidget(m_message, 1);
    row->addWidget(m_undo);
    row->addWidget(m_faults);
    row->addWidget(m_cancel);
    row->addWidget(m_save);
    return actions;
}

QWidget *DialogFooter::makeQuestion()
{
    auto *question = new QWidget(this);
    auto *text = new QLabel(tr("There are changes that are not saved. Discard them?"), question);
    auto *row = new QHBoxLayout(question);
    row->setContentsMargins(grid::page, 0, grid::page, 0);
    row->setSpacing(grid::gap);
    row->addWidget(text, 1);
    row->addWidget(m_discard);
    row->addWidget(m_keep); // where Save was: a click that was meant for it must lose nothing
    setTabOrder(m_discard, m_keep);
    return question;
}

void DialogFooter::setTest(bool running, const Badge &badge)
{
    m_isTesting = running;
    m_test->setText(running ? tr("Cancel test") : tr("Test connection"));
    m_test->setAccessibleName(m_test->text());
    m_result->setBadge(badge);
    m_result->setVisible(!badge.text.isEmpty());
    updateTestButton();
}

void DialogFooter::setSaving(const QString &obstacle, bool isFault, bool possible)
{
    m_faults->setText(obstacle);
    m_faults->setVisible(!obstacle.isEmpty());
    setRank(m_faults, isFault ? u"error"_s : u"muted"_s);
    m_save->setEnabled(possible);
    updateTestButton();
}

void DialogFooter::updateTestButton()
{
    m_test->setEnabled(m_isTesting || m_faults->text().isEmpty());
}

void DialogFooter::setMessage(const QString &message, bool isError, bool canUndo)
{
    m_message->setText(message);
    setRank(m_message, isError ? u"error"_s : u"muted"_s);
    m_undo->setVisible(canUndo);
}

void DialogFooter::askToDiscard()
{
    m_before = window()->focusWidget();
    m_stack->setCurrentIndex(1);
    m_keep->setFocus();
}

bool DialogFooter::isAsking() const
{
    return m_stack->currentIndex() == 1;
}

void DialogFooter::stopAsking()
{
    if (!isAsking())
        return;
    m_stack->setCurrentIndex(0);
    if (m_before)
        m_before->setFocus();
}

} // namespace fuseboard
