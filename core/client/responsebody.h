// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/response.h"

#include <QVariant>

namespace fuseboard {

/// The body as ApiResponse::body() promises it.
QVariant parsedBody(const Response &response);

/// Bytes of a body, all or the first of them, as text by what the headers say of it.
QString bodyText(const QByteArray &bytes, const Headers &headers);

/// Whether a body is something to read: by its Content-Type, and where that says nothing by its bytes.
bool isTextBody(const QByteArray &bytes, const Headers &headers);

/// "application/json" of "Application/JSON; charset=utf-8"; empty where there is none.
QByteArray mediaType(const Headers &headers);

} // namespace fuseboard
