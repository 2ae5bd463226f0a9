// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/files/filesystem.h"

#include <QFileInfo>

namespace fuseboard {

FileSystem::~FileSystem() = default;

bool FileSystem::isWritable(const QString &path) const
{
    return QFileInfo(path).isWritable();
}

} // namespace fuseboard
