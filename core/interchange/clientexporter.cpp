// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/clientexporter.h"

#include "interchange/curlexporter.h"
#include "interchange/fuseboardexporter.h"
#include "interchange/pythonexporter.h"
#include "interchange/sharedclient.h"

namespace fuseboard {

ClientExporter::~ClientExporter() = default;

QByteArray ClientExporter::write(const ClientConfig &config) const
{
    return writeShared(SharedClient(config));
}

std::vector<std::unique_ptr<ClientExporter>> clientExporters()
{
    std::vector<std::unique_ptr<ClientExporter>> formats;
    formats.push_back(std::make_unique<FuseboardExporter>());
    formats.push_back(std::make_unique<PythonExporter>());
    formats.push_back(std::make_unique<CurlExporter>());
    return formats;
}

} // namespace fuseboard
