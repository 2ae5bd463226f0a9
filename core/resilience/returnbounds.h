// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace fuseboard {

/// How much of what a token bucket has granted may still come back. A value.
///
/// Grants have numbers as in GrantWindow; newest is that of the last one. Each bound is about all that were granted
/// before it, and a later one takes nothing from it.
class ReturnBounds
{
public:
    /// Nothing of all these comes back any more.
    void close(quint32 newest);
    /// Of all these, only so many tokens in sum.
    void limitTo(quint32 newest, qint64 room);
    /// How many come back of one that had cost so many. They count.
    [[nodiscard]] qint64 takeBack(quint32 newest, quint32 number, int cost);

    /// Whether it is not younger than the other one.
    [[nodiscard]] static bool isUpTo(quint32 newest, quint32 number, quint32 other)
    {
        return newest - number >= newest - other;
    }

    friend bool operator==(const ReturnBounds &, const ReturnBounds &) = default;

private:
    struct Bound
    {
        quint32 last = 0; // that it is about
        qint64 room = 0;
        friend bool operator==(const Bound &, const Bound &) = default;
    };

    quint32 m_closed = 0; // up to there
    std::vector<Bound> m_bounds; // oldest first, each with more room than those before it when it came
};

} // namespace fuseboard
