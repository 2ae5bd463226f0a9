// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/draftfolder.h"

#include "config/configfile.h"
#include "workspace/files/durablefile.h"
#include "workspace/slug.h"

#include <QDir>
#include <QUuid>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString draftFile(const QString &folder, const QString &key)
{
    return u"%1/%2.json"_s.arg(folder, key);
}

/// It is held as long as its program runs, which may be weeks: only the end of that makes it stale.
std::unique_ptr<QLockFile> heldLock(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path);
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

QList<KeptDraft> readDrafts(const QString &folder)
{
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

DraftFolder::DraftFolder(FileSystem &files, QString base)
    : m_files(files)
    , m_base(std::move(base))
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

DraftFolder::~DraftFolder()
{
    if (m_lock)
        (void)m_files.removeFolder(folderOf(m_name)); // where it is empty
}

QString DraftFolder::folderOf(const QString &name) const
{
    return m_base + u'/' + name;
}

QString DraftFolder::lockOf(const QString &name) const
{
    return folderOf(name) + u".lock"_s;
}

Result<void> DraftFolder::claim()
{
    if (m_lock)
        return {};
    if (auto made = makeFolders(m_files, m_base, {}); !made)
        return made;
    // Beside the folder and before it: nobody finds one without the other.
    auto lock = heldLock(lockOf(m_name));
    if (!lock)
        return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, lockOf(m_name));
    auto made = makeFolders(m_files, m_base, {m_name});
    if (made)
        m_lock = std::move(lock);
    return made;
}

Result<void> DraftFolder::write(const QList<KeptDraft> &drafts)
{
    if (auto claimed = claim(); !claimed)
        return claimed;
    Result<void> done;
    for (const KeptDraft &draft : drafts) {
        if (auto written = replaceFile(m_files, draftFile(folderOf(m_name), draft.key), writeDraft(draft)); !written)
            done = written;
    }
    return done;
}

Result<void> DraftFolder::remove(const QString &key)
{
    return m_lock ? removeFile(m_files, draftFile(folderOf(m_name), key)) : Result<void>();
}

QList<KeptDraft> DraftFolder::takeOver()
{
    for (const QString &name : QDir(m_base).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        if (name != m_name)
            takeOverFrom(name);
    }
    return m_lock ? readDrafts(folderOf(m_name)) : QList<KeptDraft>();
}

void DraftFolder::takeOverFrom(const QString &name)
{
    const auto lock = heldLock(lockOf(name));
    if (!lock) // its program still runs
        return;
    const QString folder = folderOf(name);
    removeUnfinished(m_files, folder, Depth::Flat);
    for (const KeptDraft &draft : readDrafts(folder)) {
        if (claim())
            (void)moveFile(m_files, draftFile(folder, draft.key), draftFile(folderOf(m_name), draft.key));
    }
    (void)m_files.removeFolder(folder); // where nothing is left in it
}

} // namespace fuseboard
