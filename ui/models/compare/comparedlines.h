// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

#include <QStringList>

namespace fuseboard {

/// "Content-Type: application/json", one for each field. Long values are cut.
QStringList comparedHeaders(const Headers &headers);

/// A body laid out as the viewer lays it out, so that one value that changed is one line that differs. At most 20,000
/// lines of at most 1,000 characters; where that is not all, the last line says so. Binary bodies are shown in hex.
QStringList comparedBody(const QByteArray &body, const QByteArray &contentType);

} // namespace fuseboard
