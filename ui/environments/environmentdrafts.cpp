// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentdrafts.h"

#include "config/json/jsontext.h"
#include "environments/environmentedits.h"
#include "environments/environmentsdialog.h"
#include "models/errorwording.h"
#include "workspace/store/clientdraftfile.h"

#include <QUuid>

namespace fuseboard {

namespace {

/// Without settings where nothing is edited.
KeptDraft keptEdits(const EnvironmentsDialog &dialog, const QString &key)
{
    const JsonValue edits = editsTree(dialog.base(), dialog.drafts());
    KeptDraft draft{key};
    if (!edits.isNull())
        draft.settings = compactJson(edits);
    return draft;
}

bool isSavedByNow(const QList<Environment> &present, const KeptDraft &draft)
{
    const RestoredEnvironments restored = restoredEdits(present, settingsOf(draft));
    return restored.typed.isEmpty() && editsTree(present, restored.drafts).isNull();
}

} // namespace

EnvironmentDrafts::EnvironmentDrafts(const QString &folder, FileSystem &files, Scheduler &scheduler,
                                     std::function<QList<Environment>()> present, QObject *parent)
    : QObject(parent)
    , m_present(std::move(present))
    , m_store(folder, files, scheduler)
{
    connect(&m_store, &DraftStore::restored, this, &EnvironmentDrafts::offer);
    connect(&m_store, &DraftStore::failed, this, [this](const Error &error) {
        //: why, as a whole sentence
        Q_EMIT failed(tr("What is not saved would not outlive a crash: %1").arg(wording::sentence(error)));
    });
    m_store.restore();
}

void EnvironmentDrafts::offer(const QList<KeptDraft> &drafts)
{
    for (const KeptDraft &draft : drafts) {
        if (isSavedByNow(m_present(), draft))
            m_store.discard(draft.key);
        else
            m_left.append(draft);
    }
    tellLeft();
}

void EnvironmentDrafts::tellLeft()
{
    if (m_left.isEmpty())
        return;
    m_told = tr("Edits of the environments were not saved. “Environments…” has them again.");
    Q_EMIT offered(m_told);
}

QString EnvironmentDrafts::follow(EnvironmentsDialog &dialog)
{
    QString key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!m_left.isEmpty()) {
        const KeptDraft left = m_left.takeFirst();
        key = left.key;
        dialog.restoreEdits(restoredEdits(dialog.base(), settingsOf(left)));
        if (m_left.isEmpty())
            Q_EMIT settled(m_told);
    }
    connect(&dialog, &EnvironmentsDialog::edited, this, [this, &dialog, key] { keep(dialog, key); });
    connect(&dialog, &QDialog::finished, this, [this, &dialog, key](int result) {
        // What is still being saved may fail.
        if (result != QDialog::Accepted && dialog.isWaiting())
            m_going.insert(key, keptEdits(dialog, key));
        else
            m_store.discard(key);
    });
    return key;
}

void EnvironmentDrafts::settle(const QString &key, bool isSaved)
{
    const auto going = m_going.constFind(key);
    if (going == m_going.cend())
        return;
    const KeptDraft draft = *going;
    m_going.erase(going);
    if (isSaved || draft.settings.isEmpty())
        return m_store.discard(key);
    m_left.append(draft);
    tellLeft();
}

void EnvironmentDrafts::discardUnsaved()
{
    const QStringList keys = m_going.keys();
    m_going.clear();
    for (const QString &key : keys)
        m_store.discard(key);
}

void EnvironmentDrafts::keep(const EnvironmentsDialog &dialog, const QString &key)
{
    const KeptDraft draft = keptEdits(dialog, key);
    if (draft.settings.isEmpty())
        m_store.discard(key);
    else
        m_store.keep(draft);
}

} // namespace fuseboard
