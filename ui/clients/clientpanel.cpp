// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientpanel.h"

#include "clients/clientdelegate.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/clienttreemodel.h"
#include "workspace/filenoticebox.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

ClientPanel::ClientPanel(const Theme &theme, ClientTreeModel &clients, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clients(clients)
    , m_new(new QPushButton(this))
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_empty(new EmptyState(theme, IconId::Explore, tr("No clients yet"),
                             tr("A client is one API that you use: its address, how to sign in, and how hard to try. "
                                "It is kept in the workspace as clients/NAME/client.json."),
                             tr("New client…"), this))
    , m_unmatched(new EmptyState(theme, IconId::Filter, tr("Nothing matches"),
                                 tr("Use fewer or shorter words in the filter above."), tr("Clear the filter"), this))
    , m_notice(new FileNoticeBox(theme, this))
    , m_stack(new QStackedLayout)
{
    m_filtered.setSourceModel(&m_clients);
    auto *title = new QLabel(tr("Clients"), this);
    title->setFont(theme.font(TextStyle::Strong));
    m_filter->setPlaceholderText(tr("Filter clients and requests"));
    m_filter->setAccessibleName(tr("Filter clients and requests"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &ClientPanel::applyFilter);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::cardGap, grid::cardGap, grid::cardGap, 0);
    column->setSpacing(grid::gap);
    m_new->hide();
    auto *head = new QHBoxLayout;
    title->setFixedHeight(30);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_new);
    column->addLayout(head);
    column->addWidget(m_filter);
    m_stack->addWidget(makeTree());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_unmatched);
    column->addLayout(m_stack, 1);
    column->addWidget(m_notice);
    column->addSpacing(grid::gap);
    connect(m_notice, &FileNoticeBox::fileChosen, this, &ClientPanel::fileChosen);
    m_empty->setActionEnabled(false);
    connect(m_empty, &EmptyState::actionTriggered, m_new, &QPushButton::click);
    connect(m_unmatched, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(&m_clients, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex index = m_tree->currentIndex();
        m_before = {placeAt(index), placeAt(index.parent()), index.row()};
    });
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, [this] {
        showWhatIsThere();
        chooseAfterReset();
    });
    connect(&m_filtered, &QAbstractItemModel::rowsInserted, this, &ClientPanel::showWhatIsThere);
    connect(&m_filtered, &QAbstractItemModel::rowsRemoved, this, &ClientPanel::showWhatIsThere);
    showWhatIsThere();
}

QWidget *ClientPanel::makeTree()
{
    m_tree->setAccessibleName(tr("Clients and requests"));
    m_tree->setModel(&m_filtered);
    m_tree->setItemDelegate(new ClientDelegate(m_theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setDragDropMode(QAbstractItemView::InternalMove);
    m_tree->setDropIndicatorShown(true);
    m_tree->setAutoExpandDelay(700);
    m_tree->installEventFilter(this);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClientPanel::selectionMoved);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClientPanel::showNotice);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        Q_EMIT currentClientChanged(currentClient());
        Q_EMIT currentPlaceChanged(currentPlace());
        Q_EMIT chosenPlacesChanged();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClientPanel::chosenPlacesChanged);
    connect(m_tree, &QTreeView::activated, this, &ClientPanel::open);
    connect(m_tree, &QTreeView::clicked, this, &ClientPanel::click);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) { noteExpanded(index, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) { noteExpanded(index, false); });
    return m_tree;
}

void ClientPanel::setCommands(const QList<QAction *> &commands)
{
    m_tree->addActions(commands);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    QAction *make = commands.first();
    m_new->setIcon(themedIcon(m_theme, IconId::Plus));
    m_new->setText(tr("New"));
    m_new->setAccessibleName(tr("New client"));
    m_new->setToolTip(tr("New client (%1)").arg(make->shortcut().toString(QKeySequence::NativeText)));
    connect(m_new, &QPushButton::clicked, make, &QAction::trigger);
    m_new->show();
    m_empty->setActionEnabled(true);
}

QString ClientPanel::currentClient() const
{
    return m_tree->currentIndex().data(ClientTreeModel::ClientIdRole).toString();
}

void ClientPanel::setCurrent(const QString &clientId)
{
    // A request of the client says as much as the client itself.
    if (m_tree->currentIndex().data(ClientTreeModel::ClientIdRole).toString() != clientId)
        makeCurrent(m_filtered.mapFromSource(m_clients.indexOf(clientId)));
}

void ClientPanel::setCurrent(const QString &clientId, const QString &requestId)
{
    const QModelIndex request = m_filtered.mapFromSource(m_clients.indexOf(clientId, requestId));
    if (request.isValid())
        makeCurrent(request);
    else if (requestId.isEmpty())
        makeCurrent(m_filtered.mapFromSource(m_clients.indexOf(clientId)));
    else // it has gone: what was chosen in its place stays
        setCurrent(clientId);
}

WorkspacePlace ClientPanel::placeAt(const QModelIndex &index) const
{
    return index.isValid() ? m_clients.placeAt(m_filtered.mapToSource(index)) : WorkspacePlace();
}

WorkspacePlace ClientPanel::currentPlace() const
{
    return placeAt(m_tree->currentIndex());
}

bool ClientPanel::showPlace(const WorkspacePlace &place)
{
    const QModelIndex index = m_filtered.mapFromSource(m_clients.indexOf(place));
    if (!index.isValid())
        return false;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        m_tree->expand(above);
    makeCurrent(index);
    m_tree->scrollTo(index);
    return true;
}

QList<WorkspacePlace> ClientPanel::chosenPlaces() const
{
    QModelIndexList indexes = m_tree->selectionModel()->selectedRows();
    for (QModelIndex &index : indexes)
        index = m_filtered.mapToSource(index);
    return m_clients.placesAt(indexes);
}

void ClientPanel::showPlaces(const QList<WorkspacePlace> &places)
{
    if (places.isEmpty() || !showPlace(places.first()))
        return;
    for (const WorkspacePlace &place : places)
        m_tree->selectionModel()->select(m_filtered.mapFromSource(m_clients.indexOf(place)),
                                         QItemSelectionModel::Select);
}

void ClientPanel::editName()
{
    if (!m_tree->currentIndex().isValid())
        return;
    m_tree->setFocus();
    m_tree->edit(m_tree->currentIndex());
}

void ClientPanel::chooseAfterReset()
{
    const QModelIndex same = m_filtered.mapFromSource(m_clients.indexOf(m_before.place));
    if (same.isValid() || !m_goesOn)
        return makeCurrent(same);
    const QModelIndex parent = m_filtered.mapFromSource(m_clients.indexOf(m_before.parent));
    if (const int rows = m_filtered.rowCount(parent); parent.isValid() && rows > 0)
        return makeCurrent(m_filtered.index(std::min(m_before.row, rows - 1), 0, parent));
    // The keyboard goes on from there, and a further Delete does not take the folder too.
    const QScopedValueRollback quiet(m_quiet, true);
    m_tree->selectionModel()->setCurrentIndex(parent, QItemSelectionModel::Clear);
}

void ClientPanel::makeCurrent(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    // The view itself would look at the keyboard, and keep the one before chosen while Ctrl of Ctrl+W is held.
    m_tree->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ClientPanel::applyFilter(const QString &text)
{
    m_filtered.setFilterText(text);
    expand();
    showWhatIsThere();
}

void ClientPanel::showWhatIsThere()
{
    const bool any = m_filtered.rowCount() > 0;
    if (any)
        expand();
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_tree) : m_clients.rowCount() == 0 ? m_empty : m_unmatched);
    showNotice();
}

void ClientPanel::showNotice()
{
    const QModelIndex index = m_tree->currentIndex();
    const auto &notices = m_clients.notices();
    const auto faults = std::count_if(notices.begin(), notices.end(), [](const FileNotice &n) { return n.isFault; });
    QString text = index.data(ClientTreeModel::NoticeTextRole).toString();
    if (text.isEmpty() && faults > 0)
        text = faults == 1 ? tr("1 file could not be read. Choose it above to see why.")
                           : tr("%Ln files could not be read. Choose one above to see why.", nullptr, int(faults));
    m_notice->setNotice(text, index.data(ClientTreeModel::NoticeFileRole).toString());
}

void ClientPanel::selectionMoved(const QModelIndex &index)
{
    if (!m_quiet && index.data(ClientTreeModel::ClientIdRole).isValid())
        Q_EMIT clientSelected(index.data(ClientTreeModel::ClientIdRole).toString());
}

} // namespace fuseboard
