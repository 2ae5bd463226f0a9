// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>
#include <vector>

namespace fuseboard {

/// One whole request as the demo upstream read it. The views point into its parser and hold until the next request.
struct UpstreamRequest
{
    using Field = std::pair<QByteArrayView, QByteArrayView>;

    QByteArrayView method;
    QByteArrayView target; ///< as sent
    QByteArrayView path; ///< without the query, still encoded; begins with '/', or is "*"
    QByteArrayView query; ///< without its '?'
    std::vector<Field> headers; ///< values trimmed
    QByteArrayView body; ///< at most HttpRequestParser::Limits::keptBody bytes of it
    qint64 bodyBytes = 0; ///< its whole size, decoded
    bool http10 = false;
    bool keepAlive = true;

    [[nodiscard]] bool isHead() const { return method == QByteArrayView("HEAD"); }
    /// The first value under a name, in any case.
    [[nodiscard]] std::optional<QByteArrayView> header(QByteArrayView name) const;
    /// The first value of a query item, percent-decoded; empty for "name" and "name=".
    [[nodiscard]] std::optional<QByteArray> queryItem(QByteArrayView name) const;
    /// A number from the query within its range; empty when it is absent, malformed or outside.
    [[nodiscard]] std::optional<double> queryNumber(QByteArrayView name, double least, double most) const;
};

} // namespace fuseboard
