// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

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

/// The way to that value alone: where it ends is not looked for. Asks every few milliseconds whether it is still
/// wanted, and fails with Cancelled where it is not.
Result<QString> jsonPathAt(QByteArrayView text, qint64 offset, const std::function<bool()> &isStopped);

} // namespace fuseboard
