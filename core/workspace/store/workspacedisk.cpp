// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacedisk.h"

#include "config/configfile.h"
#include "workspace/environmentfiles.h"
#include "workspace/files/durablefile.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacelock.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

Result<FileContents> allFilesOf(const Workspace &workspace)
{
    auto contents = filesOf(workspace);
    if (!contents)
        return contents;
    const auto environments = filesOf(workspace.environments);
    if (!environments)
        return environments.error();
    contents->insert(*environments);
    return contents;
}

bool holdsAnything(const QString &folder)
{
    return !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

WorkspaceDisk::WorkspaceDisk(FileSystem &files, QString folder)
    : m_files(files)
    , m_folder(std::move(folder))
{
}

Result<LoadedWorkspace> WorkspaceDisk::open(const QString &id, const QString &nameOfNew)
{
    tidyUp();
    auto loaded = loadWorkspace(m_folder);
    const bool isMissing = !loaded && loaded.error().detail == ErrorDetail::NotFound;
    if ((isMissing && !nameOfNew.isEmpty()) || (loaded && lacksId(*loaded)))
        loaded = openFirst(id, nameOfNew);
    if (loaded)
        loaded->isReadOnly = isReadOnly();
    return loaded;
}

bool WorkspaceDisk::lacksId(const LoadedWorkspace &loaded)
{
    return loaded.workspace.id.isEmpty() && !loaded.workspace.name.isEmpty();
}

/// Two windows may open it for the first time at once: the later one finds what the other one has written, or the
/// secrets of one of them would be kept under an id that no file has.
Result<LoadedWorkspace> WorkspaceDisk::openFirst(const QString &id, const QString &nameOfNew)
{
    const WorkspaceLock lock(m_folder);
    auto loaded = loadWorkspace(m_folder);
    if (!loaded && loaded.error().detail == ErrorDetail::NotFound && !nameOfNew.isEmpty()) {
        if (auto made = makeNew(nameOfNew); !made)
            return made.error();
        loaded = loadWorkspace(m_folder);
    }
    // Where it cannot be written, secrets are kept under an id that lives as long as the program.
    if (loaded && lacksId(*loaded))
        (void)giveId(id, *loaded);
    return loaded;
}

void WorkspaceDisk::tidyUp()
{
    // Where another program saves just now, what is unfinished may be its.
    const WorkspaceLock lock(m_folder, WorkspaceLock::Wait::Never);
    if (!lock.isHeld())
        return;
    removeUnfinished(m_files, m_folder, Depth::Flat);
    removeUnfinished(m_files, pathWithin(m_folder, environmentsFolder()), Depth::Flat);
    removeUnfinished(m_files, pathWithin(m_folder, clientsFolder()), Depth::Recursive);
}

bool WorkspaceDisk::isReadOnly() const
{
    const auto isClosed = [this](const QString &path) { return QFileInfo::exists(path) && !m_files.isWritable(path); };
    return isClosed(m_folder) || isClosed(pathWithin(m_folder, workspaceFile()))
        || isClosed(pathWithin(m_folder, clientsFolder()));
}

Result<void> WorkspaceDisk::makeNew(const QString &name)
{
    Workspace workspace;
    workspace.name = name;
    return saveWorkspace(workspace, m_folder, m_files);
}

Result<void> WorkspaceDisk::makeWhole(const Workspace &workspace)
{
    const auto contents = allFilesOf(workspace);
    if (!contents)
        return contents.error();
    const WorkspaceLock lock(m_folder);
    if (holdsAnything(m_folder))
        return Error(ErrorKind::Storage, ErrorDetail::Duplicate, m_folder);
    QStringList files = contents->keys();
    files.removeOne(workspaceFile());
    files.append(workspaceFile()); // which makes it one
    for (const QString &file : std::as_const(files)) {
        auto written = writeWithin(m_files, m_folder, file, contents->value(file));
        if (written)
            continue;
        takeAway(files);
        return written;
    }
    return {};
}

void WorkspaceDisk::takeAway(const QStringList &files)
{
    for (const QString &file : files) {
        (void)removeWithin(m_files, m_folder, file);
        for (QString above = parentOf(file); !above.isEmpty(); above = parentOf(above))
            (void)m_files.removeFolder(pathWithin(m_folder, above)); // those that are not empty stay
    }
}

Result<void> WorkspaceDisk::giveId(const QString &id, LoadedWorkspace &loaded)
{
    loaded.workspace.id = id;
    Workspace head = loaded.workspace;
    head.clients.clear();
    const QByteArray bytes = writeContent(head);
    auto written = writeWithin(m_files, m_folder, workspaceFile(), bytes);
    if (written)
        loaded.contents.insert(workspaceFile(), bytes);
    return written;
}

QList<FileSaved> WorkspaceDisk::save(const QList<FileSave> &saves)
{
    const WorkspaceLock lock(m_folder); // without it the look at each file is all there is
    m_held.begin();
    QMap<QByteArray, QString> moved; // what goes elsewhere as it is: the bytes, and where from
    for (const FileSave &save : saves) {
        if (!save.bytes && save.base && !m_held.whyHeld(save))
            moved.insert(*save.base, save.file);
    }
    QList<FileSaved> outcomes;
    for (const FileSave &save : inSafeOrder(saves)) {
        const auto why = m_held.whyHeld(save);
        outcomes.append(why ? FileSaved{save.file, FileSaved::Outcome::Failed, *why} : saveOne(save, moved));
        m_held.note(save, outcomes.last());
    }
    return outcomes;
}

FileSaved WorkspaceDisk::saveOne(const FileSave &save, QMap<QByteArray, QString> &moved)
{
    if (save.isFirst)
        m_saved.remove(save.file);
    const auto found = bytesOf(save.file);
    if (!found)
        return {save.file, FileSaved::Outcome::Failed, found.error()};
    const bool isOurs = m_saved.contains(save.file) && m_saved.value(save.file) == *found;
    const bool isThere = *found == save.bytes;
    if (!isThere && *found != save.base && !isOurs)
        return {save.file, FileSaved::Outcome::Conflict, {}, *found};
    auto done = isThere ? finish(save.file) : put(save, moved);
    // A file is absent too where the workspace has gone as a whole, which brings it back when it comes.
    if (done && !save.bytes)
        done = checkHoldsWorkspace(m_folder);
    if (!done) {
        m_unfinished.insert(save.file);
        return {save.file, FileSaved::Outcome::Failed, done.error()};
    }
    m_unfinished.remove(save.file);
    m_saved.insert(save.file, save.bytes);
    if (!save.bytes)
        removeEmptyFolders(save.file);
    return {save.file};
}

/// A try that came as far as its last step has done all but that: else a loss of power could still take it back.
Result<void> WorkspaceDisk::finish(const QString &file)
{
    const QString folder = pathWithin(m_folder, parentOf(file));
    return m_unfinished.contains(file) && QFileInfo(folder).isDir() ? m_files.sync(folder) : Result<void>();
}

Result<void> WorkspaceDisk::put(const FileSave &save, QMap<QByteArray, QString> &moved)
{
    if (!save.bytes)
        return removeWithin(m_files, m_folder, save.file);
    if (auto there = checkHoldsWorkspace(m_folder); !there)
        return there;
    const QString source = save.base ? QString() : moved.take(*save.bytes);
    const auto there = source.isEmpty() ? Result<std::optional<QByteArray>>(std::optional<QByteArray>())
                                        : bytesOf(source);
    if (!there || *there != save.bytes)
        return writeWithin(m_files, m_folder, save.file, *save.bytes);
    const QStringList names = save.file.split(u'/');
    if (auto made = makeFolders(m_files, m_folder, names.first(names.size() - 1)); !made)
        return made;
    auto done = moveFile(m_files, pathWithin(m_folder, source), pathWithin(m_folder, save.file));
    if (!done)
        m_unfinished.insert(source);
    return done;
}

void WorkspaceDisk::removeEmptyFolders(const QString &file)
{
    for (QString folder = parentOf(file); folder.contains(u'/'); folder = parentOf(folder)) {
        if (!m_files.removeFolder(pathWithin(m_folder, folder)))
            return;
    }
}

Result<std::optional<QByteArray>> WorkspaceDisk::bytesOf(const QString &file) const
{
    const QString path = pathWithin(m_folder, file);
    if (QFileInfo(path).isSymLink())
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    auto bytes = readConfigFile(path);
    if (bytes)
        return std::optional<QByteArray>(*std::move(bytes));
    if (bytes.error().detail == ErrorDetail::NotFound)
        return std::optional<QByteArray>();
    return bytes.error();
}

DiskNews WorkspaceDisk::lookAgain(const DiskScope &scope, const FileContents &known) const
{
    DiskNews news{scope, !QFileInfo::exists(pathWithin(m_folder, workspaceFile())), {}, {}, {}};
    FileContents found;
    if (scope.workspace) {
        WorkspaceFiles files = readWorkspaceFiles(m_folder);
        found = files.contents;
        news.faults = files.faults;
        news.takenSlugs = files.takenSlugs;
    }
    for (const QString &client : scope.workspace ? QSet<QString>() : scope.clients) {
        WorkspaceFiles files = readClientFiles(m_folder, client);
        found.insert(files.contents);
        news.faults += files.faults;
    }
    const auto isMeant = [&scope](const QString &file) {
        return scope.workspace || scope.clients.contains(placeOf(file).client);
    };
    for (auto file = known.begin(); file != known.end(); ++file) {
        if (!found.contains(file.key()) && isMeant(file.key()))
            news.files.insert(file.key(), {});
    }
    for (auto file = found.begin(); file != found.end(); ++file) {
        const auto thought = known.find(file.key());
        if (thought == known.end() || *thought != *file)
            news.files.insert(file.key(), {*file, readContent(file.key(), *file)});
    }
    return news;
}

} // namespace fuseboard
