// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace fuseboard {

/// "application/json" of a Content-Type "Application/JSON; charset=utf-8".
[[nodiscard]] QByteArray mediaType(const QByteArray &contentType);

/// Whether bodies of that media type are one JSON text each (RFC 8259, RFC 6839): not those that hold several.
[[nodiscard]] bool isJsonType(const QByteArray &mediaType);

} // namespace fuseboard
