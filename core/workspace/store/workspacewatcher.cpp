// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacewatcher.h"

#include "workspace/store/folderwrites.h"
#include "workspace/workspacelayout.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration quietTime = 100ms;
constexpr Duration longestGathering = 1s;
constexpr qsizetype mostWatchedFiles = 1'000; // Qt searches a list of them for each one

} // namespace

WorkspaceWatcher::WorkspaceWatcher(QString folder, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_scheduler(scheduler)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WorkspaceWatcher::note);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WorkspaceWatcher::note);
}

WorkspaceWatcher::~WorkspaceWatcher() = default;

void WorkspaceWatcher::setFiles(const FileContents &contents)
{
    QSet<QString> paths{m_folder, pathWithin(m_folder, clientsFolder())};
    qsizetype files = 0;
    for (auto file = contents.keyBegin(); file != contents.keyEnd(); ++file) {
        if (++files <= mostWatchedFiles)
            paths.insert(pathWithin(m_folder, *file));
        QString folder = parentOf(*file);
        for (; !folder.isEmpty() && !paths.contains(pathWithin(m_folder, folder)); folder = parentOf(folder))
            paths.insert(pathWithin(m_folder, folder));
    }
    m_wanted = paths;
    unwatch(m_watched - m_wanted);
    watch(m_wanted - m_watched);
    watchWrites(files > mostWatchedFiles);
    m_isStarted = true;
}

void WorkspaceWatcher::watchWrites(bool areMany)
{
    if (!areMany)
        return m_writes.reset();
    if (!m_writes) {
        m_writes = std::make_unique<FolderWrites>();
        connect(m_writes.get(), &FolderWrites::written, this, &WorkspaceWatcher::noteWritten);
        connect(m_writes.get(), &FolderWrites::missed, this, [this] { note(m_folder); }); // all of it
    }
    for (const QString &path : std::as_const(m_wanted)) {
        if (!path.endsWith(".json"_L1))
            m_writes->watch(path);
    }
}

void WorkspaceWatcher::noteWritten(const QString &path)
{
    if (path.endsWith(".json"_L1)) // and no file that is being made
        note(path);
}

void WorkspaceWatcher::renew(const QStringList &files)
{
    QSet<QString> replaced;
    QSet<QString> folders;
    for (const QString &file : files) {
        replaced.insert(pathWithin(m_folder, file));
        for (QString folder = parentOf(file); !folder.isEmpty(); folder = parentOf(folder))
            folders.insert(pathWithin(m_folder, folder));
    }
    unwatch(m_watched & replaced);
    watch(((replaced | folders) & m_wanted) - m_watched);
}

void WorkspaceWatcher::watch(const QSet<QString> &paths)
{
    if (paths.isEmpty())
        return;
    const QStringList missing = m_watcher.addPaths(paths.values());
    m_watched |= paths;
    for (const QString &path : missing)
        m_watched.remove(path);
    // What has come into a new folder before it was watched has been seen by nobody.
    for (const QString &path : paths &m_watched) {
        if (m_isStarted && !path.endsWith(".json"_L1))
            note(path);
    }
}

void WorkspaceWatcher::unwatch(const QSet<QString> &paths)
{
    if (paths.isEmpty())
        return;
    m_watcher.removePaths(paths.values());
    m_watched -= paths;
}

void WorkspaceWatcher::note(const QString &path)
{
    const QString file = path.sliced(qMin(path.size(), m_folder.size() + 1));
    const QString client = file.section(u'/', 1, 1);
    if (client.isEmpty())
        m_scope.workspace = true;
    else
        m_scope.clients.insert(client);
    m_noted.insert(path);
    const MonotonicTime now = m_scheduler.now();
    if (!m_firstNoted)
        m_firstNoted = now;
    const Duration left = *m_firstNoted + longestGathering - now;
    m_timer = m_scheduler.after(std::min(quietTime, left), [this] { tell(); });
}

void WorkspaceWatcher::tell()
{
    m_firstNoted.reset();
    // What was removed and made anew is another file by the same name. Whatever becomes of it from now on is noted.
    const QSet<QString> noted = std::exchange(m_noted, {}) & m_wanted;
    unwatch(noted & m_watched);
    m_isStarted = false;
    watch(noted);
    for (const QString &path : m_writes ? noted : QSet<QString>()) {
        if (!path.endsWith(".json"_L1))
            m_writes->watch(path);
    }
    m_isStarted = true;
    Q_EMIT noticed(std::exchange(m_scope, {}));
}

} // namespace fuseboard
