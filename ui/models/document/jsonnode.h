// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace fuseboard {

/// A value of a JSON text and the way to it.
struct JsonNode
{
    QString path; ///< as JSONPath: "$.orders[0].id"
    qint64 begin = 0;
    qint64 end = 0;

    friend bool operator==(const JsonNode &, const JsonNode &) = default;
};

/// The value that stands at an offset; at a name the member's. Reads the text up to there once. Fails with TooDeep
/// beyond a million levels.
Result<JsonNode> jsonNodeAt(QByteArrayView text, qint64 offset);

} // namespace fuseboard
