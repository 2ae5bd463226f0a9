// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace fuseboard {

/// What was ignored in a quota header, or not taken as it stands.
enum class QuotaNote { RetryAfterMalformed, RetryAfterInPast, RetryAfterSeveral, ResetImplausible, RemainingMalformed };

/// A field as it was sent. Names are the same in any case.
struct QuotaField
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const QuotaField &one, const QuotaField &other)
    {
        return one.name.compare(other.name, Qt::CaseInsensitive) == 0 && one.value == other.value;
    }
};

/// What was ignored, and where it stood.
struct QuotaRemark
{
    QuotaNote note = QuotaNote::RetryAfterMalformed;
    QuotaField field;

    friend bool operator==(const QuotaRemark &, const QuotaRemark &) = default;
};

} // namespace fuseboard
