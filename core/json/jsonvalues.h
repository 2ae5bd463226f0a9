// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace fuseboard {

/// Whether two JSON values are the same (RFC 9535 2.3.5.2.2): numbers by value, strings by what they say, nothing
/// (empty) with nothing, lists by their elements and objects by their members. The order of members counts only in
/// values of more than 4,000,000 bytes.
[[nodiscard]] bool jsonEqual(QByteArrayView first, QByteArrayView second);

/// Whether two numbers, or two strings, are in that order; false for all else.
[[nodiscard]] bool jsonLess(QByteArrayView first, QByteArrayView second);

} // namespace fuseboard
