// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/files/filesystem.h"

namespace fuseboard {

FileSystem::~FileSystem() = default;

} // namespace fuseboard
