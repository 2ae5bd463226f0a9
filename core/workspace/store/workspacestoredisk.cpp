// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the store and the disk tell one another.

#include "workspace/store/workspacestore.h"

#include "workspace/workspacelayout.h"

#include <algorithm>

namespace fuseboard {

namespace {

QStringList clientsRemovedBy(const WorkspaceChange &change)
{
    QStringList folders;
    for (const WorkspacePlace &place : change.removed) {
        if (place.kind == WorkspacePlace::Kind::Client)
            folders.append(clientFolder(place.client) + u'/');
    }
    return folders;
}

} // namespace

FileSave WorkspaceStore::saveOf(const QString &file)
{
    UnsavedFile &unsaved = m_unsaved[file];
    QSet<QString> movedTo = unsaved.movedTo;
    movedTo.removeIf([this](const QString &target) { return !m_unsaved.contains(target) || !m_image.bytesOf(target); });
    return {file, unsaved.base, m_image.bytesOf(file), unsaved.underWay++ == 0, movedTo};
}

void WorkspaceStore::sendToDisk(const QList<FileSave> &saves)
{
    if (!saves.isEmpty()) {
        m_worker.run(
            this, [disk = m_disk, saves] { return disk->save(saves); },
            [this](const QList<FileSaved> &outcomes) { finishSaving(outcomes); });
    }
    Q_EMIT unsavedChanged();
}

void WorkspaceStore::finishSaving(const QList<FileSaved> &outcomes)
{
    QStringList savedFiles;
    QStringList failedFiles;
    Error error;
    QList<FileSaved> conflicting;
    for (const FileSaved &one : outcomes) {
        if (!m_unsaved.contains(one.file))
            continue;
        UnsavedFile &unsaved = m_unsaved[one.file];
        // Of several saves of a file that are under way the last one counts.
        if (--unsaved.underWay > 0)
            continue;
        unsaved.hasFailed = one.outcome == FileSaved::Outcome::Failed;
        if (one.outcome == FileSaved::Outcome::Conflict) {
            conflicting.append(one);
        } else if (unsaved.hasFailed) {
            failedFiles.append(one.file);
            error = one.error;
        } else {
            savedFiles.append(one.file);
            m_unsaved.remove(one.file);
        }
    }
    m_isReadOnly = m_isReadOnly && savedFiles.isEmpty();
    m_watcher->renew(savedFiles);
    Q_EMIT unsavedChanged();
    if (!savedFiles.isEmpty())
        Q_EMIT saved(savedFiles);
    if (!failedFiles.isEmpty())
        Q_EMIT saveFailed(failedFiles, error);
    for (const FileSaved &one : std::as_const(conflicting))
        findConflict(one.file, one.theirs);
}

QStringList WorkspaceStore::failedFiles() const
{
    QStringList files;
    for (auto file = m_unsaved.begin(); file != m_unsaved.end(); ++file) {
        if (file->hasFailed)
            files.append(file.key());
    }
    return files;
}

QStringList WorkspaceStore::unkeptFiles() const
{
    return m_disk ? QStringList() : m_image.filesChanged();
}

bool WorkspaceStore::isSaving() const
{
    return std::any_of(m_unsaved.begin(), m_unsaved.end(), [](const UnsavedFile &one) { return one.underWay > 0; });
}

QList<FileSave> WorkspaceStore::savesOfFailed()
{
    QList<FileSave> saves;
    for (const QString &file : m_unsaved.keys()) {
        if (m_unsaved.value(file).hasFailed && m_unsaved.value(file).underWay == 0)
            saves.append(saveOf(file));
    }
    return saves;
}

void WorkspaceStore::saveAgain()
{
    if (const QList<FileSave> saves = savesOfFailed(); !saves.isEmpty())
        sendToDisk(saves);
}

void WorkspaceStore::findConflict(const QString &file, const std::optional<QByteArray> &theirs)
{
    UnsavedFile &unsaved = m_unsaved[file];
    if (unsaved.isConflict && unsaved.theirs == theirs)
        return;
    unsaved.isConflict = true;
    unsaved.hasFailed = false;
    unsaved.theirs = theirs;
    Q_EMIT conflictFound({file, placeOf(file), m_image.bytesOf(file), theirs});
}

QList<WorkspaceConflict> WorkspaceStore::conflicts() const
{
    QList<WorkspaceConflict> found;
    for (auto file = m_unsaved.begin(); file != m_unsaved.end(); ++file) {
        if (file->isConflict)
            found.append({file.key(), placeOf(file.key()), m_image.bytesOf(file.key()), file->theirs});
    }
    return found;
}

void WorkspaceStore::keepMine(const QString &file)
{
    if (!m_unsaved.value(file).isConflict)
        return;
    m_unsaved[file] = {.base = m_unsaved.value(file).theirs, .movedTo = m_unsaved.value(file).movedTo};
    // With what has waited for it.
    sendToDisk(QList<FileSave>{saveOf(file)} + savesOfFailed());
}

void WorkspaceStore::takeTheirs(const QString &file)
{
    const UnsavedFile unsaved = m_unsaved.value(file);
    if (!unsaved.isConflict)
        return;
    m_unsaved.remove(file);
    Q_EMIT unsavedChanged();
    FoundFile found{unsaved.theirs};
    if (unsaved.theirs)
        found.content = readContent(file, *unsaved.theirs);
    QMap<QString, FoundFile> files{{file, found}};
    takeBack(file, files);
    takeForeign(files);
    saveAgain(); // what has waited for it
    lookAgain(); // it may have been changed once more since
}

/// What was moved there, and still is where it was.
void WorkspaceStore::takeBack(const QString &file, QMap<QString, FoundFile> &files)
{
    const bool wasThere = m_image.bytesOf(file).has_value();
    m_unsaved.removeIf([&](UnsavedFiles::iterator one) {
        const bool isMoved = one->movedTo.remove(file) && wasThere && one->base && !one->isConflict;
        if (!isMoved || m_image.bytesOf(one.key()))
            return false;
        files.insert(one.key(), {one->base, readContent(one.key(), *one->base)});
        return true;
    });
}

void WorkspaceStore::lookAgain()
{
    if (m_isOpen && m_disk)
        readAgain({true, {}});
}

void WorkspaceStore::readAgain(const DiskScope &scope)
{
    m_worker.run(
        this, [disk = m_disk, scope, known = m_image.contents()] { return disk->lookAgain(scope, known); },
        [this, known = m_image.contents()](const DiskNews &news) { takeNews(news, known); });
}

void WorkspaceStore::takeNews(const DiskNews &news, const FileContents &known)
{
    QMap<QString, FoundFile> foreign;
    QStringList conflicting;
    for (auto file = news.files.begin(); file != news.files.end(); ++file) {
        const auto unsaved = m_unsaved.constFind(file.key());
        if (unsaved == m_unsaved.constEnd()) {
            // What has gone with everything is kept here, for whoever brings the disk back.
            const bool isKept = news.isGone && !file->bytes;
            if (!isKept && m_image.bytesOf(file.key()) != file->bytes)
                foreign.insert(file.key(), *file);
        } else if (unsaved->underWay == 0 && unsaved->base != file->bytes) {
            conflicting.append(file.key());
        }
        // What is on its way to the disk is compared when it gets there.
    }
    for (const QString &file : std::as_const(conflicting))
        findConflict(file, news.files.value(file).bytes);
    settle(news, known);
    takeForeign(foreign);
    if (m_image.setUnreadable(news))
        Q_EMIT faultsChanged();
}

void WorkspaceStore::settle(const DiskNews &news, const FileContents &known)
{
    // Somebody has written what stands here, and neither was changed since.
    const auto isSettled = [&](const QString &file) {
        if (news.isGone)
            return false; // what was to be removed is absent with all the rest
        const auto thought = known.find(file);
        const auto onDisk = thought == known.end() ? std::nullopt : std::optional(*thought);
        const bool isMeant = news.scope.workspace || news.scope.clients.contains(placeOf(file).client);
        return isMeant && !news.files.contains(file) && onDisk == m_image.bytesOf(file);
    };
    const auto count = m_unsaved.removeIf(
        [&](UnsavedFiles::iterator one) { return one->underWay == 0 && isSettled(one.key()); });
    if (count > 0)
        Q_EMIT unsavedChanged();
}

void WorkspaceStore::takeForeign(const QMap<QString, FoundFile> &files)
{
    if (files.isEmpty())
        return;
    const QStringList names = files.keys();
    const QList<WorkspaceFault> faults = m_image.faults();
    const WorkspaceChange change = m_image.put(files, WorkspaceChange::Origin::Disk);
    m_history.forget({names.begin(), names.end()}, clientsRemovedBy(change));
    m_watcher->setFiles(m_image.contents());
    tell(change, faults);
    Q_EMIT historyChanged();
}

} // namespace fuseboard
