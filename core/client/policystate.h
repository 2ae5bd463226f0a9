// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "resilience/pausecause.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace fuseboard {

/// What a client's policies know that should survive its end (L23): the pauses that servers asked for. A value that
/// whoever owns the client may keep where it likes; it holds no names, as hosts may be secrets.
struct PolicyState
{
    struct Pause
    {
        QByteArray origin; ///< fingerprint of the origin
        WallTime until;
        std::optional<PauseCause> cause = {}; ///< redacted already; none where it is unknown, as in older files
        friend bool operator==(const Pause &, const Pause &) = default;
    };

    WallTime savedAt;
    QList<Pause> pauses;

    [[nodiscard]] static QByteArray fingerprint(const QByteArray &origin);
    /// What is left of a pause, if anything. A calendar that was set back since then prolongs nothing: never more than
    /// was left when it was saved.
    [[nodiscard]] std::optional<Duration> rest(const Pause &pause, WallTime wallNow) const;

    [[nodiscard]] QByteArray toJson() const;
    /// Empty where it is not what toJson() writes; what is more than a client can have is left out.
    [[nodiscard]] static std::optional<PolicyState> fromJson(const QByteArray &json);

    friend bool operator==(const PolicyState &, const PolicyState &) = default;
};

} // namespace fuseboard
