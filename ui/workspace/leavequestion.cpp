// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/leavequestion.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacelayout.h"

#include <utility>

namespace fuseboard {

namespace {

/// "orders-api", "orders-api › List orders"; empty for what has gone, and for folders, which are no more than an order.
QString nameIn(const Workspace &workspace, const WorkspacePlace &place)
{
    const WorkspaceClient *client = clientAt(workspace, place.client);
    if (!client)
        return {};
    if (place.kind == WorkspacePlace::Kind::Client)
        return client->config.name;
    const WorkspaceRequest *request = requestAt(*client, place.path);
    //: a request, and before it its client
    return request ? LeaveQuestion::tr("%1 › %2").arg(client->config.name, request->config.name) : QString();
}

/// In the order of their files. What has no name of its own stands for itself, but for what is no more than an order.
QStringList namesOf(const QStringList &files, const Workspace &workspace)
{
    QStringList names;
    QStringList orders;
    for (const QString &file : files) {
        const QString name = nameIn(workspace, placeOf(file));
        const bool isOrder = file == workspaceFile() || placeOf(file).kind == WorkspacePlace::Kind::Folder;
        if (!name.isEmpty())
            names.append(name);
        else
            (isOrder ? orders : names).append(file);
    }
    return names.isEmpty() ? orders : names;
}

} // namespace

LeaveQuestion::LeaveQuestion(const Theme &theme, WorkspaceStore &store, QWidget *window, Names waiting, Names unkept)
    : QObject(window)
    , m_theme(theme)
    , m_store(store)
    , m_window(window)
    , m_waiting(std::move(waiting))
    , m_unkept(std::move(unkept))
{
    connect(&store, &WorkspaceStore::saveFailed, this,
            [this](const QStringList &, const Error &error) { m_error = error; });
    // From the loop, when the store has told all that it has to tell: whoever goes takes the store along.
    connect(&store, &WorkspaceStore::unsavedChanged, this, &LeaveQuestion::settle, Qt::QueuedConnection);
    connect(&store, &WorkspaceStore::conflictFound, this, &LeaveQuestion::settle, Qt::QueuedConnection);
}

bool LeaveQuestion::isSafe() const
{
    return stakes().isEmpty();
}

QList<LeaveQuestion::Stake> LeaveQuestion::stakes() const
{
    QList<Stake> stakes;
    const auto note = [this, &stakes](Stake stake, bool isAtStake) {
        if (isAtStake && !m_mayLose.contains(stake))
            stakes.append(stake);
    };
    note(Stake::Files, !m_store.unsavedFiles().isEmpty());
    note(Stake::Keychain, !waiting().isEmpty());
    note(Stake::Nowhere, !unkept().isEmpty());
    note(Stake::Tabs, !unkeptTabs().isEmpty());
    return stakes;
}

QStringList LeaveQuestion::unkept() const
{
    return namesOf(m_store.unkeptFiles(), m_store.workspace()) + (m_unkept ? m_unkept() : QStringList());
}

QStringList LeaveQuestion::waiting() const
{
    return m_waiting ? m_waiting() : QStringList();
}

void LeaveQuestion::leave(const std::function<void()> &go)
{
    const bool wasWaiting = bool(m_go);
    m_go = go;
    if (wasWaiting && !isSafe())
        ask();
    else
        settle();
}

void LeaveQuestion::settle()
{
    if (!m_go)
        return;
    if (isSafe()) {
        if (m_dialog)
            m_dialog->accept();
        m_dialog = nullptr;
        const auto go = std::exchange(m_go, nullptr);
        if (std::exchange(m_hasDiscarded, false)) // not before: whoever is asked about more may stay
            Q_EMIT changesDiscarded();
        return go();
    }
    if (m_dialog || !m_store.isSaving())
        ask();
}

void LeaveQuestion::makeDialog()
{
    m_dialog = new UnsavedDialog(m_theme, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &UnsavedDialog::saveChosen, &m_store, &WorkspaceStore::saveAgain);
    connect(m_dialog, &UnsavedDialog::keepChosen, this, &LeaveQuestion::keep);
    connect(m_dialog, &UnsavedDialog::discardChosen, this, &LeaveQuestion::discard);
    connect(m_dialog, &QDialog::rejected, this, [this] {
        m_dialog = nullptr;
        stay();
    });
    connect(m_dialog, &UnsavedDialog::compareChosen, this, [this] {
        const QList<WorkspaceConflict> conflicts = m_store.conflicts();
        stay();
        if (!conflicts.isEmpty())
            Q_EMIT conflictChosen(conflicts.first().file);
    });
}

void LeaveQuestion::ask()
{
    if (!m_dialog)
        makeDialog();
    m_asked = stakes().value(0);
    using Obstacle = UnsavedDialog::Obstacle;
    switch (m_asked) {
    case Stake::Files:
        return askForFiles();
    case Stake::Keychain:
        return m_dialog->show(
            Obstacle::Keychain,
            tr("These wait for the keychain, which has not answered yet. Without its answer they are lost:"),
            waiting());
    case Stake::Nowhere:
        return m_dialog->show(Obstacle::Nowhere,
                              tr("The demo lies in no folder, and what you have made of it ends with it. Kept as a "
                                 "workspace, it goes on in a folder of your own. Without that these are lost:"),
                              unkept());
    case Stake::Tabs:
        return m_dialog->show(Obstacle::Tabs,
                              tr("These are edited in their tabs, and the folder that would keep such edits until the "
                                 "next start cannot be written. Without saving them there they are lost:"),
                              unkeptTabs());
    }
}

void LeaveQuestion::askForFiles()
{
    using Obstacle = UnsavedDialog::Obstacle;
    const QStringList files = m_store.unsavedFiles();
    if (m_store.isSaving())
        m_dialog->show(Obstacle::Saving, tr("These are being saved:"), files);
    else if (!m_store.failedFiles().isEmpty())
        m_dialog->show(Obstacle::Failed,
                       wording::saveFailure(m_error) + QChar::Space + tr("Without saving these are lost:"), files);
    else
        m_dialog->show(Obstacle::Conflict,
                       tr("Another program has changed what you changed. Until you choose between the two, yours is "
                          "not saved:"),
                       files);
}

/// The question makes way for the one where to.
void LeaveQuestion::keep()
{
    if (UnsavedDialog *dialog = std::exchange(m_dialog, nullptr))
        dialog->accept();
    Q_EMIT keepRequested();
}

bool LeaveQuestion::goOn()
{
    if (!m_go)
        return false;
    m_mayLose = {Stake::Files, Stake::Keychain, Stake::Nowhere, Stake::Tabs}; // what is here is there too
    settle();
    return true;
}

void LeaveQuestion::discard()
{
    m_mayLose.append(m_asked);
    m_hasDiscarded = true;
    settle();
}

void LeaveQuestion::stay()
{
    m_go = nullptr;
    m_mayLose.clear();
    m_hasDiscarded = false;
    if (UnsavedDialog *dialog = std::exchange(m_dialog, nullptr))
        dialog->reject();
}

} // namespace fuseboard
