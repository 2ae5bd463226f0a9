// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/leavequestion.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/workspacestore.h"

#include <utility>

namespace fuseboard {

LeaveQuestion::LeaveQuestion(const Theme &theme, WorkspaceStore &store, QWidget *window,
                             std::function<QStringList()> waiting)
    : QObject(window)
    , m_theme(theme)
    , m_store(store)
    , m_window(window)
    , m_waiting(std::move(waiting))
{
    connect(&store, &WorkspaceStore::saveFailed, this,
            [this](const QStringList &, const Error &error) { m_error = error; });
    // From the loop, when the store has told all that it has to tell: whoever goes takes the store along.
    connect(&store, &WorkspaceStore::unsavedChanged, this, &LeaveQuestion::settle, Qt::QueuedConnection);
    connect(&store, &WorkspaceStore::conflictFound, this, &LeaveQuestion::settle, Qt::QueuedConnection);
}

bool LeaveQuestion::isSafe() const
{
    return m_mayLose || (m_store.unsavedFiles().isEmpty() && waiting().isEmpty());
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
        return go();
    }
    if (m_dialog || !m_store.isSaving())
        ask();
}

void LeaveQuestion::ask()
{
    if (!m_dialog) {
        m_dialog = new UnsavedDialog(m_theme, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &UnsavedDialog::saveChosen, &m_store, &WorkspaceStore::saveAgain);
        connect(m_dialog, &UnsavedDialog::discardChosen, this, &LeaveQuestion::discard);
        connect(m_dialog, &QDialog::rejected, this, [this] {
            m_go = nullptr;
            m_dialog = nullptr;
        });
        connect(m_dialog, &UnsavedDialog::compareChosen, this, [this] {
            const QList<WorkspaceConflict> conflicts = m_store.conflicts();
            stay();
            if (!conflicts.isEmpty())
                Q_EMIT conflictChosen(conflicts.first().file);
        });
    }
    const QStringList files = m_store.unsavedFiles();
    using Obstacle = UnsavedDialog::Obstacle;
    if (files.isEmpty())
        m_dialog->show(Obstacle::Keychain,
                       tr("These wait for the keychain, which has not answered yet. Without its answer they are lost:"),
                       waiting());
    else if (m_store.isSaving())
        m_dialog->show(Obstacle::Saving, tr("These are being saved:"), files);
    else if (!m_store.failedFiles().isEmpty())
        m_dialog->show(Obstacle::Failed,
                       wording::sentence(m_error) + QChar::Space + tr("Without saving these are lost:"), files);
    else
        m_dialog->show(Obstacle::Conflict,
                       tr("Another program has changed what you changed. Until you choose between the two, yours is "
                          "not saved:"),
                       files);
}

void LeaveQuestion::discard()
{
    m_mayLose = true;
    settle();
}

void LeaveQuestion::stay()
{
    m_go = nullptr;
    if (UnsavedDialog *dialog = std::exchange(m_dialog, nullptr))
        dialog->reject();
}

} // namespace fuseboard
