// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// How much of how much is used up.
struct QuotaUsage
{
    double used = 0;
    double limit = 0;
};

// The spellings of figures in quota headers; each whole or not at all. Internal.

/// Digits with at most one point: neither signs nor exponents, "nan" or "inf".
std::optional<double> quotaNumber(QByteArrayView text);
/// `6m0s`, `1h2m3.5s`, `12ms`: days, hours, minutes, seconds, milliseconds, in that order, each at most once.
std::optional<Duration> quotaSpan(QByteArrayView text);
/// `32/40`, or `name=32/40`.
std::optional<QuotaUsage> quotaUsage(QByteArrayView text);

} // namespace fuseboard
