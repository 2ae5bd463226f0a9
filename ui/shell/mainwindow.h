// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/theme.h"
#include "shell/pagespec.h"
#include "shell/windowstate.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace fuseboard {

class ClientPanel;
class ClientTreeModel;
class DashboardSource;
class NavigationRail;
class PaneCycler;
class StatusStrip;

/// The window: rail, clients, the pages, status. Knows pages by their specs only.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All must outlive it; source may be null.
    MainWindow(Theme &theme, ClientTreeModel &clients, DashboardSource *source, QWidget *parent = nullptr);

    void addPage(const PageSpec &page);
    /// A menu of its own in the menu of the window; their keys work everywhere in it.
    void addMenu(const QString &title, const QList<QAction *> &commands);
    /// False for an unknown one.
    bool showPage(const QString &id);
    [[nodiscard]] QString currentPage() const;
    /// The page's widget; null before it was shown.
    [[nodiscard]] QWidget *page(const QString &id) const;

    /// A command of the window's menu, before Help and Quit.
    void addCommand(const QString &text, const QKeySequence &keys, const std::function<void()> &run);

    /// Shows the same moment as a page that has read its own snapshots: the window's next reading is a tick later.
    void showSnapshots(const QList<ClientSnapshot> &snapshots);
    [[nodiscard]] bool isTicking() const { return m_timer.isActive(); }

    [[nodiscard]] ClientPanel *clientPanel() const { return m_clientPanel; }
    [[nodiscard]] StatusStrip *status() const { return m_status; }

    /// A line above everything.
    void addStrip(QWidget *strip);

    /// Asked before the window closes; it stays where the answer is no. Whoever says no closes it later.
    void setMayClose(const std::function<bool()> &mayClose) { m_mayClose = mayClose; }

    /// Size, splitter and page; what does not fit is ignored.
    void setWindowState(const WindowState &state);
    [[nodiscard]] WindowState windowState() const;

Q_SIGNALS:
    /// The first paint is done.
    void painted();
    void closed();
    /// In the menu, whether it is another one or not.
    void appearanceChosen(fuseboard::Theme::Mode mode);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Page
    {
        PageSpec spec;
        QWidget *widget = nullptr;
        QMenu *menu = nullptr; ///< of the page's own commands, where it has any; enabled while it is in front
    };

    QWidget *makeBody();
    void makeMenus();
    QMenu *makeAppearanceMenu();
    QMenu *makeMenuOfPage(const QString &title);
    void showHelp();
    QAction *addCommand(QMenu *menu, const QString &text, const QKeySequence &keys, const std::function<void()> &run);
    void showPageAt(int index);
    void makePage(Page &page);
    void goToAddress();
    void refresh();
    [[nodiscard]] int indexOf(const QString &id) const;

    bool m_painted = false; // first: events come while the parts are being made
    Theme &m_theme;
    ClientTreeModel &m_clients;
    DashboardSource *m_source;
    QList<Page> m_pages;
    NavigationRail *m_rail;
    ClientPanel *m_clientPanel;
    QStackedWidget *m_stack;
    StatusStrip *m_status;
    QSplitter *m_splitter = nullptr;
    QMenu *m_menu;
    QMenu *m_viewMenu = nullptr;
    QAction *m_endOfMenus = nullptr; ///< of those that addMenu() adds; the pages' follow
    QAction *m_endOfCommands = nullptr;
    PaneCycler *m_panes;
    std::function<bool()> m_mayClose;
    QTimer m_timer;
};

} // namespace fuseboard
