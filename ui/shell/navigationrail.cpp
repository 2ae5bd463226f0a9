// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/navigationrail.h"

#include "common/grid.h"
#include "common/theme.h"
#include "shell/railbutton.h"

#include <QButtonGroup>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace fuseboard {

NavigationRail::NavigationRail(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_pages(new QButtonGroup(this))
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(tr("Pages"));
    setFixedWidth(grid::railWidth);
    m_column->setContentsMargins(6, grid::gap, 7, grid::gap);
    m_column->setSpacing(grid::unit);
    m_column->addStretch(1);
    connect(m_pages, &QButtonGroup::idClicked, this, &NavigationRail::pageChosen);
}

void NavigationRail::addPage(IconId icon, const QString &text, const QString &toolTip)
{
    auto *button = new RailButton(m_theme, icon, text, this);
    button->setCheckable(true);
    button->setToolTip(toolTip);
    m_pages->addButton(button, m_count);
    m_column->insertWidget(m_count, button);
    ++m_count;
    if (m_menu)
        setTabOrder(button, m_menu); // at the foot, whenever it was made
}

void NavigationRail::setCurrent(int page)
{
    if (QAbstractButton *button = m_pages->button(page))
        button->setChecked(true);
}

void NavigationRail::setMenu(QMenu *menu)
{
    auto *button = new RailButton(m_theme, IconId::More, {}, this);
    button->setFixedHeight(36);
    button->setAccessibleName(tr("Menu"));
    button->setToolTip(tr("Menu"));
    connect(button, &QAbstractButton::clicked, menu, [button, menu] {
        menu->popup(button->mapToGlobal(QPoint(button->width(), button->height() - menu->sizeHint().height())));
    });
    m_column->addWidget(button);
    m_menu = button;
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.color(ColorRole::Border));
}

} // namespace fuseboard
