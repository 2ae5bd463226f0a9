// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace fuseboard {

/// Where the file of a request really is, links followed: one below the folder of the workspace, or one of those that
/// somebody here has agreed to send (allowed, as paths that this function or the fault below has told). A workspace may
/// come from anybody, and must not choose what of this machine is sent.
///
/// Fails with ConfigInvalid/FileOutside for others, with the path in Error::value, and with Storage/NotFound where
/// there is none. folder is empty outside of any workspace; then a relative path is NotFound. Nothing of the file is
/// read, and a path of another machine ("//host/…") is not even looked at before it is allowed.
Result<QString> sendableFile(const QString &file, const QString &folder, const QStringList &allowed);

} // namespace fuseboard
