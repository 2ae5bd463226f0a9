// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "answerspool.h"
#include "clients/clientpanel.h"
#include "common/fitting.h"
#include "cookies/cookiecommand.h"
#include "dashboard/dashboardpage.h"
#include "explorer/explorepage.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "platform.h"
#include "preferences.h"
#include "shell/statusstrip.h"
#include "tabnotes.h"
#include "variables/environmentrules.h"
#include "workspace/missingworkspacedialog.h"
#include "workspacekeeping.h"

#include <QAction>
#include <QApplication>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Before there are parts of it: where they keep their files follows from these names.
const Options &named(const Options &options)
{
    QApplication::setOrganizationName(u"fuseboard"_s);
    QApplication::setApplicationName(u"fuseboard"_s);
    QApplication::setApplicationDisplayName(u"Fuseboard"_s);
    return options;
}

/// That of the command line, or what was chosen in the menu; a picture does not depend on where it is made.
Theme::Mode appearanceFor(const Options &options)
{
    return options.theme.value_or(options.screenshot.isEmpty() ? readAppearance() : Theme::Mode::System);
}

} // namespace

Application::Application(const Options &options, DemoUpstream &upstream, QApplication &qtApplication)
    : m_options(named(options))
    , m_qtApplication(qtApplication)
    , m_theme(appearanceFor(options))
    , m_secrets(m_theme, m_scheduler)
    , m_upstream(upstream)
    , m_store(m_files, m_scheduler)
    , m_environmentFiles(m_files, m_scheduler)
    , m_traffic(m_scheduler)
{
    QApplication::setWindowIcon(QIcon(u":/fuseboard/icons/fuseboard.svg"_s));
}

Application::~Application()
{
    QApplication::setQuitOnLastWindowClosed(true);
}

int Application::start()
{
    m_theme.applyTo(m_qtApplication);
    if (m_options.asLastTime)
        goBackToLast();
    return m_options.workspace.isEmpty() ? openDemo() : openFolder();
}

void Application::run()
{
    const Workspace &workspace = m_store.workspace();
    m_secrets.setWorkspace(m_store, m_environmentFiles);
    m_clients = std::make_unique<ClientSet>(
        workspace, m_scheduler, m_random,
        ClientSet::Secrets{m_secrets.renewing(), m_secrets.lock(), m_secrets.workspaceId(), m_secrets.unfinished()});
    m_history = std::make_unique<HistoryWiring>(m_options.workspace, readHistoryLimits(), m_theme, m_scheduler);
    m_editor = std::make_unique<ClientFileEditor>(
        ClientFileEditor::Parts{m_store, *m_clients, m_secrets.store(), m_secrets.workspaceId(),
                                [this](const ClientConfig &written) { return m_environments->effective(written); },
                                [this] { return m_environments->secretValues(); }, [this] { m_secrets.unlock(); },
                                [this] { return m_secrets.trials().mark(); }});
    makeEnvironments();
    m_source = std::make_unique<ClientDashboardSource>(m_clients->clients(), m_scheduler);
    m_tree.setClients(m_clients->nodes());
    showFaults();
    m_workspace = std::make_unique<WorkspaceControl>(
        WorkspaceControl::Parts{m_theme, m_store, m_files, m_scheduler, m_tree, draftFolder(m_options.workspace),
                                [this] { return waiting(); }, [this] { return unkept(); }});
    // From the loop: whoever goes takes these along.
    WorkspaceControl *workspaceControl = m_workspace.get();
    connect(
        m_editor.get(), &ClientEditor::settled, workspaceControl,
        [workspaceControl](const QString &, bool hasAll) { workspaceControl->settle(hasAll); }, Qt::QueuedConnection);
    connect(m_environments.get(), &EnvironmentControl::settled, workspaceControl, &WorkspaceControl::settle,
            Qt::QueuedConnection);
    makeWindow();
    if (m_options.workspace.isEmpty()) {
        for (ApiClient *client : m_clients->clients())
            m_traffic.drive(client);
        m_traffic.start();
    }
    if (!m_options.screenshot.isEmpty())
        prepareScreenshot();
}

void Application::makeEnvironments()
{
    const QString &folder = m_options.workspace;
    m_environments = std::make_unique<EnvironmentControl>(
        EnvironmentControl::Parts{m_theme, m_store.workspace(), m_environmentFiles, *m_clients, m_secrets.store(),
                                  m_secrets.workspaceId(), m_cookies, &m_store});
    // Nobody shall send to production because it is the first in the alphabet. A picture must not depend on where the
    // last one was made.
    const QString first = folder.isEmpty() ? m_store.workspace().environments.value(0).slug : QString();
    const QString chosen = m_options.screenshot.isEmpty() ? readEnvironment(folder).value_or(first) : first;
    // One that was made in a demo ended with that demo.
    const bool isThere = chosen.isEmpty() || findEnvironment(m_store.workspace().environments, chosen);
    m_environments->enter(isThere || !folder.isEmpty() ? chosen : first);
    connect(m_environments.get(), &EnvironmentControl::chosen, this,
            [folder](const QString &slug) { writeEnvironment(folder, slug); });
}

void Application::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_theme, m_tree, m_source.get());
    m_window->status()->setWorkspace(m_store.workspace().name);
    addPages();
    addWorkspaceMenu();
    m_workspace->attach(*m_window);
    offerDemoServer();
    makeCommands();
    m_environments->attach(*m_window);
    m_secrets.attach(*m_window);
    connect(&m_secrets, &SecretControl::clientSecretsChanged, this,
            [this](const QString &slug) { m_clients->reloadSecrets(m_clients->indexOf(slug)); });
    connect(&m_secrets, &SecretControl::environmentSecretsChanged, m_environments.get(),
            &EnvironmentControl::reloadSecrets);
    connect(m_window->clientPanel(), &ClientPanel::clientSelected, this, &Application::selectClient);
    connect(m_window->clientPanel(), &ClientPanel::requestOpened, this,
            [this](const QString &clientId, const QString &requestId) {
                m_window->showPage(u"explore"_s);
                openRequest(clientId, requestId);
            });
    connect(m_window.get(), &MainWindow::painted, this, &Application::reportStartup);
    // A picture must not depend on how the window was left the last time.
    if (m_options.screenshot.isEmpty()) {
        const WindowState last = readWindowState(); // a further window would cover the one before
        m_window->setWindowState(m_options.size.isValid() ? WindowState{{}, last.splitter, last.page} : last);
        fitToScreen(*m_window);
        connect(m_window.get(), &MainWindow::closed, this, &Application::noteState);
        connect(m_window.get(), &MainWindow::appearanceChosen, this, &writeAppearance);
    }
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    if (!m_options.page.isEmpty())
        m_window->showPage(m_options.page);
    else if (m_window->currentPage().isEmpty())
        m_window->showPage(m_options.workspace.isEmpty() ? u"dashboard"_s : u"explore"_s); // the demo is alive
    if (!m_clients->nodes().isEmpty())
        m_window->clientPanel()->setCurrent(m_clients->nodes().first().id);
    m_window->clientPanel()->tree()->setFocus();
    if (!m_options.notice.isEmpty())
        m_window->status()->showNotice(m_options.notice, m_options.isProblem);
    m_window->show();
}

void Application::addPages()
{
    PageSpec explore;
    explore.id = u"explore"_s;
    explore.title = tr("Explore");
    explore.icon = IconId::Explore;
    explore.make = [this](QWidget *parent) { return makeExplore(parent); };
    explore.focusAddress = [this](QWidget *) { m_explore->focusUrl(); };
    explore.hasCommands = true;
    m_window->addPage(explore);
    PageSpec dashboard;
    dashboard.id = u"dashboard"_s;
    dashboard.title = tr("Dashboard");
    dashboard.icon = IconId::Dashboard;
    dashboard.make = [this](QWidget *parent) { return makeDashboard(parent); };
    m_window->addPage(dashboard);
    m_window->addPage(m_history->pageSpec(m_clients->nodes()));
    connectHistory();
}

void Application::connectHistory()
{
    connect(&m_secrets, &SecretControl::secretStored, m_history.get(), &HistoryWiring::forget);
    connect(m_history.get(), &HistoryWiring::noticed, m_window->status(), &StatusStrip::showMessage);
    connect(m_history.get(), &HistoryWiring::failed, m_window->status(), &StatusStrip::showProblem);
    connect(m_history.get(), &HistoryWiring::exploreRequested, this, [this] { m_window->showPage(u"explore"_s); });
    connect(m_history.get(), &HistoryWiring::requestOpened, this, [this](const RequestDraft &draft, bool send) {
        m_window->showPage(u"explore"_s);
        m_explore->openRequest(draft);
        if (send)
            m_explore->send();
    });
    connect(m_history.get(), &HistoryWiring::savedRequestOpened, this, &Application::openSavedRequest);
    connect(m_history.get(), &HistoryWiring::loggingRequested, this, [this](const QString &clientId) {
        editPolicies(m_clients->indexOf(clientId), ClientDialog::Page::Logging);
    });
}

QWidget *Application::makeDashboard(QWidget *parent)
{
    m_dashboard = new DashboardPage(m_theme, parent);
    m_dashboard->setSource(m_source.get());
    m_dashboard->setRange(m_options.workspace.isEmpty() ? TimeRange::OneMinute : TimeRange::FiveMinutes);
    m_dashboard->setCurrentClient(m_selected);
    connect(m_dashboard, &DashboardPage::newClientRequested, this, [this] { m_newClient->trigger(); });
    connect(m_dashboard, &DashboardPage::limitRequested, this,
            [this](int client) { editPolicies(client, ClientDialog::Page::Limiter); });
    connect(m_dashboard, &DashboardPage::breakerRequested, this,
            [this](int client) { editPolicies(client, ClientDialog::Page::Breaker); });
    connect(m_dashboard, &DashboardPage::snapshotsShown, m_window.get(), &MainWindow::showSnapshots);
    connect(m_dashboard, &DashboardPage::currentClientChanged, this, [this](int client) {
        m_selected = client;
        m_window->clientPanel()->setCurrent(m_clients->nodes().value(client).id);
    });
    return m_dashboard;
}

QWidget *Application::makeExplore(QWidget *parent)
{
    m_explore = new ExplorePage(m_theme, m_scheduler, parent);
    m_explore->setSecretStore(m_secrets.status());
    m_explore->setSecretClipboard(m_secrets.means().clipboard);
    m_explore->setSpool(sweptSpool());
    m_explore->setFolder(m_options.workspace, readAgreedFiles(m_options.workspace));
    connect(m_explore, &ExplorePage::fileAgreed, this,
            [this](const QString &path) { noteAgreedFile(m_options.workspace, path); });
    showClientsInExplore();
    m_environments->attach(*m_explore);
    recallTabs();
    m_workspace->attach(*m_explore);
    connect(m_explore, &ExplorePage::reopenRequested, this, &Application::openRequest);
    connect(m_explore, &ExplorePage::noticed, m_window->status(), &StatusStrip::showMessage);
    connect(m_explore, &ExplorePage::failed, m_window->status(), &StatusStrip::showProblem);
    connect(m_explore, &ExplorePage::newClientRequested, this, [this] { m_newClient->trigger(); });
    connect(m_explore, &ExplorePage::cookiesRequested, m_cookieCommand, &CookieCommand::open);
    connect(m_explore, &ExplorePage::callSent, m_history.get(), &HistoryWiring::record);
    connect(m_explore, &ExplorePage::requestShown, this, [this](const QString &clientId, const QString &requestId) {
        selectClient(clientId);
        m_window->clientPanel()->setCurrent(clientId, requestId);
        m_explore->chooseClient(clientId); // the tree may hide it
    });
    m_explore->chooseClient(m_window->clientPanel()->currentClient());
    connect(m_window->clientPanel(), &ClientPanel::currentClientChanged, m_explore, &ExplorePage::chooseClient);
    openFirstTabs();
    if (m_options.send)
        QTimer::singleShot(m_options.after / 3, m_explore, &ExplorePage::send);
    return m_explore;
}

bool Application::openRequest(const QString &clientId, const QString &requestId)
{
    const WorkspaceClient *client = clientAt(m_store.workspace(), clientId);
    const WorkspaceRequest *request = client ? requestAt(*client, requestId) : nullptr;
    if (!request || !m_explore)
        return false;
    m_explore->openRequest(draftOf(clientId, requestId, request->config));
    return true;
}

void Application::selectClient(const QString &clientId)
{
    const int client = m_clients->indexOf(clientId);
    if (client < 0)
        return;
    m_selected = client;
    if (m_dashboard)
        m_dashboard->setCurrentClient(client);
}

void Application::reportStartup() const
{
    if (!m_options.startupTime)
        return;
    if (const auto time = timeSinceProcessStart())
        std::printf("first paint after %lld ms\n", static_cast<long long>(time->count()));
    std::fflush(stdout);
}

} // namespace fuseboard
