// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace fuseboard {

/// A cookie as it is kept. A value, and a secret as a password is.
struct Cookie
{
    QByteArray name;
    QByteArray value;
    QString domain; ///< a host in lower case; with a dot in front it is for all hosts below as well
    QString path = QStringLiteral("/");
    std::optional<WallTime> expires{}; ///< empty: never
    bool isSecure = false; ///< for https only
    bool isHttpOnly = false; ///< as the server said; without a meaning here
    bool isStrict = false; ///< SameSite=Strict: not where a redirect of another origin has led
    bool isFromTls = false; ///< set by an answer over https, and therefore for https only as well

    /// Whether one takes the place of the other in a jar.
    [[nodiscard]] bool isSame(const Cookie &other) const
    {
        return name == other.name && domain == other.domain && path == other.path;
    }

    friend bool operator==(const Cookie &, const Cookie &) = default;
};

} // namespace fuseboard
