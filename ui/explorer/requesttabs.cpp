// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requesttabs.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/openrequest.h"
#include "models/figures.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString tabText(const OpenRequest &tab)
{
    const QString name = tab.draft.name.isEmpty() ? tab.draft.url : tab.draft.name;
    const QString text = tab.draft.method + u' ' + wording::printable(name, 40);
    return tab.edited ? text + u" •"_s : text;
}

} // namespace

RequestTabs::RequestTabs(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_strip(new TabStrip(theme, tr("Open requests"), this))
    , m_new(new QToolButton(this))
    , m_all(new QToolButton(this))
{
    setProperty("surface", u"panel"_s);
    m_strip->setTabsClosable(false);
    m_strip->installEventFilter(this);
    m_new->setIcon(themedIcon(theme, IconId::Plus));
    m_new->setAccessibleName(tr("New request"));
    m_all->setProperty("kind", u"menu"_s);
    m_all->setIcon(themedIcon(theme, IconId::ChevronDown));
    m_all->setAccessibleName(tr("All open requests"));
    m_all->setToolTip(tr("All open requests"));
    m_all->setPopupMode(QToolButton::InstantPopup);
    m_all->setMenu(new QMenu(m_all));
    m_all->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(5, 0, 5, 0);
    row->setSpacing(grid::unit);
    row->addWidget(m_strip);
    row->addWidget(m_new);
    row->addWidget(m_all);
    row->addStretch();
    connect(m_strip, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_quiet)
            Q_EMIT currentChanged(index);
    });
    connect(m_strip, &QTabBar::tabCloseRequested, this, &RequestTabs::closeRequested);
    connect(m_new, &QToolButton::clicked, this, &RequestTabs::newRequested);
    connect(m_all->menu(), &QMenu::aboutToShow, this, &RequestTabs::fillList);
}

void RequestTabs::insert(int index, const OpenRequest &request, bool isPinned)
{
    m_strip->insertTab(index, tabText(request));
    setPinned(index, isPinned);
}

void RequestTabs::remove(int index)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_strip->removeTab(index);
    fit();
}

void RequestTabs::move(int from, int to)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_strip->moveTab(from, to);
}

void RequestTabs::setRequest(int index, const OpenRequest &request)
{
    const QString text = tabText(request);
    if (m_strip->tabText(index) == text)
        return;
    m_strip->setTabText(index, text);
    nameTab(index, !m_strip->accessibleTabName(index).isEmpty());
    fit();
}

void RequestTabs::setPinned(int index, bool isPinned)
{
    addButton(index, isPinned);
    nameTab(index, isPinned);
    fit();
}

void RequestTabs::nameTab(int index, bool isPinned)
{
    //: What screen readers say of a tab that is pinned; %1 is its text
    m_strip->setAccessibleTabName(index, isPinned ? tr("%1, pinned").arg(m_strip->tabText(index)) : QString());
}

int RequestTabs::current() const
{
    return m_strip->currentIndex();
}

void RequestTabs::setCurrent(int index)
{
    m_strip->setCurrentIndex(index);
}

void RequestTabs::setNew(bool isPossible, const QString &toolTip)
{
    m_new->setEnabled(isPossible);
    m_new->setToolTip(toolTip);
}

void RequestTabs::addButton(int index, bool isPinned)
{
    auto *button = new QToolButton(m_strip);
    button->setProperty("kind", u"tab-close"_s);
    button->setIcon(themedIcon(m_theme, isPinned ? IconId::Pin : IconId::Close));
    button->setIconSize(isPinned ? QSize(14, 14) : QSize(12, 12));
    button->setFixedSize(18, 18);
    button->setFocusPolicy(Qt::NoFocus); // the keyboard has keys for both
    button->setToolTip(isPinned ? tr("Unpin tab (Ctrl+Shift+P)") : tr("Close tab (Ctrl+W)"));
    button->setAccessibleName(isPinned ? tr("Unpin tab") : tr("Close tab"));
    connect(button, &QToolButton::clicked, this, [this, button, isPinned] {
        const int at = indexOf(button);
        isPinned ? Q_EMIT unpinRequested(at) : Q_EMIT closeRequested(at);
    });
    if (QWidget *former = m_strip->tabButton(index, QTabBar::RightSide))
        former->deleteLater(); // it may be the one that was clicked
    m_strip->setTabButton(index, QTabBar::RightSide, button);
}

int RequestTabs::indexOf(const QToolButton *button) const
{
    for (int i = 0; i < m_strip->count(); ++i) {
        if (m_strip->tabButton(i, QTabBar::RightSide) == button)
            return i;
    }
    return -1;
}

void RequestTabs::fillList()
{
    QMenu *menu = m_all->menu();
    menu->clear();
    for (int i = 0; i < m_strip->count(); ++i) {
        // A name's own & is no mnemonic.
        QAction *action = menu->addAction(m_strip->tabText(i).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(i == m_strip->currentIndex());
        connect(action, &QAction::triggered, m_strip, [this, i] { m_strip->setCurrentIndex(i); });
    }
}

void RequestTabs::fit()
{
    const int beside = m_new->sizeHint().width() + 2 * grid::gap;
    m_all->setVisible(m_strip->sizeHint().width() + beside > width());
}

void RequestTabs::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

bool RequestTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_strip || event->type() != QEvent::ContextMenu)
        return QFrame::eventFilter(watched, event);
    const auto *asked = static_cast<QContextMenuEvent *>(event);
    const bool isKey = asked->reason() == QContextMenuEvent::Keyboard;
    const int index = isKey ? m_strip->currentIndex() : m_strip->tabAt(asked->pos());
    if (index >= 0)
        Q_EMIT menuRequested(index,
                             isKey ? m_strip->mapToGlobal(m_strip->tabRect(index).bottomLeft()) : asked->globalPos());
    return index >= 0;
}

} // namespace fuseboard
