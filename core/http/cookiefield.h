// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

namespace fuseboard {

/// The cookies that stand in the Cookie fields, in their order: "a=1", "b=2".
[[nodiscard]] QByteArrayList writtenCookies(const Headers &headers);
/// Leaves one Cookie field (RFC 6265 5.4), with the first and those of the others whose names are not among them; none
/// where there is nothing.
void setCookies(Headers &headers, const QByteArrayList &first, const QByteArrayList &others);
/// As Headers::set(), but that a Cookie field adds to what there is: its cookies come first, and take the place of
/// those of their names.
void setKeepingCookies(Headers &headers, const QByteArray &name, const QByteArray &value);

} // namespace fuseboard
