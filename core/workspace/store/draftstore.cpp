// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/draftstore.h"

#include "workspace/slug.h"
#include "workspace/store/draftfolder.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr Duration gatheringTime = 500ms;
constexpr Duration patience = 2s; // with a disk that does not answer

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
    Unkept &one = m_unkept[draft.key];
    one.draft = draft;
    one.write = 0;
    if (!m_timer.isActive())
        m_timer = m_scheduler.after(gatheringTime, [this] { writeAll(); });
}

void DraftStore::discard(const QString &key)
{
    m_unkept.remove(key);
    if (!isSafeSlug(key))
        return;
    m_worker.run(
        this, [folder = m_folder, key] { return folder->remove(key); },
        [this](const Result<void> &done) {
            if (!done) // where nothing is to be removed, that says nothing of what is to be written
                remember(done);
            tellTried();
        });
}

bool DraftStore::isUnkept(const QString &key) const
{
    const auto one = m_unkept.constFind(key);
    return one != m_unkept.cend() && one->hasFailed;
}

bool DraftStore::isUntried() const
{
    return std::any_of(m_unkept.cbegin(), m_unkept.cend(),
                       [](const Unkept &one) { return !one.hasFailed || one.isRetried; });
}

bool DraftStore::hasFailed() const
{
    return std::any_of(m_unkept.cbegin(), m_unkept.cend(), [](const Unkept &one) { return one.hasFailed; });
}

void DraftStore::writeNow()
{
    for (Unkept &one : m_unkept)
        one.isRetried = one.hasFailed;
    writeAll();
    if (!isUntried() || m_isHurried)
        return;
    m_isHurried = true;
    m_patience = m_scheduler.after(patience, [this] { giveUpWaiting(); });
}

void DraftStore::giveUpWaiting()
{
    for (Unkept &one : m_unkept) {
        one.hasFailed = true;
        one.isRetried = false;
    }
    tellTried();
}

void DraftStore::tellTried()
{
    if (!m_isHurried || isUntried())
        return;
    m_isHurried = false;
    m_patience = {};
    Q_EMIT tried();
}

void DraftStore::restore()
{
    m_worker.run(
        this, [folder = m_folder] { return folder->takeOver(); },
        [this](const QList<KeptDraft> &drafts) { Q_EMIT restored(drafts); });
}

void DraftStore::writeAll()
{
    m_timer = {};
    QList<KeptDraft> drafts;
    for (Unkept &one : m_unkept) {
        if (one.write != 0 && !one.hasFailed)
            continue;
        one.write = m_writes + 1;
        drafts.append(one.draft);
    }
    if (drafts.isEmpty())
        return;
    ++m_writes;
    QStringList keys;
    for (const KeptDraft &draft : std::as_const(drafts))
        keys.append(draft.key);
    m_worker.run(
        this, [folder = m_folder, drafts] { return folder->write(drafts); },
        [this, write = m_writes, keys](const Result<void> &done) { finishWriting(write, keys, done); });
}

void DraftStore::finishWriting(int write, const QStringList &keys, const Result<void> &done)
{
    for (const QString &key : keys) {
        const auto one = m_unkept.find(key);
        if (one == m_unkept.end()) // it is not wanted any more
            continue;
        one->hasFailed = !done;
        if (one->write != write) // it has changed since, or is tried again
            continue;
        one->isRetried = false;
        if (done)
            m_unkept.erase(one);
    }
    remember(done);
    tellTried();
}

/// Once for all that fails, until nothing does: of several writes one may work while what another one has left does
/// not.
void DraftStore::remember(const Result<void> &done)
{
    const bool wasFailing = std::exchange(m_isFailing, !done || hasFailed());
    if (!done && !wasFailing)
        Q_EMIT failed(done.error());
}

} // namespace fuseboard
