// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QByteArray>

namespace fuseboard {

/// JSON text with two spaces and a newline at the end: "format": 1 first, then SPEC's names in SPEC's order, then the
/// additions, then unknown fields. Enum values in lower case, numbers in the shortest form that reads back the same.
/// What equals the default is left out, except name and base_url, so that a file says only what somebody chose.
/// Plain secrets are written as they are: whoever writes a workspace moves them to the SecretStore first.
QByteArray writeClientConfig(const ClientConfig &config);

} // namespace fuseboard
