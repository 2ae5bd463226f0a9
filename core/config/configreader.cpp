// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"

#include "config/configfile.h"
#include "config/document.h"
#include "config/fields/configfields.h"

namespace fuseboard {

Result<ReadConfig> readClientConfig(const QByteArray &json)
{
    if (json.size() > maxConfigBytes)
        return tooBigConfig();
    auto document = readDocument(json, clientFields());
    if (!document)
        return document.error();
    return ReadConfig{std::move(document->section), std::move(document->warnings)};
}

Result<ReadConfig> readClientConfigFile(const QString &path)
{
    const auto bytes = readConfigFile(path);
    if (!bytes)
        return bytes.error();
    auto read = readClientConfig(*bytes);
    if (read)
        return read;
    Error error = read.error();
    error.subject = path;
    return error;
}

QList<ConfigFault> validate(const ClientConfig &config)
{
    return faultsOf(config, clientFields());
}

} // namespace fuseboard
