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
    m_unwritten.insert(draft.key, draft);
    if (!m_timer.isActive())
        m_timer = m_scheduler.after(gatheringTime, [this] { writeAll(); });
}

void DraftStore::discard(const QString &key)
{
    m_unwritten.remove(key);
    if (!isSafeSlug(key))
        return;
    m_worker.run(
        this, [folder = m_folder, key] { return folder->remove(key); },
        [this](const Result<void> &done) { remember(done); });
}

void DraftStore::restore()
{
    m_worker.run(
        this, [folder = m_folder] { return folder->takeOver(); },
        [this](const QList<KeptDraft> &drafts) { Q_EMIT restored(drafts); });
}

void DraftStore::writeAll()
{
    if (m_unwritten.isEmpty())
        return;
    m_worker.run(
        this, [folder = m_folder, drafts = std::exchange(m_unwritten, {}).values()] { return folder->write(drafts); },
        [this](const Result<void> &done) { remember(done); });
}

void DraftStore::remember(const Result<void> &done)
{
    const bool wasFailing = std::exchange(m_isFailing, !done.ok());
    if (m_isFailing && !wasFailing)
        Q_EMIT failed(done.error());
}

} // namespace fuseboard
