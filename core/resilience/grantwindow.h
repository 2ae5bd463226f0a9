// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

#include <deque>

namespace fuseboard {

/// What a token bucket has granted of late, in the order in which it did. A value. Sums over any part of it take
/// logarithmic time.
///
/// Each grant has a number, one more than that of the one before it. When all are used up they begin anew, so that only
/// their distances can be compared. Grants of one moment are kept as one, and so may be those of a short span, as if
/// all were of its last moment.
class GrantWindow
{
public:
    /// at is no earlier than that of the last one. Spans are counted from the beginning of time; one nanosecond keeps
    /// all moments apart.
    void add(MonotonicTime at, quint32 number, int cost, Duration span = Duration(1));
    /// Once, with the cost that it was added with. Without effect where it is no longer in here.
    void remove(quint32 number, int cost);
    /// Of one that was not removed.
    [[nodiscard]] bool contains(quint32 number) const;
    /// All that was granted until then, that moment included.
    void forgetUntil(MonotonicTime moment);
    /// The clock went back by that.
    void moveBack(Duration span);

    /// The sum of all costs.
    [[nodiscard]] qint64 tokens() const { return m_grants.empty() ? 0 : m_grants.back().total - m_forgottenTotal; }
    [[nodiscard]] qint64 tokensAfter(MonotonicTime moment) const;
    /// When the last of so many tokens was granted, counted from the oldest; 1 … tokens().
    [[nodiscard]] MonotonicTime momentOf(qint64 token) const;
    /// In how many pieces it remembers them.
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_grants.size()); }

    friend bool operator==(const GrantWindow &one, const GrantWindow &other);

private:
    /// Those of one span.
    struct Grants
    {
        MonotonicTime at; // the last of them
        quint32 last = 0; // the number of that one
        quint32 total = 0; // with all before them; counts on from its highest figure, as numbers do
    };
    using Place = std::deque<Grants>::const_iterator;
    [[nodiscard]] Place find(quint32 number) const;
    [[nodiscard]] quint32 totalBefore(Place place) const;
    void lowerTotals(Place from, int cost);

    std::deque<Grants> m_grants; // oldest first
    quint32 m_forgotten = 0; // the number before the first one
    quint32 m_forgottenTotal = 0;
};

} // namespace fuseboard
