// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "common/emptystate.h"
#include "common/grid.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QFrame *exploreLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace

QWidget *ExplorePage::buildHead(const Theme &theme)
{
    m_strip = new TabStrip(theme, tr("Open requests"), this);
    m_strip->setTabsClosable(false);
    auto *head = new QFrame(this);
    head->setProperty("surface", u"panel"_s);
    auto *add = new QToolButton(head);
    add->setIcon(themedIcon(theme, IconId::Plus));
    add->setToolTip(tr("New request (Ctrl+T)"));
    add->setAccessibleName(tr("New request"));
    connect(add, &QToolButton::clicked, this, &ExplorePage::newRequest);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(5, 0, 5, 0);
    headRow->setSpacing(grid::unit);
    headRow->addWidget(m_strip);
    headRow->addWidget(add);
    headRow->addStretch();
    return head;
}

QWidget *ExplorePage::buildOpenRequest(const Theme &theme)
{
    auto *open = new QWidget(m_pages);
    m_bar = new RequestBar(theme, open);
    auto *sides = new QSplitter(Qt::Horizontal, open);
    sides->setChildrenCollapsible(false);
    m_request = new RequestPane(theme, sides);
    m_response = new ResponsePane(theme, m_scheduler, sides);
    m_request->setMinimumWidth(280);
    m_response->setMinimumWidth(360);
    sides->setSizes({420, 604});
    sides->setStretchFactor(1, 1);
    auto *openColumn = new QVBoxLayout(open);
    openColumn->setContentsMargins({});
    openColumn->setSpacing(0);
    openColumn->addWidget(m_bar);
    openColumn->addWidget(exploreLine(open));
    openColumn->addWidget(sides, 1);
    return open;
}

void ExplorePage::build(const Theme &theme)
{
    QWidget *head = buildHead(theme);
    m_pages = new QStackedWidget(this);
    auto *empty = new EmptyState(theme, IconId::Explore, tr("No request is open"),
                                 tr("Choose a request in the tree, or begin a new one."), tr("New request"), m_pages);
    connect(empty, &EmptyState::actionTriggered, this, &ExplorePage::newRequest);
    m_pages->addWidget(empty);
    m_pages->addWidget(buildOpenRequest(theme));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(exploreLine(this));
    column->addWidget(m_pages, 1);
}

void ExplorePage::addShortcuts()
{
    // Of the whole window, so that they work from the tree as well; a page that is not shown hears no shortcut.
    const auto add = [this](const QKeySequence &keys, void (ExplorePage::*action)()) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::CTRL | Qt::Key_Return, &ExplorePage::send);
    add(Qt::CTRL | Qt::Key_Enter, &ExplorePage::send);
    add(Qt::Key_Escape, &ExplorePage::cancel);
    add(Qt::CTRL | Qt::Key_T, &ExplorePage::newRequest);
    auto *close = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_W), this);
    close->setContext(Qt::WindowShortcut);
    connect(close, &QShortcut::activated, this, [this] { closeTab(m_strip->currentIndex()); });
}

} // namespace fuseboard
