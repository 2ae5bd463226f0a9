// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

#include <deque>

namespace fuseboard {

/// What a token bucket has granted of late, in the order in which it did. A value.
///
/// Each grant has a number, one more than that of the one before it. When all are used up they begin anew, so that only
/// their distances can be compared.
class GrantWindow
{
public:
    /// at is no earlier than that of the last one.
    void add(MonotonicTime at, quint32 number, int cost);
    /// Without effect where it is not, or no longer, in here.
    void remove(quint32 number);
    [[nodiscard]] bool contains(quint32 number) const;
    /// All that was granted until then, that moment included.
    void forgetUntil(MonotonicTime moment);
    /// The clock went back by that.
    void moveBack(Duration span);

    /// The sum of all costs.
    [[nodiscard]] qint64 tokens() const { return m_tokens; }
    [[nodiscard]] qint64 tokensAfter(MonotonicTime moment) const;
    /// When the last of so many tokens was granted, counted from the oldest; 1 … tokens().
    [[nodiscard]] MonotonicTime momentOf(qint64 token) const;

    friend bool operator==(const GrantWindow &, const GrantWindow &) = default;

private:
    struct Grant
    {
        MonotonicTime at;
        quint32 number = 0;
        int cost = 0;
        friend bool operator==(const Grant &, const Grant &) = default;
    };
    [[nodiscard]] std::deque<Grant>::const_iterator find(quint32 number) const;

    std::deque<Grant> m_grants; // oldest first
    qint64 m_tokens = 0;
};

} // namespace fuseboard
