// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "workspace/store/workspacedisk.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <memory>

namespace fuseboard {

class FolderWrites;

/// Notices that other programs have changed files of a workspace. Many changes at a time, such as those of a checkout,
/// are told once: 100 ms after the last one, and at most 1 s after the first.
///
/// It watches folders, and up to 1,000 files, for those that are written in their places: an operating system has a
/// bound too. Of more files the folders tell on Linux; elsewhere who has more looks again when its window comes to the
/// front.
class WorkspaceWatcher final : public QObject
{
    Q_OBJECT

public:
    WorkspaceWatcher(QString folder, Scheduler &scheduler, QObject *parent = nullptr);
    ~WorkspaceWatcher() override;

    /// From now on these are the workspace's files, by their names within it. Those that are not there yet are watched
    /// from renew() on.
    void setFiles(const FileContents &contents);
    /// These were replaced or made, perhaps with their folders: they are other files, which nobody watches yet.
    void renew(const QStringList &files);

Q_SIGNALS:
    /// Something was changed there, perhaps by this program.
    void noticed(const DiskScope &scope);

private:
    void note(const QString &path);
    void noteWritten(const QString &path);
    void watchWrites(bool areMany);
    void tell();
    void watch(const QSet<QString> &paths);
    void unwatch(const QSet<QString> &paths);

    QString m_folder;
    Scheduler &m_scheduler;
    QFileSystemWatcher m_watcher;
    std::unique_ptr<FolderWrites> m_writes; // where there are more files than are watched
    QSet<QString> m_wanted;
    QSet<QString> m_watched;
    QSet<QString> m_noted; // since it was last told
    bool m_isStarted = false;
    DiskScope m_scope;
    std::optional<MonotonicTime> m_firstNoted;
    TimerHandle m_timer;
};

} // namespace fuseboard
