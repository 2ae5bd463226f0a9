// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What would be lost by leaving, and how the demo becomes a workspace of its own.

#include "application.h"

#include "auth/secretstorestatus.h"
#include "common/openeditor.h"
#include "explorer/explorepage.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "preferences.h"
#include "secrets/secretmeans.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "upstream/demoupstream.h"
#include "upstream/demoworkspace.h"
#include "workspace/demoserverbanner.h"
#include "workspace/slug.h"
#include "workspacekeeping.h"

#include <QDir>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace fuseboard {

namespace {

/// Whoever opens the kept demo weeks later knows neither what its clients talk to nor how that is started.
QString keptReadMe(const QUrl &upstream)
{
    //: The text of a file in Markdown. %1 is a URL, %2 a port, %3 the token
    return Application::tr("# Demo\n\n"
                           "This workspace was made from the demo of Fuseboard. Its clients talk to a demo server at\n"
                           "%1, which ran until that Fuseboard was quit. This command starts it again:\n\n"
                           "    fuseboard-cli upstream --port %2\n\n"
                           "Let it run while you send requests. Ctrl+C ends it.\n\n"
                           "The token `%3` of the client “demo upstream” stands in its file as plain text, and a\n"
                           "warning tells so. It is no secret: it stands in the documentation of that server too.\n")
        .arg(upstream.toString(), QString::number(upstream.port()), demoToken());
}

} // namespace

QStringList Application::waiting() const
{
    QStringList names = m_editor->waitingNames();
    if (m_environments->isSaving())
        names.append(tr("Environments"));
    if (m_keeping)
        names.append(tr("The demo, on its way into its folder"));
    return names;
}

/// The store knows of all else.
QStringList Application::unkept() const
{
    if (!m_options.workspace.isEmpty())
        return {};
    QStringList names;
    if (m_environmentFiles.loaded().environments != m_store.workspace().environments)
        names << tr("Environments");
    const QList<OpenRequest> requests = m_explore ? m_explore->openRequests() : QList<OpenRequest>();
    for (const OpenRequest &request : requests) {
        if (request.edited)
            //: %1 the name of a request that is edited in a tab
            names << tr("%1, as you edit it").arg(wording::printable(request.draft.name, 60));
    }
    return names;
}

void Application::keepDemo(const QString &folder)
{
    if (m_keeping) // asked again while the keychain asks: the first one goes on
        return;
    commitOpenEditor(*m_window);
    // What waits is in no file yet, and its secret under no key that could be moved.
    if (!waiting().isEmpty()) {
        m_workspace->settle(false);
        return m_window->status()->showProblem(
            tr("The keychain has not answered yet. Keep the demo when what you have saved last is saved."));
    }
    Workspace workspace = m_store.workspace();
    workspace.name = nameAfterFolder(folder, workspace.name);
    workspace.environments = m_environmentFiles.loaded().environments;
    m_keeping = std::make_unique<WorkspaceKeeping>(
        m_files,
        WorkspaceKeeping::Secrets{m_secrets.store(),
                                  m_secrets.workspaceId(),
                                  [this] {
                                      const auto state = m_secrets.means().status.state();
                                      return state != SecretStoreState::Absent;
                                  },
                                  {demoToken()}});
    connect(m_keeping.get(), &WorkspaceKeeping::kept, this,
            [this, folder](int unkeptSecrets) { goOnIn(folder, unkeptSecrets); });
    const QPointer<QWidget> focus = m_window->focusWidget();
    const QString keeping = tr("Keeping the demo… The keychain may ask you to unlock it.");
    connect(m_keeping.get(), &WorkspaceKeeping::failed, this, [this, focus, keeping](const Error &error) {
        m_window->setEnabled(true);
        if (focus)
            focus->setFocus();
        m_keeping.release()->deleteLater(); // it tells this
        m_workspace->settle(false);
        m_window->status()->endNotice(keeping);
        m_window->status()->showProblem(wording::sentence(error));
    });
    // What would be edited meanwhile would not be kept.
    m_window->setEnabled(false);
    m_window->status()->showNotice(keeping);
    m_keeping->keep(workspace, folder, keptReadMe(m_upstream.url()));
}

/// Those of kept requests, and at last the one in front again. Others go as drafts, where there is something in them.
QList<WorkspacePlace> Application::openTabs() const
{
    QList<WorkspacePlace> tabs;
    const auto add = [&tabs](const RequestDraft &draft) {
        if (!draft.requestId.isEmpty())
            tabs.append({WorkspacePlace::Kind::Request, draft.clientId, draft.requestId});
    };
    const QList<OpenRequest> requests = m_explore ? m_explore->openRequests() : QList<OpenRequest>();
    for (const OpenRequest &request : requests)
        add(request.draft);
    if (m_explore)
        add(m_explore->currentDraft());
    return tabs;
}

void Application::goOnIn(const QString &folder, int unkeptSecrets)
{
    m_window->setEnabled(true);
    noteRecentWorkspace(folder);
    writeEnvironment(folder, m_environments->current());
    if (m_explore)
        writeTabMemory(folder, m_explore->tabMemory());
    const Result<void> drafts = m_workspace->handDraftsTo(draftFolder(folder));
    QStringList told;
    if (unkeptSecrets > 0)
        told << tr("%Ln secrets could not be taken along. Enter them again.", nullptr, unkeptSecrets);
    if (!drafts)
        told << wording::sentence(drafts.error()) << tr("What you wrote in tabs without saving is lost.");
    // Whoever wanted to leave stays where something of his is not kept.
    if (!told.isEmpty())
        m_workspace->settle(false);
    else if (m_workspace->goOn())
        return;
    Options next;
    next.workspace = folder;
    next.tabs = openTabs();
    next.isProblem = !told.isEmpty();
    //: Beside the name of the workspace, and short: the least window has no room for more
    told << tr("Kept. Its server runs until you quit: see README.md.");
    next.notice = told.join(QChar::Space);
    reopen(next);
}

/// It ended with the program that kept the demo, unless that one or another still runs, and its clients would fail one
/// after the other.
void Application::offerDemoServer()
{
    const quint16 port = m_options.workspace.isEmpty() ? 0 : demoPortOf(m_store.workspace());
    if (port == 0 || m_upstream.port() == port)
        return;
    auto *probe = new QTcpSocket(m_window.get());
    probe->setProxy(QNetworkProxy::NoProxy);
    connect(probe, &QTcpSocket::connected, probe, &QObject::deleteLater);
    connect(probe, &QTcpSocket::errorOccurred, this, [this, probe, port] {
        probe->deleteLater();
        offerDemoServer(port);
    });
    probe->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void Application::offerDemoServer(quint16 port)
{
    auto *banner = new DemoServerBanner(m_theme, port, m_window.get());
    m_window->addStrip(banner);
    connect(banner, &DemoServerBanner::startRequested, this, [this, banner, port] {
        if (m_upstream.listen(port))
            banner->hide();
        else // somebody else has that port: it may be tried again
            m_window->status()->showProblem(tr("The demo upstream cannot listen on 127.0.0.1:%1: %2.")
                                                .arg(QString::number(port), m_upstream.errorString()));
    });
}

} // namespace fuseboard
