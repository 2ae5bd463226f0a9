// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows are open, and the keys that go from the filter to them and back.

#include "clients/clientpanel.h"

#include "models/clienttreemodel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTreeView>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype mostOpenAtFirst = 300; // rows of requests: some screens

bool isRequest(const QModelIndex &index)
{
    return index.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>() == ClientTreeModel::Kind::Request;
}

bool isPlainKey(const QKeyEvent &event, std::initializer_list<Qt::Key> keys)
{
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier
        && std::find(keys.begin(), keys.end(), event.key()) != keys.end();
}

/// Of all clients; without those in folders where inFolders is false.
qsizetype requestCount(const QList<ClientNode> &clients, bool inFolders)
{
    qsizetype count = 0;
    for (const ClientNode &client : clients) {
        count += std::count_if(client.requests.begin(), client.requests.end(), [inFolders](const RequestNode &node) {
            return !node.isFolder && (inFolders || !node.id.contains(u'/'));
        });
    }
    return count;
}

} // namespace

void ClientPanel::noteExpanded(const QModelIndex &index, bool isExpanded)
{
    // What a filter opens is not what its user opened.
    const WorkspacePlace place = placeAt(index);
    if (m_quiet || !m_filtered.filterText().isEmpty() || place.kind == WorkspacePlace::Kind::None)
        return;
    if (isExpanded)
        m_closed.remove(fileAt(place));
    else
        m_closed.insert(fileAt(place));
}

/// Somebody who opens a large workspace sees what there is, and not the first hundred of a thousand rows.
void ClientPanel::closeMostAtFirst()
{
    const QList<ClientNode> &clients = m_clients.clients();
    if (m_hasOpened || clients.isEmpty())
        return;
    m_hasOpened = true;
    if (requestCount(clients, true) <= mostOpenAtFirst)
        return;
    for (const ClientNode &client : clients) {
        for (const RequestNode &node : client.requests) {
            if (node.isFolder)
                m_closed.insert(fileAt({WorkspacePlace::Kind::Folder, client.id, node.id}));
        }
    }
    if (clients.size() == 1 || requestCount(clients, false) <= mostOpenAtFirst)
        return;
    for (const ClientNode &client : clients)
        m_closed.insert(fileAt({WorkspacePlace::Kind::Client, client.id, {}}));
}

void ClientPanel::expand()
{
    closeMostAtFirst();
    const QScopedValueRollback quiet(m_quiet, true);
    m_tree->expandAll();
    if (!m_filtered.filterText().isEmpty())
        return;
    for (const QString &file : std::as_const(m_closed))
        m_tree->collapse(m_filtered.mapFromSource(m_clients.indexOf(placeOf(file))));
}

bool ClientPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    if (!isPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    if (watched == m_filter && key.key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        event->accept(); // the page's own Esc would cancel a call
        if (isPress)
            m_filter->clear();
        return true;
    }
    const bool isDone = isPress && (watched == m_filter ? pressInFilter(key) : pressInTree(key));
    return isDone || QWidget::eventFilter(watched, event);
}

bool ClientPanel::pressInFilter(const QKeyEvent &key)
{
    const bool isEnter = isPlainKey(key, {Qt::Key_Return, Qt::Key_Enter}) && !m_filtered.filterText().isEmpty();
    if (!isEnter && !isPlainKey(key, {Qt::Key_Down}))
        return false;
    if (const QModelIndex index = entry(); index.isValid()) {
        m_tree->setFocus(Qt::TabFocusReason);
        m_tree->selectionModel()->setCurrentIndex(index,
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_tree->scrollTo(index);
        if (isEnter)
            open(index);
    }
    return true;
}

bool ClientPanel::pressInTree(const QKeyEvent &key)
{
    const QModelIndex index = m_tree->currentIndex();
    if (isPlainKey(key, {Qt::Key_Up}) && index == m_filtered.index(0, 0)) {
        m_filter->setFocus(Qt::BacktabFocusReason);
        return true;
    }
    if (!isPlainKey(key, {Qt::Key_Return, Qt::Key_Enter}) || isRequest(index) || !m_filtered.hasChildren(index))
        return false;
    m_tree->setExpanded(index, !m_tree->isExpanded(index));
    return true;
}

/// Where the filter leads to: the first request that it found, or the row that is current as it is.
QModelIndex ClientPanel::entry() const
{
    const QModelIndex first = m_filtered.index(0, 0);
    const QModelIndex current = m_tree->currentIndex();
    if (m_filtered.filterText().isEmpty())
        return current.isValid() ? current : first;
    for (QModelIndex index = first; index.isValid(); index = m_tree->indexBelow(index)) {
        if (isRequest(index))
            return index;
    }
    return first;
}

void ClientPanel::click(const QModelIndex &index)
{
    if (m_tree->selectionModel()->selectedRows() != QModelIndexList{index})
        return; // several are being chosen
    const auto kind = placeAt(index).kind;
    // A client is chosen by a click as well, and so only opened.
    if (kind == WorkspacePlace::Kind::Folder || (kind == WorkspacePlace::Kind::Client && !m_tree->isExpanded(index)))
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    open(index);
}

void ClientPanel::open(const QModelIndex &index)
{
    if (isRequest(index))
        Q_EMIT requestOpened(index.data(ClientTreeModel::ClientIdRole).toString(),
                             index.data(ClientTreeModel::IdRole).toString());
}

} // namespace fuseboard
