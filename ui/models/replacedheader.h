// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "workspace/requestconfig.h"

#include <QString>

namespace fuseboard::wording {

/// Why nothing is sent while a request has a header of that name. A sentence; empty where it can be one, or has
/// variables, which tell for themselves.
QString refusedHeader(const QString &name);

/// Why a header that a request has under that name does not go out as it is written: its credentials, or its body,
/// write it too. One or two sentences; empty where it does.
QString replacedHeader(const QString &name, const Boxed<AuthConfig> &ownAuth, BodyKind body,
                       const ClientConfig &client);

} // namespace fuseboard::wording
