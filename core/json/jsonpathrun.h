// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/jsonchildren.h"
#include "json/jsonpath.h"

#include <QByteArrayView>

#include <functional>
#include <limits>

namespace fuseboard {

/// Walks a JSON text and tells the nodes that a path selects. It reads the text and keeps nothing of it, however large
/// and however deep: a path may make it read the same bytes many times. Where a name occurs twice, both are found.
class JsonPathRun
{
public:
    /// Called with where a selected value begins; false ends the walk.
    using Found = std::function<bool(qint64 begin)>;
    /// Asked after every 32 KiB that were read, or one longer value; true ends the walk.
    using Cancelled = std::function<bool()>;

    JsonPathRun(QByteArrayView text, Found found, Cancelled isCancelled)
        : m_text(text)
        , m_found(std::move(found))
        , m_isCancelled(std::move(isCancelled))
    {
    }

    /// Ends a walk that has read so many bytes, each as often as it was read. Without it there is no limit.
    void setMostRead(qint64 bytes) { m_mostRead = bytes; }
    /// Whether it came to its end. The text may hold several values, as JSON Lines does: each is a root.
    bool run(const JsonPath &path);

private:
    void apply(const JsonPath &path, qsizetype segment, qint64 node, const Found &found);
    void descend(const JsonPath &path, qsizetype segment, qint64 node, const Found &found);
    void select(const JsonPath &path, qsizetype segment, qint64 node, const Found &found);
    void selectIndex(const JsonPathSelector &selector, qint64 node, const Found &next);
    void selectSlice(const JsonPathSelector &selector, qint64 node, const Found &next);
    void selectBackwards(const JsonPathSelector &selector, qint64 node, qint64 size, const Found &next);
    [[nodiscard]] qint64 childCount(qint64 node);
    [[nodiscard]] bool holds(const JsonPathExpression &expression, qint64 node);
    [[nodiscard]] bool exists(const JsonPath &path, qint64 node);
    /// The bytes of one side of a comparison; empty for nothing.
    [[nodiscard]] QByteArrayView valueOf(const JsonPathOperand &operand, qint64 node);
    [[nodiscard]] bool advance(JsonChildren &children);
    void count(qint64 bytes);

    QByteArrayView m_text;
    Found m_found;
    Cancelled m_isCancelled;
    qint64 m_root = 0;
    qint64 m_mostRead = std::numeric_limits<qint64>::max();
    qint64 m_read = 0;
    qint64 m_sinceLook = 0; // bytes
    bool m_stopped = false;
};

} // namespace fuseboard
