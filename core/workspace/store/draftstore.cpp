// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/draftstore.h"

#include "workspace/slug.h"
#include "workspace/store/draftfolder.h"

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr Duration gatheringTime = 500ms;

} // namespace

DraftStore::DraftStore(QString folder, FileSystem &files, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_folder(std::make_shared<DraftFolder>(files, std::move(folder)))
{
}

DraftStore::~DraftStore()
{
    writeAll();
}

void DraftStore::keep(const KeptDraft &draft)
{
    if (!isSafeSlug(draft.key))
        return;
    m_keys.insert(draft.key);
    m_unwritten.insert(draft.key, draft);
    if (!m_timer.isActive())
        m_timer = m_scheduler.after(gatheringTime, [this] { writeAll(); });
}

void DraftStore::discard(const QString &key)
{
    m_keys.remove(key);
    m_unwritten.remove(key);
    m_failed.remove(key);
    if (!isSafeSlug(key))
        return;
    m_worker.run(
        this, [folder = m_folder, key] { return folder->remove(key); },
        [this](const Result<void> &done) {
            if (!done) // where nothing is to be removed, that says nothing of what is to be written
                remember(done);
        });
}

void DraftStore::restore()
{
    m_worker.run(
        this, [folder = m_folder] { return folder->takeOver(); },
        [this](const QList<KeptDraft> &drafts) { Q_EMIT restored(drafts); });
}

void DraftStore::writeAll()
{
    QMap<QString, KeptDraft> all = std::exchange(m_failed, {});
    all.insert(std::exchange(m_unwritten, {}));
    if (all.isEmpty())
        return;
    const QList<KeptDraft> drafts = all.values();
    m_worker.run(
        this, [folder = m_folder, drafts] { return folder->write(drafts); },
        [this, drafts](const Result<void> &done) { finishWriting(drafts, done); });
}

void DraftStore::finishWriting(const QList<KeptDraft> &drafts, const Result<void> &done)
{
    for (const KeptDraft &draft : drafts) {
        if (!done && m_keys.contains(draft.key) && !m_unwritten.contains(draft.key))
            m_failed.insert(draft.key, draft);
        else
            m_failed.remove(draft.key);
    }
    remember(done);
}

void DraftStore::remember(const Result<void> &done)
{
    const bool wasFailing = std::exchange(m_isFailing, !done.ok());
    if (m_isFailing && !wasFailing)
        Q_EMIT failed(done.error());
}

} // namespace fuseboard
