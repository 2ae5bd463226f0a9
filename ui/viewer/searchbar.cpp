// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/searchbar.h"

#include "common/grid.h"
#include "common/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

SearchBar::SearchBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::unit);
    row->addWidget(m_text, 1);
    m_case = addSwitch(u"Aa"_s, tr("Match upper and lower case"));
    m_regex = addSwitch(u".*"_s, tr("Regular expression"));
    row->addSpacing(grid::unit);
    row->addWidget(m_count);
    row->addWidget(m_cancel);
    addButton(theme, int(IconId::ChevronUp), tr("Previous match (Shift+F3)"), &SearchBar::previousRequested);
    addButton(theme, int(IconId::ChevronDown), tr("Next match (F3)"), &SearchBar::nextRequested);
    addButton(theme, int(IconId::Close), tr("Close the search (Esc)"), &SearchBar::closeRequested);
    m_text->setPlaceholderText(tr("Search in the body"));
    m_text->setAccessibleName(tr("Search in the body"));
    m_text->setMinimumWidth(96);
    m_text->setClearButtonEnabled(false);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAccessibleName(tr("Matches"));
    m_cancel->hide();
    connect(m_text, &QLineEdit::textChanged, this, &SearchBar::queryChanged);
    connect(m_cancel, &QPushButton::clicked, this, &SearchBar::cancelRequested);
}

QToolButton *SearchBar::addSwitch(const QString &text, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setProperty("kind", u"switch"_s);
    button->setText(text);
    button->setCheckable(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFixedSize(grid::controlHeight, grid::controlHeight);
    connect(button, &QToolButton::toggled, this, &SearchBar::queryChanged);
    layout()->addWidget(button);
    return button;
}

QToolButton *SearchBar::addButton(const Theme &theme, int icon, const QString &name, void (SearchBar::*signal)())
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(theme, IconId(icon)));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFixedSize(grid::controlHeight, grid::controlHeight);
    connect(button, &QToolButton::clicked, this, signal);
    layout()->addWidget(button);
    return button;
}

SearchQuery SearchBar::query() const
{
    return {m_text->text(), m_case->isChecked(), m_regex->isChecked()};
}

void SearchBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SearchBar::setCount(const QString &text)
{
    m_count->setProperty("rank", u"muted"_s);
    m_count->style()->polish(m_count);
    m_count->setText(text);
    m_count->setToolTip({});
}

void SearchBar::setProblem(const QString &sentence)
{
    m_count->setProperty("rank", u"error"_s);
    m_count->style()->polish(m_count);
    m_count->setText(sentence);
}

void SearchBar::setRunning(bool running)
{
    m_cancel->setVisible(running);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT previousRequested();
    else if (!event->modifiers().testFlag(Qt::ControlModifier))
        Q_EMIT nextRequested();
    else
        event->ignore();
}

} // namespace fuseboard
