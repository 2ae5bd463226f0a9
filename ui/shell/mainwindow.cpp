// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/mainwindow.h"

#include "clients/clientpanel.h"
#include "common/grid.h"
#include "common/openeditor.h"
#include "dashboard/dashboardsource.h"
#include "models/clienttreemodel.h"
#include "shell/helpdialog.h"
#include "shell/navigationrail.h"
#include "shell/panecycler.h"
#include "shell/statusstrip.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

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

QAction *MainWindow::addCommand(QMenu *menu, const QString &text, const QKeySequence &keys,
                                const std::function<void()> &run)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    // So that its keys work while no menu shows it.
    addAction(action);
    return action;
}

void MainWindow::addCommand(const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    m_menu->insertAction(m_endOfCommands, addCommand(m_menu, text, keys, run));
}

void MainWindow::makeMenus()
{
    m_viewMenu = m_menu->addMenu(tr("&Go to"));
    QMenu *panes = m_menu->addMenu(tr("&Focus"));
    addCommand(panes, tr("&Next pane"), Qt::Key_F6, [this] { m_panes->next(QApplication::focusWidget()); });
    addCommand(panes, tr("&Previous pane"), Qt::SHIFT | Qt::Key_F6,
               [this] { m_panes->previous(QApplication::focusWidget()); });
    addCommand(panes, tr("Fi&lter clients"), Qt::CTRL | Qt::SHIFT | Qt::Key_F,
               [this] { m_clientPanel->filter()->setFocus(Qt::ShortcutFocusReason); });
    m_menu->addMenu(makeAppearanceMenu());
    m_endOfCommands = m_menu->addSeparator();
    addCommand(m_menu, tr("&Help"), Qt::Key_F1, [this] { showHelp(); });
    addCommand(m_menu, tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::addStrip(QWidget *strip)
{
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, strip);
}

void MainWindow::showHelp()
{
    QList<HelpDialog::Group> groups{HelpDialog::groupOf(tr("Everywhere"), actions())};
    for (Page &page : m_pages) {
        if (!page.widget)
            makePage(page); // it brings its commands with it
        groups.append(HelpDialog::groupOf(tr("While %1 is shown").arg(page.spec.title), page.widget->actions()));
    }
    // Some are the window's too.
    QList<QAction *> ofTree = m_clientPanel->tree()->actions();
    ofTree.removeIf([this](QAction *action) { return actions().contains(action); });
    groups.append(HelpDialog::groupOf(tr("In the tree of clients"), ofTree));
    auto *dialog = new HelpDialog(m_theme, groups, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QMenu *MainWindow::makeAppearanceMenu()
{
    auto *menu = new QMenu(tr("&Appearance"), m_menu);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, Theme::Mode mode) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.mode() == mode);
        group->addAction(action);
        connect(action, &QAction::triggered, &m_theme, [this, mode] { m_theme.setMode(mode); });
    };
    add(tr("&Light"), Theme::Mode::Light);
    add(tr("&Dark"), Theme::Mode::Dark);
    add(tr("As the &desktop"), Theme::Mode::System);
    return menu;
}

void MainWindow::addPage(const PageSpec &page)
{
    const int index = static_cast<int>(m_pages.size());
    m_pages.append({page, nullptr});
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
    m_rail->addPage(page.icon, page.title, tr("%1 (%2)").arg(page.title, keys.toString(QKeySequence::NativeText)));
    addCommand(m_viewMenu, page.title, keys, [this, index] { showPageAt(index); });
    if (page.focusAddress)
        addCommand(m_viewMenu, tr("Address"), Qt::CTRL | Qt::Key_L, [this] { goToAddress(); });
}

void MainWindow::addMenu(const QString &title, const QList<QAction *> &commands)
{
    auto *menu = new QMenu(title, m_menu);
    menu->addActions(commands);
    m_menu->insertMenu(m_viewMenu->menuAction(), menu);
    addActions(commands);
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
    if (page.widget->actions().isEmpty())
        return;
    page.menu = new QMenu(page.spec.title, m_menu);
    page.menu->addActions(page.widget->actions());
    m_menu->insertMenu(m_viewMenu->menuAction(), page.menu);
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
