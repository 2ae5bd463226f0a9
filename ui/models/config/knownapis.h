// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QList>

namespace fuseboard {

/// What a well-known API documents of itself.
struct KnownApi
{
    QString name;
    QString fact; ///< its documented limit, a whole sentence
    ClientConfig config; ///< base URL, kind of credentials, headers and limit; the credentials themselves are missing
};

/// In the order of their names.
const QList<KnownApi> &knownApis();

} // namespace fuseboard
