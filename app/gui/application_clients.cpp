// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "client/apiclient.h"
#include "clients/clientpanel.h"
#include "clients/dialog/clientcommands.h"
#include "clients/dialog/clientdrafts.h"
#include "cookies/cookiecommand.h"
#include "dashboard/dashboardpage.h"
#include "environments/environmentdrafts.h"
#include "explorer/explorepage.h"
#include "models/figures.h"
#include "shell/statusstrip.h"
#include "workspace/workspacelayout.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QUrl>

namespace fuseboard {

using namespace Qt::StringLiterals;

void Application::makeCommands()
{
    const auto openPage = [](const QUrl &page) { QDesktopServices::openUrl(page); };
    auto *commands = new ClientCommands(m_theme, *m_editor, openPage, m_window.get());
    commands->setEnvironments([this] { return m_environmentFiles.loaded().environments; });
    commands->setPresentEnvironment([this] { return m_environments->state(); });
    commands->setSecrets(m_secrets.means(), [this](const QString &clientId) {
        return SecretKey::ofClient(m_secrets.workspaceId(), clientId);
    });
    keepDialogDrafts(*commands);
    connect(m_environments.get(), &EnvironmentControl::changed, commands, &ClientCommands::followEnvironment);
    ClientPanel *panel = m_window->clientPanel();
    m_cookieCommand = new CookieCommand(
        m_theme, m_scheduler, [this](const QString &clientId) { return cookiesOf(clientId); }, m_window.get());
    QList<QAction *> actions = commands->actions();
    actions.insert(actions.size() - 1, m_cookieCommand->action()); // deleting stays the last
    panel->setCommands(actions);
    m_window->addMenu(tr("&Clients"), actions);
    connect(panel, &ClientPanel::currentClientChanged, m_cookieCommand, &CookieCommand::setCurrent);
    // Other clients are brought into the environment too.
    connect(m_environments.get(), &EnvironmentControl::changed, m_cookieCommand, &CookieCommand::follow);
    connect(m_cookieCommand, &CookieCommand::noticed, m_window->status(), &StatusStrip::showMessage);
    connect(panel, &ClientPanel::currentClientChanged, commands, &ClientCommands::setCurrent);
    connect(commands, &ClientCommands::noticed, m_window->status(), &StatusStrip::showMessage);
    connect(commands, &ClientCommands::failed, m_window->status(), &StatusStrip::showProblem);
    connect(commands, &ClientCommands::clientShown, this, [this, panel](const QString &clientId) {
        selectClient(clientId);
        panel->setCurrent(clientId);
    });
    connect(commands, &ClientCommands::clientBegun, this, [this](const QString &clientId) {
        m_window->showPage(u"explore"_s);
        m_explore->beginRequest(clientId);
    });
    m_commands = commands;
    m_newClient = commands->actions().first();
    connect(panel, &ClientPanel::fileChosen, this, &Application::openFile);
    connect(m_workspace.get(), &WorkspaceControl::noticed, m_window->status(), &StatusStrip::showMessage);
    connect(m_workspace.get(), &WorkspaceControl::failed, m_window->status(), &StatusStrip::showProblem);
    connect(m_workspace.get(), &WorkspaceControl::requestMade, this, [this](const QString &client, const QString &id) {
        m_window->showPage(u"explore"_s);
        openRequest(client, id);
    });
    followEdits();
}

void Application::keepDialogDrafts(ClientCommands &commands)
{
    const QString &folder = m_options.workspace;
    if (folder.isEmpty())
        return;
    auto *clients = new ClientDrafts(draftFolder(folder, u"client-drafts"_s), m_files, m_scheduler, *m_editor,
                                     &commands);
    commands.setDrafts(*clients);
    connect(m_workspace.get(), &WorkspaceControl::changesDiscarded, clients, &ClientDrafts::discardUnsaved);
    auto *environments = new EnvironmentDrafts(
        draftFolder(folder, u"environment-drafts"_s), m_files, m_scheduler,
        [this] { return m_environmentFiles.loaded().environments; }, m_environments.get());
    m_environments->setDrafts(*environments);
    connect(m_workspace.get(), &WorkspaceControl::changesDiscarded, environments, &EnvironmentDrafts::discardUnsaved);
    // It stays until it was read or there is nothing of it any more, whatever is told of requests meanwhile.
    const auto notice = [this](const QString &text) { m_window->status()->showNotice(text); };
    connect(clients, &ClientDrafts::offered, m_window->status(), notice);
    connect(environments, &EnvironmentDrafts::offered, m_window->status(), notice);
    connect(clients, &ClientDrafts::settled, m_window->status(), &StatusStrip::endNotice);
    connect(environments, &EnvironmentDrafts::settled, m_window->status(), &StatusStrip::endNotice);
    connect(clients, &ClientDrafts::failed, m_window->status(), &StatusStrip::showProblem);
    connect(environments, &EnvironmentDrafts::failed, m_window->status(), &StatusStrip::showProblem);
}

void Application::followEdits()
{
    connect(m_editor.get(), &ClientEditor::removing, this, [this](const QString &clientId) {
        if (m_explore)
            m_explore->setClient(clientId, nullptr);
    });
    connect(m_editor.get(), &ClientEditor::changed, this, [this] {
        m_environments->followClients();
        showClients();
        m_commands->setCurrent(m_window->clientPanel()->currentClient());
        m_cookieCommand->setCurrent(m_window->clientPanel()->currentClient());
    });
}

void Application::editPolicies(int client, ClientDialog::Page page)
{
    m_commands->editClient(m_clients->nodes().value(client).id);
    if (ClientDialog *dialog = m_commands->dialog())
        dialog->showPage(page);
}

CookieSource Application::cookiesOf(const QString &clientId) const
{
    const int index = m_clients->indexOf(clientId);
    if (index < 0)
        return {};
    const ApiClient &client = *m_clients->clients().at(index);
    return {client.cookieJar(), client.config().name, m_environments->openedName(), client.config().baseUrl.host(),
            client.config().cookies};
}

void Application::openSavedRequest(const QString &clientId, const QString &requestId, bool send)
{
    const WorkspaceClient *client = clientAt(m_store.workspace(), clientId);
    if (!client || !requestAt(*client, requestId)) {
        const QString file = wording::printable(requestFile(clientId, requestId), 200);
        m_window->status()->showProblem(send ? tr("%1 is no more in the workspace; nothing was sent.").arg(file)
                                             : tr("%1 is no more in the workspace.").arg(file));
        return;
    }
    m_window->showPage(u"explore"_s);
    if (openRequest(clientId, requestId) && send)
        sendOpened();
}

void Application::openFile(const QString &file)
{
    const QString path = QDir(m_options.workspace).absoluteFilePath(file);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        m_window->status()->showProblem(
            tr("No program opens %1.").arg(wording::printable(QDir::toNativeSeparators(path), 200)));
}

void Application::showClients()
{
    const QString selected = m_tree.clients().value(m_selected).id;
    const QList<ApiClient *> clients = m_clients->clients();
    m_source->setClients(clients);
    m_tree.setClients(m_clients->nodes());
    m_selected = std::max(m_clients->indexOf(selected), 0);
    m_window->clientPanel()->setCurrent(m_clients->nodes().value(m_selected).id);
    if (m_dashboard) {
        m_dashboard->setSource(m_source.get());
        m_dashboard->setCurrentClient(m_selected);
    }
    m_history->setClients(m_clients->nodes());
    m_window->status()->setWorkspace(m_store.workspace().name);
    showClientsInExplore();
}

void Application::showClientsInExplore()
{
    if (!m_explore)
        return;
    const QList<ApiClient *> clients = m_clients->clients();
    for (qsizetype i = 0; i < clients.size(); ++i)
        m_explore->setClient(m_clients->nodes().at(i).id, clients.at(i));
}

} // namespace fuseboard
