// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientpanel.h"

#include "clients/clientdelegate.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/clienttreemodel.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

ClientPanel::ClientPanel(const Theme &theme, ClientTreeModel &clients, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clients(clients)
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_empty(new EmptyState(theme, IconId::Filter, {}, {}, {}, this))
    , m_new(new QToolButton(this))
    , m_notice(new QLabel(this))
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
    m_new->setProperty("kind", QStringLiteral("button"));
    m_new->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_new->setIcon(themedIcon(theme, IconId::Plus));
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
    column->addLayout(m_stack, 1);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setFont(theme.font(TextStyle::Small));
    m_notice->setProperty("rank", QStringLiteral("error"));
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notice->setAccessibleName(tr("Faults in files"));
    column->addWidget(m_notice);
    column->addSpacing(grid::gap);
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, &ClientPanel::showWhatIsThere);
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
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClientPanel::selectionMoved);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClientPanel::showNotice);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT currentClientChanged(currentClient()); });
    connect(m_tree, &QTreeView::activated, this, &ClientPanel::open);
    connect(m_tree, &QTreeView::clicked, this, &ClientPanel::open);
    return m_tree;
}

void ClientPanel::setCommands(const QList<QAction *> &commands)
{
    m_tree->addActions(commands);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    QAction *make = commands.first();
    m_new->setText(tr("New"));
    m_new->setAccessibleName(tr("New client"));
    m_new->setToolTip(tr("New client (%1)").arg(make->shortcut().toString(QKeySequence::NativeText)));
    connect(m_new, &QToolButton::clicked, make, &QAction::trigger);
    m_new->show();
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
    makeCurrent(request.isValid() ? request : m_filtered.mapFromSource(m_clients.indexOf(clientId)));
}

void ClientPanel::makeCurrent(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    m_tree->setCurrentIndex(index);
}

bool ClientPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_filter || !isKey || m_filter->text().isEmpty()
        || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept(); // the page's own Esc would cancel a call
    if (event->type() == QEvent::KeyPress)
        m_filter->clear();
    return true;
}

void ClientPanel::applyFilter(const QString &text)
{
    m_filtered.setFilterText(text);
    m_tree->expandAll();
    showWhatIsThere();
}

void ClientPanel::showWhatIsThere()
{
    const bool any = m_filtered.rowCount() > 0;
    if (any) {
        m_tree->expandAll();
    } else if (m_clients.rowCount() == 0) {
        m_empty->setTexts(tr("No clients yet"),
                          tr("“New” makes one. A client is a file clients/NAME/client.json in the workspace."));
    } else {
        m_empty->setTexts(tr("Nothing matches"), tr("Use fewer or shorter words in the filter above."));
    }
    m_stack->setCurrentIndex(any ? 0 : 1);
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
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void ClientPanel::selectionMoved(const QModelIndex &index)
{
    if (!m_quiet && index.data(ClientTreeModel::ClientIdRole).isValid())
        Q_EMIT clientSelected(index.data(ClientTreeModel::ClientIdRole).toString());
}

void ClientPanel::open(const QModelIndex &index)
{
    if (index.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>() == ClientTreeModel::Kind::Request)
        Q_EMIT requestOpened(index.data(ClientTreeModel::ClientIdRole).toString(),
                             index.data(ClientTreeModel::IdRole).toString());
}

} // namespace fuseboard
