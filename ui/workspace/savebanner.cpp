// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/savebanner.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/workspacestore.h"

#include <QDir>
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
    connect(&store, &WorkspaceStore::saveFailed, this, [this](const QStringList &, const Error &error) {
        m_error = error;
        refresh();
    });
    connect(&store, &WorkspaceStore::saved, this, &SaveBanner::refresh);
    connect(&store, &WorkspaceStore::conflictFound, this, &SaveBanner::refresh);
    connect(&store, &WorkspaceStore::unsavedChanged, this, &SaveBanner::refresh);
    refresh();
}

void SaveBanner::refresh()
{
    const QList<WorkspaceConflict> conflicts = m_store.conflicts();
    QString text;
    if (!conflicts.isEmpty()) {
        text = tr("%1 was changed here and by another program. Nothing of it is saved until you choose.")
                   .arg(wording::printable(conflicts.first().file, 120));
        m_action->setText(tr("Compare…"));
    } else if (!m_store.failedFiles().isEmpty()) {
        QStringList sentences{wording::saveFailure(m_error)};
        if (const int others = int(m_store.failedFiles().size()) - 1; others > 0)
            sentences << tr("%Ln other files are not saved either.", nullptr, others);
        //: why files could not be saved, as whole sentences
        text = tr("Not saved: %1 Your changes are kept as long as Fuseboard runs.").arg(sentences.join(u' '));
        m_action->setText(tr("Save again"));
    } else if (m_store.isReadOnly() && !m_isReadOnlyKnown) {
        //: %1 a folder
        text = tr("%1 cannot be written. You can look at everything and send requests, but what you change is kept "
                  "only as long as Fuseboard runs. Allow writing there, or open a copy of the folder.")
                   .arg(wording::printable(QDir::toNativeSeparators(m_store.folder()), 120));
        m_action->setText(tr("Hide"));
    }
    setText(text);
}

void SaveBanner::run()
{
    if (const QList<WorkspaceConflict> conflicts = m_store.conflicts(); !conflicts.isEmpty()) {
        Q_EMIT conflictChosen(conflicts.first().file);
    } else if (!m_store.failedFiles().isEmpty()) {
        m_store.saveAgain();
    } else {
        m_isReadOnlyKnown = true;
        refresh();
    }
}

} // namespace fuseboard
