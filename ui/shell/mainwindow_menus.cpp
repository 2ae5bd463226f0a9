// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientpanel.h"
#include "common/theme.h"
#include "shell/helpdialog.h"
#include "shell/mainwindow.h"
#include "shell/panecycler.h"

#include <QActionGroup>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

namespace fuseboard {

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
    m_endOfMenus = m_viewMenu->menuAction();
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
        connect(action, &QAction::triggered, this, [this, mode] {
            m_theme.setMode(mode);
            Q_EMIT appearanceChosen(mode);
        });
    };
    add(tr("&Light"), Theme::Mode::Light);
    add(tr("&Dark"), Theme::Mode::Dark);
    add(tr("&As the desktop"), Theme::Mode::System);
    return menu;
}

void MainWindow::addMenu(const QString &title, const QList<QAction *> &commands)
{
    auto *menu = new QMenu(title, m_menu);
    menu->addActions(commands);
    m_menu->insertMenu(m_endOfMenus, menu);
    addActions(commands);
}

/// Before the page is made, so that no menu moves when that happens.
QMenu *MainWindow::makeMenuOfPage(const QString &title)
{
    auto *menu = new QMenu(title, m_menu);
    menu->setEnabled(false);
    m_menu->insertMenu(m_viewMenu->menuAction(), menu);
    if (m_endOfMenus == m_viewMenu->menuAction())
        m_endOfMenus = menu->menuAction();
    return menu;
}

} // namespace fuseboard
