// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/clientconfig.h"

#include <QByteArray>

namespace fuseboard {

/// The largest file that is read as a configuration.
constexpr qint64 maxConfigBytes = 10'000'000;

/// A configuration that was read, with what deserves a warning but does not prevent its use: plain secrets,
/// unknown fields.
struct ReadConfig
{
    ClientConfig config;
    QList<ConfigFault> warnings;
};

/// Reads one client from JSON text. On failure the Error is ConfigInvalid and holds every fault at once, each with its
/// field's path, the value as written, what is allowed, and the line and column where it stands, beside the warnings
/// that the text deserves anyway. A UTF-8 BOM is skipped, enum words are read in any case, sections and fields that are
/// missing take SPEC's defaults.
Result<ReadConfig> readClientConfig(const QByteArray &json);

/// The same from a file. Storage errors (NotFound, NotAFile, NoPermission, ReadFailed) and ConfigInvalid/TooBig name
/// the file in Error::subject; it never blocks on a FIFO or a device.
Result<ReadConfig> readClientConfigFile(const QString &path);

/// Every fault of a configuration that did not come from a file, by the same rules and with the same paths.
QList<ConfigFault> validate(const ClientConfig &config);

} // namespace fuseboard
