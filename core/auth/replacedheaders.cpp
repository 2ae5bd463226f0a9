// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/replacedheaders.h"

#include <algorithm>

namespace fuseboard {

bool replacesHeader(const AuthConfig &auth, const QString &name)
{
    const auto isIt = [&name](const QString &header) { return header.compare(name, Qt::CaseInsensitive) == 0; };
    if (isIt(QStringLiteral("Cookie")))
        return false;
    switch (auth.type) {
    case AuthType::None:
        return false;
    case AuthType::ApiKey:
    case AuthType::Bearer:
    case AuthType::OAuth2:
        return auth.tokenLocation == AuthLocation::Header && isIt(auth.tokenKey);
    case AuthType::Basic:
        return isIt(QStringLiteral("Authorization"));
    case AuthType::Custom:
        return std::any_of(auth.customHeaders.begin(), auth.customHeaders.end(),
                           [&isIt](const auto &header) { return isIt(header.first); });
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
