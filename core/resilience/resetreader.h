// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"
#include "resilience/quotafamilies.h"
#include "resilience/serverquota.h"

namespace fuseboard {

/// Reads when a quota is full again: a span, or a moment against the answer's own Date. What cannot be is nothing
/// (H10). Internal.
class ResetReader
{
public:
    /// headers must outlive it, and so must dialects, which learns.
    ResetReader(const Headers &headers, WallTime wallNow, ResetDialects &dialects);

    /// name: of the field, in lower case.
    [[nodiscard]] std::optional<Duration> read(const char *name, const QByteArray &value, ResetForm form);
    /// Such a span, if it can be one.
    [[nodiscard]] static std::optional<Duration> span(double seconds);
    /// When the answer was sent, if it says so.
    [[nodiscard]] std::optional<WallTime> serverDate() const;

private:
    [[nodiscard]] std::optional<Duration> byHabit(const QByteArray &name, double figure);
    [[nodiscard]] std::optional<Duration> written(const QByteArray &text) const;
    [[nodiscard]] std::optional<Duration> untilMoment(double epochSeconds) const;

    const Headers &m_headers;
    WallTime m_wallNow;
    ResetDialects &m_dialects;
};

} // namespace fuseboard
