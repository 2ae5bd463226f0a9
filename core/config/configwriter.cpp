// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configwriter.h"

#include "config/document.h"
#include "config/fields/configfields.h"

namespace fuseboard {

QByteArray writeClientConfig(const ClientConfig &config)
{
    return writeDocument(config, clientFields());
}

} // namespace fuseboard
