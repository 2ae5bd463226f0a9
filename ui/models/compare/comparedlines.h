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

/// The lines of a file as they stand there; what cannot be seen in them is shown, so that it can differ. A value.
struct ComparedFile
{
    static constexpr qsizetype mostLines = 20'000;
    static constexpr qsizetype longestLine = 20'000; ///< characters; a body in JSON is one line
    static constexpr qsizetype mostCharacters = 4'000'000; ///< of all lines

    QStringList lines;
    bool isWhole = true;
};
ComparedFile comparedFile(const QByteArray &bytes);

} // namespace fuseboard
