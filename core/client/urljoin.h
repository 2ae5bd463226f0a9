// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QUrl>

namespace fuseboard {

/// base with a path and query below it: "https://h/v1" and "/orders?x=1" give "https://h/v1/orders?x=1". Dot segments
/// are resolved, and may lead out of base's path, never out of its host; a query of base stands before that of the
/// path; slashes at the start of a path are one, so that what is shown is what is sent (A4).
///
/// A whole URL, or one that names a host ("//h/x"), is taken only when it has base's origin: credentials of a client
/// never go elsewhere by way of a path (A3). Another one is ConfigInvalid/OtherOrigin, anything else
/// ConfigInvalid/BadUrl, with nothing but the origin that was asked for as their value.
Result<QUrl> joinUrl(const QUrl &base, const QUrl &relative);

} // namespace fuseboard
