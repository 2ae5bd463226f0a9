// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>

namespace fuseboard {

/// Notices that files of folders were written in their places, which QFileSystemWatcher tells of a folder only when a
/// name in it comes or goes. One watch for all files of a folder. On Linux; elsewhere it notices nothing.
class FolderWrites final : public QObject
{
    Q_OBJECT

public:
    explicit FolderWrites(QObject *parent = nullptr);
    ~FolderWrites() override;
    Q_DISABLE_COPY_MOVE(FolderWrites)

    /// Also one that has been made anew by the same name. What is no folder is none to be watched.
    void watch(const QString &folder);

Q_SIGNALS:
    /// The writer has closed that file.
    void written(const QString &path);
    /// There were more than the system keeps until they are read: any file may have been written.
    void missed();

private:
    void read();

    int m_queue = -1;
    QHash<int, QString> m_folders; ///< by their watches
};

} // namespace fuseboard
