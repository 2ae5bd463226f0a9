// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "base/systemscheduler.h"
#include "clientfileeditor.h"
#include "clients/dialog/clientdialog.h"
#include "clientset.h"
#include "common/theme.h"
#include "cookies/cookiejars.h"
#include "cookies/cookiesource.h"
#include "dashboard/clientdashboardsource.h"
#include "environmentcontrol.h"
#include "historywiring.h"
#include "models/clienttreemodel.h"
#include "options.h"
#include "preferences.h"
#include "secretcontrol.h"
#include "shell/mainwindow.h"
#include "upstream/demotraffic.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"
#include "workspacecontrol.h"

#include <QObject>

class QAction;
class QApplication;

namespace fuseboard {

class CookieCommand;
class DashboardPage;
class DemoUpstream;
class ClientCommands;
class ExplorePage;
class MissingWorkspaceDialog;
class TabNotes;
class WorkspaceKeeping;

/// The wiring of the program: makes the engine, the clients of the workspace and the window, and ties them together.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// The demo begins the upstream where it does not listen yet, and leaves it to go on: a demo that was kept as a
    /// workspace has its clients there. It must outlive this.
    Application(const Options &options, DemoUpstream &upstream, QApplication &qtApplication);
    ~Application() override;

    /// Opens the workspace and shows the window, a folder's from the event loop; 0, or an exit code after a sentence on
    /// stderr.
    [[nodiscard]] int start();
    /// Ends the program as closing its window does, but without a question: whoever asks by a signal waits for no
    /// answer. What is being saved is saved, and drafts and the state of the window are kept.
    void end();
    /// What to open next, after the event loop has ended; nothing where the program ends.
    [[nodiscard]] const std::optional<Options> &next() const { return m_next; }

private:
    static void complain(const QString &sentence); // on stderr
    void goBackToLast();
    [[nodiscard]] int openDemo();
    [[nodiscard]] int openFolder();
    void takeFolder();
    void refuse(const QStringList &complaints);
    void refuseToOpen(const Error &error);
    void offerToMake();
    void addWorkspaceMenu();
    void offerDemoServer();
    void offerDemoServer(quint16 port);
    void openNewWindow();
    void reopen(const QString &folder, const QString &nameOfNew);
    void reopen(Options next);
    void keepDemo(const QString &folder);
    void goOnIn(const QString &folder, int unkeptSecrets);
    [[nodiscard]] QList<WorkspacePlace> openTabs() const;
    void showFaults();
    void run();
    void makeEnvironments();
    [[nodiscard]] QStringList waiting() const;
    [[nodiscard]] QStringList unkept() const;
    void makeWindow();
    void addPages();
    void connectHistory();
    QWidget *makeDashboard(QWidget *parent);
    QWidget *makeExplore(QWidget *parent);
    void recallTabs();
    void openFirstTabs();
    void noteState() const;
    bool openRequest(const QString &clientId, const QString &requestId); // false where it has gone
    void openSavedRequest(const QString &clientId, const QString &requestId, bool send); // tells where it has gone
    void sendOpened();
    void selectClient(const QString &clientId);
    void makeCommands();
    void keepDialogDrafts(ClientCommands &commands);
    void followEdits();
    void editPolicies(int client, ClientDialog::Page page);
    [[nodiscard]] CookieSource cookiesOf(const QString &clientId) const;
    void openFile(const QString &file);
    void showClients();
    void showClientsInExplore();
    void prepareScreenshot();
    void takeScreenshot();
    void reportStartup() const;

    Options m_options; // as they are after start()
    std::optional<Options> m_next;
    QApplication &m_qtApplication;
    Theme m_theme;
    SystemScheduler m_scheduler;
    CookieJars m_cookies{m_scheduler}; // of clients in environments, as long as the workspace is open
    SeededRandom m_random;
    SecretControl m_secrets;
    DemoUpstream &m_upstream;
    SystemFileSystem m_files;
    WorkspaceStore m_store;
    EnvironmentStore m_environmentFiles;
    std::unique_ptr<ClientSet> m_clients;
    std::unique_ptr<HistoryWiring> m_history; // hears the last of the calls that the window cancels as it goes
    std::unique_ptr<ClientFileEditor> m_editor;
    std::unique_ptr<EnvironmentControl> m_environments;
    std::unique_ptr<ClientDashboardSource> m_source;
    DemoTraffic m_traffic;
    ClientTreeModel m_tree;
    std::unique_ptr<WorkspaceControl> m_workspace;
    std::unique_ptr<WorkspaceKeeping> m_keeping; // of the demo, where that was wanted
    QPointer<DashboardPage> m_dashboard;
    QPointer<ExplorePage> m_explore;
    std::unique_ptr<TabNotes> m_tabs; // of a folder
    QPointer<ClientCommands> m_commands;
    QPointer<QAction> m_newClient;
    QPointer<CookieCommand> m_cookieCommand;
    int m_selected = 0; ///< client
    std::unique_ptr<MissingWorkspaceDialog> m_offer; // while there is no window
    std::unique_ptr<MainWindow> m_window;
};

} // namespace fuseboard
