// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/files/systemfilesystem.h"

#include <QSemaphore>

namespace fuseboard {

/// The real file system, one step of which fails: the n-th of its kind, once or from then on. A failing create() leaves
/// half of the file, as a full disk does.
class FailingFileSystem final : public FileSystem
{
public:
    enum class Step { Create, Sync, Rename, Remove, MakeFolder, RemoveFolder };
    enum class Failing { Once, ForEver };

    /// Of number 1 the first one fails, of 0 none.
    FailingFileSystem(Step step, int number, Failing failing);

    /// From now on it says so beforehand, whatever then fails.
    void setReadOnly() { m_isReadOnly = true; }
    [[nodiscard]] bool isWritable(const QString &path) const override
    {
        return !m_isReadOnly && FileSystem::isWritable(path);
    }

    /// From now on files are made only when goOn() was called: whoever makes one waits.
    void stop() { m_mayCreate.acquire(); }
    void goOn() { m_mayCreate.release(); }

    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override;
    Result<void> sync(const QString &path) override;
    Result<void> rename(const QString &from, const QString &to) override;
    Result<void> remove(const QString &path) override;
    Result<void> makeFolder(const QString &path) override;
    Result<void> removeFolder(const QString &path) override;

private:
    bool fails(Step step);

    SystemFileSystem m_files;
    Step m_step;
    Failing m_failing;
    int m_left;
    bool m_hasFailed = false;
    bool m_isReadOnly = false;
    QSemaphore m_mayCreate{1};
};

} // namespace fuseboard
