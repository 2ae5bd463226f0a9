// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "common/openeditor.h"
#include "explorer/explorepage.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "newwindow.h"
#include "preferences.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "tabnotes.h"
#include "upstream/demoupstream.h"
#include "upstream/demoworkspace.h"
#include "workspace/missingworkspacedialog.h"
#include "workspace/workspacemenu.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int exitNoDemo = 1;
constexpr int exitBadWorkspace = 3;
constexpr auto environmentFiles = "environments/"_L1;

} // namespace

void Application::complain(const QString &sentence)
{
    std::fprintf(stderr, "fuseboard: %s\n", qUtf8Printable(sentence));
}

void Application::goBackToLast()
{
    const QString last = readLastWorkspace();
    if (last.isEmpty())
        return;
    if (QFileInfo(QDir(last).filePath(u"workspace.json"_s)).isFile()) {
        m_options.workspace = last;
        m_options.isReopened = true; // nobody has named it: where it is broken, there is the demo
        return;
    }
    m_options.notice = tr("The workspace that was open last is not in %1 any more. This is the demo.")
                           .arg(wording::printable(QDir::toNativeSeparators(last), 120));
}

int Application::openDemo()
{
    if (m_upstream.port() == 0 && !m_upstream.listen()) {
        complain(tr("The demo upstream cannot listen on 127.0.0.1: %1.").arg(m_upstream.errorString()));
        return exitNoDemo;
    }
    if (const auto opened = m_store.openInMemory(demoWorkspace(m_upstream.url())); !opened) {
        complain(wording::sentence(opened.error()));
        return exitNoDemo;
    }
    LoadedEnvironments environments;
    environments.environments = m_store.workspace().environments;
    m_environmentFiles.open({}, environments);
    run();
    return 0;
}

int Application::openFolder()
{
    if (QFileInfo(m_options.workspace).isFile()) {
        complain(tr("%1 is a file and not a folder. A workspace is a folder with a file workspace.json in it.")
                     .arg(wording::printable(m_options.workspace)));
        return exitBadWorkspace;
    }
    connect(&m_store, &WorkspaceStore::opened, this, &Application::takeFolder);
    connect(&m_store, &WorkspaceStore::openFailed, this, &Application::refuseToOpen);
    if (m_options.nameOfNew.isEmpty())
        m_store.open(m_options.workspace);
    else
        m_store.create(m_options.workspace, m_options.nameOfNew);
    return 0;
}

void Application::refuseToOpen(const Error &error)
{
    if (m_offer)
        return m_offer->refuse(wording::sentence(error));
    // Whoever wants a picture looks at no window.
    if (error.detail == ErrorDetail::NotFound && m_options.nameOfNew.isEmpty() && m_options.screenshot.isEmpty())
        return offerToMake();
    refuse({wording::sentence(error)});
}

void Application::offerToMake()
{
    m_offer = std::make_unique<MissingWorkspaceDialog>(m_theme, m_options.workspace);
    QApplication::setQuitOnLastWindowClosed(false); // it is the only one, and goes before the next one comes
    connect(m_offer.get(), &MissingWorkspaceDialog::createChosen, this,
            [this](const QString &name) { m_store.create(m_options.workspace, name); });
    connect(m_offer.get(), &MissingWorkspaceDialog::folderChosen, this,
            [this](const QString &folder) { reopen(folder, {}); });
    connect(m_offer.get(), &QDialog::rejected, this, [this] {
        if (m_options.isReopened)
            reopen({}, {});
        else
            QApplication::exit(0);
    });
    m_offer->open();
}

void Application::refuse(const QStringList &complaints)
{
    // Somebody who looks at a window does not look at where it was started.
    if (m_options.isReopened) {
        Options next = m_options; // with all else that was asked for
        next.workspace = std::exchange(next.openBefore, {});
        next.nameOfNew.clear();
        next.tabs.clear();
        next.asLastTime = false;
        next.notice = complaints.join(u' ');
        next.isProblem = true;
        return reopen(next);
    }
    for (const QString &sentence : complaints)
        complain(sentence);
    QApplication::exit(exitBadWorkspace);
}

void Application::reopen(const QString &folder, const QString &nameOfNew)
{
    Options next;
    next.workspace = folder;
    next.nameOfNew = nameOfNew;
    next.openBefore = m_options.workspace;
    reopen(next);
}

void Application::reopen(Options next)
{
    if (m_window)
        noteState();
    next.theme = m_theme.mode();
    next.isReopened = true;
    m_next = next;
    QApplication::exit(0);
}

void Application::end()
{
    if (m_window)
        commitOpenEditor(*m_window);
    if (m_window && m_options.screenshot.isEmpty())
        noteState();
    m_next.reset();
    QApplication::exit(0);
}

void Application::takeFolder()
{
    const QList<WorkspaceFault> faults = m_store.faults();
    QStringList sentences;
    for (const WorkspaceFault &fault : faults)
        sentences += wording::faultSentences(fault.error, fault.file);
    // A file of one client costs that client. Without this one nobody knows what the others mean.
    const auto isWorkspaceFile = [](const WorkspaceFault &fault) { return fault.file == "workspace.json"_L1; };
    if (std::any_of(faults.begin(), faults.end(), isWorkspaceFile))
        return refuse(sentences);
    for (const QString &sentence : std::as_const(sentences))
        complain(sentence);
    m_environmentFiles.open(m_options.workspace, loadEnvironments(m_options.workspace));
    connect(&m_environmentFiles, &EnvironmentStore::changed, this, &Application::showFaults);
    if (m_options.screenshot.isEmpty())
        noteRecentWorkspace(m_options.workspace);
    connect(&m_store, &WorkspaceStore::faultsChanged, this, &Application::showFaults);
    run();
    QApplication::setQuitOnLastWindowClosed(true);
    m_offer.reset();
}

void Application::addWorkspaceMenu()
{
    auto *menu = new WorkspaceMenu(m_options.workspace, readRecentWorkspaces(), m_window.get());
    connect(menu, &WorkspaceMenu::noticed, m_window->status(), &StatusStrip::showProblem);
    connect(menu, &WorkspaceMenu::chosen, this, [this](const QString &folder, const QString &name) {
        m_workspace->leave([this, folder, name] {
            if (folder.isEmpty() && readLastWorkspace() == m_options.workspace) // closed on purpose
                forgetLastWorkspace();
            reopen(folder, name);
        });
    });
    connect(menu, &WorkspaceMenu::newWindowRequested, this, &Application::openNewWindow);
    connect(menu, &WorkspaceMenu::keepChosen, this, &Application::keepDemo);
    connect(menu, &WorkspaceMenu::keepDeclined, m_workspace.get(), [this] { m_workspace->settle(false); });
    connect(m_workspace.get(), &WorkspaceControl::keepRequested, menu, &WorkspaceMenu::keep);
    m_window->addMenu(tr("&Workspace"), menu->actions());
}

void Application::openNewWindow()
{
    const QSize size = m_window->isMaximized() ? m_window->normalGeometry().size() : m_window->size();
    const QString program = QCoreApplication::applicationFilePath();
    if (startNewWindow(program, newWindowArguments(m_options.workspace, size, m_theme.mode())))
        m_window->status()->showMessage(tr("A new window opens."));
    else
        m_window->status()->showProblem(tr("A new window could not be opened: %1 did not start.")
                                            .arg(wording::printable(QDir::toNativeSeparators(program), 120)));
}

/// The one in front, from elsewhere than its tab: whoever does not see its changes is told of them.
void Application::sendOpened()
{
    const RequestDraft draft = m_explore->currentDraft();
    const QList<OpenRequest> open = m_explore->openRequests();
    const bool isEdited = std::any_of(open.begin(), open.end(), [&draft](const OpenRequest &each) {
        return each.edited && each.draft.clientId == draft.clientId && each.draft.requestId == draft.requestId;
    });
    bool isSent = false; // it may be under way already, or asked about first
    const auto sending = connect(m_explore, &ExplorePage::callSent, this, [&isSent] { isSent = true; });
    m_explore->send();
    disconnect(sending);
    if (isEdited && isSent)
        m_window->status()->showMessage(
            //: %1 is the name of a request
            tr("“%1” is sent with its changes, which are not saved.").arg(wording::printable(draft.name, 40)));
}

/// Before the first tab is open, so that each finds its pin.
void Application::recallTabs()
{
    if (m_options.workspace.isEmpty() || !m_options.screenshot.isEmpty())
        return;
    m_tabs = std::make_unique<TabNotes>(m_options.workspace, m_scheduler);
    TabMemory memory = m_tabs->found().memory;
    memory.closed.removeIf([this](const WorkspacePlace &place) {
        const WorkspaceClient *client = clientAt(m_store.workspace(), place.client);
        return !client || !requestAt(*client, place.path);
    });
    m_explore->setTabMemory(memory);
    m_tabs->follow(*m_explore);
}

void Application::openFirstTabs()
{
    const bool isAsLeft = m_options.tabs.isEmpty() && m_tabs;
    const QList<WorkspacePlace> tabs = isAsLeft ? m_tabs->found().open : m_options.tabs;
    for (const WorkspacePlace &tab : tabs)
        openRequest(tab.client, tab.path);
    if (m_explore->openCount() > 0)
        return;
    const ClientNode selected = m_clients->nodes().value(m_selected);
    const auto first = std::find_if(selected.requests.begin(), selected.requests.end(),
                                    [](const RequestNode &node) { return !node.isFolder; });
    if (first != selected.requests.end())
        openRequest(selected.id, first->id);
}

/// How the window is left, and what is open in it. The demo begins anew each time.
void Application::noteState() const
{
    writeWindowState(m_window->windowState());
    if (m_tabs)
        m_tabs->note();
}

void Application::showFaults()
{
    QList<WorkspaceFault> faults = m_store.faults();
    faults.removeIf([](const WorkspaceFault &fault) { return fault.file.startsWith(environmentFiles); });
    m_tree.setNotices(fileNotices(faults + m_environmentFiles.loaded().faults, m_store.warnings()));
}

} // namespace fuseboard
