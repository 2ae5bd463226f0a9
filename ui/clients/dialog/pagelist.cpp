// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pagelist.h"

#include "clients/dialog/pagedelegate.h"
#include "common/theme.h"

namespace fuseboard {

PageList::PageList(const Theme &theme, QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new PageDelegate(theme, this));
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFixedWidth(228); // the longest title with a badge
}

void PageList::addPage(const QString &title)
{
    addItem(title);
    m_badges.append(Badge());
}

void PageList::setBadge(int page, const Badge &badge)
{
    m_badges[page] = badge;
    QListWidgetItem *entry = item(page);
    entry->setData(PageDelegate::BadgeTextRole, badge.text);
    entry->setData(PageDelegate::ToneRole, int(badge.tone));
    entry->setData(Qt::AccessibleTextRole,
                   badge.text.isEmpty() ? entry->text() : tr("%1, %2").arg(entry->text(), badge.text));
}

Badge PageList::badge(int page) const
{
    return m_badges.value(page);
}

} // namespace fuseboard
