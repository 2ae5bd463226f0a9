// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/savebanner.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/workspacestore.h"

#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

SaveBanner::SaveBanner(const Theme &theme, WorkspaceStore &store, QWidget *parent)
    : WarningBanner(theme, u"save-banner"_s, parent)
    , m_store(store)
    , m_action(new QPushButton(this))
{
    addAction(m_action);
    connect(m_action, &QPushButton::clicked, this, &SaveBanner::run);
    connect(&store, &WorkspaceStore::saveFailed, this, &SaveBanner::noteFailure);
    connect(&store, &WorkspaceStore::conflictFound, this, &SaveBanner::refresh);
    connect(&store, &WorkspaceStore::unsavedChanged, this, &SaveBanner::refresh);
    refresh();
}

void SaveBanner::noteFailure(const QStringList &files, const Error &error)
{
    m_error = error;
    for (const QString &file : files) {
        if (!m_failed.contains(file))
            m_failed.append(file);
    }
    refresh();
}

void SaveBanner::refresh()
{
    const QStringList unsaved = m_store.unsavedFiles();
    m_failed.removeIf([&unsaved](const QString &file) { return !unsaved.contains(file); });
    const QList<WorkspaceConflict> conflicts = m_store.conflicts();
    QString text;
    if (!conflicts.isEmpty()) {
        text = tr("%1 was changed here and by another program. Nothing of it is saved until you choose.")
                   .arg(wording::printable(conflicts.first().file, 120));
        m_action->setText(tr("Compare…"));
    } else if (!m_failed.isEmpty()) {
        //: why a file could not be saved, as a whole sentence
        text = tr("Not saved: %1 Your changes are kept as long as Fuseboard runs.").arg(wording::sentence(m_error));
        m_action->setText(tr("Save again"));
    }
    setText(text);
}

void SaveBanner::run()
{
    if (const QList<WorkspaceConflict> conflicts = m_store.conflicts(); !conflicts.isEmpty())
        Q_EMIT conflictChosen(conflicts.first().file);
    else
        m_store.saveAgain();
}

} // namespace fuseboard
