// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clientfiltermodel.h"

#include "models/clienttreemodel.h"

#include <algorithm>

namespace fuseboard {

ClientFilterModel::ClientFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void ClientFilterModel::setFilterText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool ClientFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    QString text = index.data(ClientTreeModel::NameRole).toString();
    if (parent.isValid()) {
        text += u' ' + QString::fromLatin1(index.data(ClientTreeModel::MethodRole).toByteArray()) + u' '
            + index.data(ClientTreeModel::UrlRole).toString();
    }
    for (QModelIndex above = parent; above.isValid(); above = above.parent())
        text += u' ' + above.data(ClientTreeModel::NameRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace fuseboard
