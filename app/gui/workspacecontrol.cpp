// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacecontrol.h"

#include "clients/clientpanel.h"
#include "common/openeditor.h"
#include "explorer/explorepage.h"
#include "models/clienttreemodel.h"
#include "shell/mainwindow.h"
#include "workspace/conflictquestion.h"
#include "workspace/leavequestion.h"
#include "workspace/requestkeeper.h"
#include "workspace/savebanner.h"
#include "workspace/store/draftfolder.h"
#include "workspace/store/draftstore.h"
#include "workspace/store/workspacestore.h"
#include "workspace/treecommands.h"

#include <QAction>
#include <QGuiApplication>
#include <QTreeView>

#include <utility>

namespace fuseboard {

WorkspaceControl::WorkspaceControl(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_commands(new TreeCommands(parts.store, this))
{
    if (!parts.draftFolder.isEmpty())
        m_drafts = std::make_unique<DraftStore>(parts.draftFolder, parts.files, parts.scheduler);
    if (m_drafts)
        connect(m_drafts.get(), &DraftStore::tried, this, [this] {
            const auto go = std::exchange(m_go, nullptr);
            if (m_leave && go)
                m_leave->leave(go);
        });
    connect(m_commands, &TreeCommands::noticed, this, &WorkspaceControl::noticed);
    connect(m_commands, &TreeCommands::failed, this, &WorkspaceControl::failed);
    connect(m_commands, &TreeCommands::placeShown, this, &WorkspaceControl::show);
}

WorkspaceControl::~WorkspaceControl() = default;

void WorkspaceControl::attach(MainWindow &window)
{
    m_window = &window;
    auto *banner = new SaveBanner(m_parts.theme, m_parts.store, &window);
    window.addStrip(banner);
    connect(banner, &SaveBanner::conflictChosen, this, &WorkspaceControl::askForVersion);
    guard(window);
    connectTree(window);
    window.addMenu(tr("&Edit"), m_commands->windowActions());
    // Not everything tells of what it changes: a disk of the network does not.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            m_parts.store.lookAgain();
    });
}

void WorkspaceControl::guard(MainWindow &window)
{
    m_leave = new LeaveQuestion(m_parts.theme, m_parts.store, &window, m_parts.waiting, m_parts.unkept);
    m_leave->setUnkeptTabs([this] { return m_keeper ? m_keeper->unkeptNames() : QStringList(); });
    connect(m_leave, &LeaveQuestion::changesDiscarded, this, [this] {
        if (m_keeper)
            m_keeper->discardUnsaved();
        Q_EMIT changesDiscarded();
    });
    connect(m_leave, &LeaveQuestion::keepRequested, this, &WorkspaceControl::keepRequested);
    connect(m_leave, &LeaveQuestion::conflictChosen, this, &WorkspaceControl::askForVersion);
    window.setMayClose([this, &window] {
        if (!m_leave || (!isDraftUntried() && m_leave->isSafe()))
            return true;
        leaveTried([&window] { window.close(); });
        return false;
    });
}

bool WorkspaceControl::isDraftUntried() const
{
    return m_drafts && m_drafts->isUntried();
}

/// What was written last is on the disk before it is asked whether anything would be lost.
void WorkspaceControl::leaveTried(const std::function<void()> &go)
{
    const bool mayBeKept = isDraftUntried() || (m_drafts && m_drafts->hasFailed()); // there may be room by now
    if (!mayBeKept)
        return m_leave->leave(go);
    m_go = go;
    m_drafts->writeNow();
}

void WorkspaceControl::leave(const std::function<void()> &go)
{
    if (m_window)
        commitOpenEditor(*m_window); // menus leave it open
    if (m_leave)
        leaveTried(go);
}

void WorkspaceControl::settle(bool hasAll)
{
    if (m_leave && hasAll)
        m_leave->settle();
    else if (m_leave)
        m_leave->stay();
}

bool WorkspaceControl::goOn()
{
    return m_leave && m_leave->goOn();
}

Result<void> WorkspaceControl::handDraftsTo(const QString &draftFolder)
{
    const QList<KeptDraft> drafts = m_keeper ? m_keeper->editedDrafts() : QList<KeptDraft>();
    return drafts.isEmpty() ? Result<void>() : DraftFolder(m_parts.files, draftFolder).write(drafts);
}

void WorkspaceControl::connectTree(MainWindow &window)
{
    ClientPanel *panel = window.clientPanel();
    QTreeView *tree = panel->tree();
    tree->addActions(m_commands->windowActions().first(2));
    tree->addActions(m_commands->treeActions());
    auto *separator = new QAction(tree);
    separator->setSeparator(true);
    tree->addAction(separator);
    connect(panel, &ClientPanel::currentPlaceChanged, this, [this](const WorkspacePlace &place) {
        if (m_keeper)
            m_keeper->setCurrent(place);
    });
    connect(panel, &ClientPanel::chosenPlacesChanged, this,
            [this, panel] { m_commands->setChosen(panel->currentPlace(), panel->chosenPlaces()); });
    connect(m_commands, &TreeCommands::placesShown, panel, &ClientPanel::showPlaces);
    connect(m_commands, &TreeCommands::removing, panel, &ClientPanel::setGoingOn);
    connect(m_commands, &TreeCommands::nameRequested, panel, &ClientPanel::editName);
    connect(&m_parts.tree, &ClientTreeModel::renameRequested, m_commands, &TreeCommands::rename);
    // The drop is over first: it holds on to rows.
    connect(&m_parts.tree, &ClientTreeModel::moveRequested, m_commands, &TreeCommands::move, Qt::QueuedConnection);
}

void WorkspaceControl::attach(ExplorePage &page)
{
    m_keeper = new RequestKeeper(m_parts.theme, m_parts.store, m_drafts.get(), page);
    connect(m_keeper, &RequestKeeper::noticed, this, [this](const QString &text) {
        const QString &step = m_commands->stepUnderWay();
        Q_EMIT noticed(step.isEmpty() ? text : step + QChar::Space + text);
    });
    connect(m_keeper, &RequestKeeper::failed, this, &WorkspaceControl::failed);
    connect(m_keeper, &RequestKeeper::placeShown, this, [this](const WorkspacePlace &place) { show(place, false); });
    if (m_window)
        m_keeper->setCurrent(m_window->clientPanel()->currentPlace());
}

void WorkspaceControl::show(const WorkspacePlace &place, bool isNew)
{
    if (!m_window)
        return;
    ClientPanel *panel = m_window->clientPanel();
    if (isNew && place.kind == WorkspacePlace::Kind::Request)
        Q_EMIT requestMade(place.client, place.path);
    if (panel->showPlace(place) && isNew)
        panel->editName();
}

void WorkspaceControl::askForVersion(const QString &file)
{
    fuseboard::askForVersion(m_parts.theme, m_parts.store, file, m_window);
}

} // namespace fuseboard
