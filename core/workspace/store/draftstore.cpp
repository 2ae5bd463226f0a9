// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/draftstore.h"

#include "config/configfile.h"
#include "workspace/files/durablefile.h"
#include "workspace/slug.h"

#include <QDir>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration gatheringTime = 500ms;

QString draftFile(const QString &folder, const QString &key)
{
    return u"%1/%2.json"_s.arg(folder, key);
}

Result<void> writeDrafts(FileSystem &files, const QString &folder, const QMap<QString, KeptDraft> &drafts)
{
    if (auto made = makeFolders(files, folder, {}); !made)
        return made;
    Result<void> done;
    for (const KeptDraft &draft : drafts) {
        if (auto written = replaceFile(files, draftFile(folder, draft.key), writeDraft(draft)); !written)
            done = written;
    }
    return done;
}

QList<KeptDraft> readDrafts(FileSystem &files, const QString &folder)
{
    removeUnfinished(files, folder, Depth::Flat);
    QList<KeptDraft> drafts;
    for (const QString &name : QDir(folder).entryList({u"*.json"_s}, QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        const QString key = name.chopped(5);
        const auto bytes = isSafeSlug(key) ? readConfigFile(draftFile(folder, key)) : Result<QByteArray>(QByteArray());
        if (!bytes)
            continue;
        if (auto draft = readDraft(key, *bytes))
            drafts.append(*std::move(draft));
    }
    return drafts;
}

} // namespace

DraftStore::DraftStore(QString folder, FileSystem &files, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_files(files)
    , m_scheduler(scheduler)
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
        this, [&files = m_files, file = draftFile(m_folder, key)] { return removeFile(files, file); },
        [this](const Result<void> &done) { remember(done); });
}

void DraftStore::restore()
{
    m_worker.run(
        this, [&files = m_files, folder = m_folder] { return readDrafts(files, folder); },
        [this](const QList<KeptDraft> &drafts) { Q_EMIT restored(drafts); });
}

void DraftStore::writeAll()
{
    if (m_unwritten.isEmpty())
        return;
    m_worker.run(
        this,
        [&files = m_files, folder = m_folder, drafts = std::exchange(m_unwritten, {})] {
            return writeDrafts(files, folder, drafts);
        },
        [this](const Result<void> &done) { remember(done); });
}

void DraftStore::remember(const Result<void> &done)
{
    const bool wasFailing = std::exchange(m_isFailing, !done.ok());
    if (m_isFailing && !wasFailing)
        Q_EMIT failed(done.error());
}

} // namespace fuseboard
