// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/fuseboardexporter.h"

#include "config/configwriter.h"
#include "interchange/sharedclient.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QString FuseboardExporter::id() const
{
    return u"fuseboard"_s;
}

QString FuseboardExporter::fileSuffix() const
{
    return u"json"_s;
}

QByteArray FuseboardExporter::writeShared(const SharedClient &client) const
{
    return writeClientConfig(client.config());
}

} // namespace fuseboard
