// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// The bytes of a file that is meant to be a configuration: at most maxConfigBytes, from a regular file only, so that
/// it never waits for a FIFO or a device. Errors are Storage (NotFound, NotAFile, NoPermission, ReadFailed) and
/// ConfigInvalid/TooBig, with the path in Error::subject.
Result<QByteArray> readConfigFile(const QString &path);

/// ConfigInvalid/TooBig.
Error tooBigConfig();

} // namespace fuseboard
