// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/savebanner.h"

#include "common/grid.h"
#include "common/iconview.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/workspacestore.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

SaveBanner::SaveBanner(const Theme &theme, WorkspaceStore &store, QWidget *parent)
    : QFrame(parent)
    , m_store(store)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
{
    setProperty("kind", u"banner"_s);
    setObjectName(u"save-banner"_s);
    auto *icon = new IconView(theme, IconId::Warning, 20, this);
    icon->setIcon(IconId::Warning, ColorRole::WarningText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::page, grid::gap, grid::page, grid::gap);
    row->setSpacing(grid::gap);
    row->addWidget(icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &SaveBanner::run);
    connect(&store, &WorkspaceStore::saveFailed, this, &SaveBanner::noteFailure);
    connect(&store, &WorkspaceStore::conflictFound, this, &SaveBanner::show);
    connect(&store, &WorkspaceStore::unsavedChanged, this, &SaveBanner::show);
    show();
}

void SaveBanner::noteFailure(const QStringList &files, const Error &error)
{
    m_error = error;
    for (const QString &file : files) {
        if (!m_failed.contains(file))
            m_failed.append(file);
    }
    show();
}

void SaveBanner::show()
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
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void SaveBanner::run()
{
    if (const QList<WorkspaceConflict> conflicts = m_store.conflicts(); !conflicts.isEmpty())
        Q_EMIT conflictChosen(conflicts.first().file);
    else
        m_store.saveAgain();
}

} // namespace fuseboard
