// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/mainwindow.h"

#include "clients/clientpanel.h"
#include "common/grid.h"
#include "common/keyalias.h"
#include "common/openeditor.h"
#include "common/redokeys.h"
#include "common/typedkeys.h"
#include "dashboard/dashboardsource.h"
#include "models/clienttreemodel.h"
#include "shell/navigationrail.h"
#include "shell/panecycler.h"
#include "shell/statusstrip.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What is written in a text is made anew there by the same keys as all else.
void teachTextsRedo(QObject *owner)
{
    const QList<QKeySequence> known = QKeySequence::keyBindings(QKeySequence::Redo);
    const QList<QKeySequence> all = redoKeys();
    for (const QKeySequence &keys : all) {
        if (!known.isEmpty() && !known.contains(keys))
            new KeyAlias(keys[0], known.first()[0], owner); // a child
    }
}

} // namespace

MainWindow::MainWindow(Theme &theme, ClientTreeModel &clients, DashboardSource *source, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_clients(clients)
    , m_source(source)
    , m_rail(new NavigationRail(theme, this))
    , m_clientPanel(new ClientPanel(theme, clients, this))
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusStrip(theme, this))
    , m_menu(new QMenu(this))
    , m_panes(new PaneCycler(this))
{
    setWindowTitle(u"Fuseboard"_s);
    setMinimumSize(1000, 640);
    resize(1360, 860);
    setCentralWidget(makeBody());
    makeMenus();
    teachTextsRedo(this);
    if (QGuiApplication::platformName() == "windows"_L1)
        new TypedKeys(this); // a child
    m_rail->setMenu(m_menu);
    m_panes->addPane(m_rail);
    m_panes->addPane(m_clientPanel);
    m_panes->addPane(m_stack);
    connect(m_rail, &NavigationRail::pageChosen, this, &MainWindow::showPageAt);
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::refresh);
}

QWidget *MainWindow::makeBody()
{
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_clientPanel);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_clientPanel->setMinimumWidth(180);
    m_splitter->setSizes({251, 1024});

    auto *body = new QWidget(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_splitter, 1);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    return body;
}

void MainWindow::addStrip(QWidget *strip)
{
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, strip);
}

void MainWindow::addPage(const PageSpec &page)
{
    const int index = static_cast<int>(m_pages.size());
    m_pages.append({page, nullptr, page.hasCommands ? makeMenuOfPage(page.title) : nullptr});
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
    m_rail->addPage(page.icon, page.title, tr("%1 (%2)").arg(page.title, keys.toString(QKeySequence::NativeText)));
    addCommand(m_viewMenu, page.title, keys, [this, index] { showPageAt(index); });
    if (page.focusAddress)
        addCommand(m_viewMenu, tr("Address"), Qt::CTRL | Qt::Key_L, [this] { goToAddress(); });
}

bool MainWindow::showPage(const QString &id)
{
    const int index = indexOf(id);
    if (index >= 0)
        showPageAt(index);
    return index >= 0;
}

void MainWindow::showPageAt(int index)
{
    Page &page = m_pages[index];
    if (!page.widget)
        makePage(page);
    m_stack->setCurrentWidget(page.widget);
    m_rail->setCurrent(index);
    for (const Page &each : std::as_const(m_pages)) {
        if (each.menu)
            each.menu->setEnabled(each.widget == page.widget);
    }
}

void MainWindow::makePage(Page &page)
{
    page.widget = page.spec.make(m_stack);
    m_stack->addWidget(page.widget);
    if (page.menu)
        page.menu->addActions(page.widget->actions());
}

QString MainWindow::currentPage() const
{
    for (const Page &page : m_pages) {
        if (page.widget && page.widget == m_stack->currentWidget())
            return page.spec.id;
    }
    return {};
}

QWidget *MainWindow::page(const QString &id) const
{
    return m_pages.value(indexOf(id)).widget;
}

int MainWindow::indexOf(const QString &id) const
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&id](const Page &p) { return p.spec.id == id; });
    return page == m_pages.end() ? -1 : int(page - m_pages.begin());
}

void MainWindow::goToAddress()
{
    for (const Page &page : std::as_const(m_pages)) {
        if (!page.spec.focusAddress)
            continue;
        showPage(page.spec.id);
        return page.spec.focusAddress(m_stack->currentWidget());
    }
}

void MainWindow::refresh()
{
    if (m_source)
        showSnapshots(m_source->snapshots());
}

void MainWindow::showSnapshots(const QList<ClientSnapshot> &snapshots)
{
    if (m_timer.isActive())
        m_timer.start();
    m_status->setSnapshots(snapshots);
    const QList<ClientNode> &nodes = m_clients.clients();
    for (qsizetype i = 0; i < std::min(snapshots.size(), nodes.size()); ++i)
        m_clients.setSnapshot(nodes.at(i).id, snapshots.at(i));
}

void MainWindow::setWindowState(const WindowState &state)
{
    restoreGeometry(state.geometry);
    m_splitter->restoreState(state.splitter);
    showPage(state.page);
}

WindowState MainWindow::windowState() const
{
    return {saveGeometry(), m_splitter->saveState(), currentPage()};
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    refresh();
    m_timer.start();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    m_timer.stop();
}

bool MainWindow::focusNextPrevChild(bool next)
{
    PaneCycler::orderTabs({m_rail, m_clientPanel, m_stack, m_status}); // what was made last stood at the end
    return QMainWindow::focusNextPrevChild(next);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    commitOpenEditor(*this); // or whoever may object would not know of it
    if (m_mayClose && !m_mayClose())
        return event->ignore();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

bool MainWindow::event(QEvent *event)
{
    const bool result = QMainWindow::event(event);
    // The update request of the window paints everything in it; when it returns, the picture is on its way.
    if (event->type() == QEvent::UpdateRequest && !std::exchange(m_painted, true))
        Q_EMIT painted();
    return result;
}

} // namespace fuseboard
