// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/tokenset.h"

namespace fuseboard {

/// When a token endpoint may be asked again: after failures and where one new token after the other is refused, later
/// each time, so that no mishap becomes a storm of token requests (O07, C15, C22). A value.
class TokenPacer
{
public:
    /// Not before that moment; in the past where nothing went wrong.
    [[nodiscard]] MonotonicTime next() const { return m_next; }

    void failed(MonotonicTime now, std::optional<Duration> serverWait);
    void granted() { m_failures = 0; }
    /// A server did not take this token.
    void refused(const TokenSet &tokens, MonotonicTime now);
    void reset() { *this = {}; }

private:
    MonotonicTime m_next;
    int m_failures = 0; // in a row
    int m_refusals = 0; // of tokens just granted, in a row
};

} // namespace fuseboard
