// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace fuseboard {

struct JsonPathExpression;

/// What one selector of a JSONPath takes of a node's children.
struct JsonPathSelector
{
    enum class Kind { Name, Index, Slice, Wildcard, Filter };

    Kind kind = Kind::Wildcard;
    QByteArray name; ///< UTF-8
    std::optional<qint64> first; ///< of a slice; the index itself
    std::optional<qint64> last; ///< after the end of a slice
    qint64 step = 1;
    std::shared_ptr<const JsonPathExpression> filter;
};

/// One step of a path: what it takes from each value that the step before has led to (RFC 9535 2.5).
struct JsonPathSegment
{
    bool descendants = false; ///< of all levels
    QList<JsonPathSelector> selectors;
};

/// A JSONPath, read (RFC 9535 without functions): names, indexes, slices, wildcards, descendants, and filters with
/// comparisons, "&&", "||" and "!".
struct JsonPath
{
    QList<JsonPathSegment> segments;
    bool fromRoot = true; ///< "$", in a filter else "@"

    /// At most one node: names and indexes alone.
    [[nodiscard]] bool isSingular() const;

    /// Fails with ConfigInvalid and Syntax; bytes is the place in characters, from 0. TooDeep for one that nests too
    /// deeply or is longer than 10,000 characters.
    static Result<JsonPath> parse(const QString &text);
};

/// One side of a comparison.
struct JsonPathOperand
{
    QByteArray literal; ///< JSON; empty where it is a query
    JsonPath query;
};

/// The condition of a filter, as a tree.
struct JsonPathExpression
{
    enum class Kind { Or, And, Not, Exists, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

    Kind kind = Kind::Exists;
    std::shared_ptr<const JsonPathExpression> left; ///< of Or, And and Not
    std::shared_ptr<const JsonPathExpression> right; ///< of Or and And
    JsonPathOperand first; ///< of comparisons and Exists
    JsonPathOperand second;
};

} // namespace fuseboard
