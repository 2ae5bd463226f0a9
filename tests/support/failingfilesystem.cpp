// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failingfilesystem.h"

namespace fuseboard {

namespace {

Error failureAt(const QString &path)
{
    return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, path);
}

} // namespace

FailingFileSystem::FailingFileSystem(Step step, int number, Failing failing)
    : m_step(step)
    , m_failing(failing)
    , m_left(number)
{
}

bool FailingFileSystem::fails(Step step)
{
    if (step != m_step)
        return false;
    if (m_hasFailed)
        return m_failing == Failing::ForEver;
    m_hasFailed = m_left > 0 && --m_left == 0;
    return m_hasFailed;
}

Result<void> FailingFileSystem::create(const QString &path, const QByteArray &bytes,
                                       QFileDevice::Permissions permissions)
{
    m_mayCreate.acquire();
    const QSemaphoreReleaser turn(m_mayCreate);
    if (!fails(Step::Create))
        return m_files.create(path, bytes, permissions);
    (void)m_files.create(path, bytes.first(bytes.size() / 2), permissions);
    return failureAt(path);
}

Result<void> FailingFileSystem::sync(const QString &path)
{
    return fails(Step::Sync) ? failureAt(path) : m_files.sync(path);
}

Result<void> FailingFileSystem::rename(const QString &from, const QString &to)
{
    return fails(Step::Rename) ? failureAt(from) : m_files.rename(from, to);
}

Result<void> FailingFileSystem::remove(const QString &path)
{
    return fails(Step::Remove) ? failureAt(path) : m_files.remove(path);
}

Result<void> FailingFileSystem::makeFolder(const QString &path)
{
    return fails(Step::MakeFolder) ? failureAt(path) : m_files.makeFolder(path);
}

Result<void> FailingFileSystem::removeFolder(const QString &path)
{
    return fails(Step::RemoveFolder) ? failureAt(path) : m_files.removeFolder(path);
}

} // namespace fuseboard
