// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/files/filesystem.h"

namespace fuseboard {

/// The real one.
class SystemFileSystem final : public FileSystem
{
public:
    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override;
    Result<void> sync(const QString &path) override;
    Result<void> rename(const QString &from, const QString &to) override;
    Result<void> remove(const QString &path) override;
    Result<void> makeFolder(const QString &path) override;
    Result<void> removeFolder(const QString &path) override;
};

} // namespace fuseboard
