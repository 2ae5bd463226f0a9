// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/headerrules.h"

#include "base/headersyntax.h"
#include "config/variablesyntax.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array schemes{"Bearer"_L1, "Basic"_L1, "Token"_L1, "ApiKey"_L1, "DPoP"_L1, "Key"_L1};

QString withoutScheme(const QString &value)
{
    const QString scheme = value.section(u' ', 0, 0);
    const bool isUsual = std::any_of(schemes.begin(), schemes.end(), [&scheme](QLatin1String usual) {
        return scheme.compare(usual, Qt::CaseInsensitive) == 0;
    });
    return isUsual ? value.section(u' ', 1).trimmed() : value;
}

bool isReference(const QString &text)
{
    const auto reference = environmentReference(text);
    return text.isEmpty() || isOnlyVariables(text) || (reference && !reference->name.isEmpty());
}

bool isCookieOfReference(const QString &cookie)
{
    const qsizetype equals = cookie.indexOf(u'=');
    const bool isNamed = equals > 0 && isHeaderName(cookie.first(equals));
    return isReference(isNamed ? cookie.sliced(equals + 1) : cookie);
}

} // namespace

bool isOnlyReference(const QString &name, const QString &value)
{
    if (name.compare("Cookie"_L1, Qt::CaseInsensitive) != 0)
        return isReference(withoutScheme(value));
    const QStringList cookies = value.split(u';');
    return std::all_of(cookies.begin(), cookies.end(),
                       [](const QString &cookie) { return isCookieOfReference(cookie.trimmed()); });
}

} // namespace fuseboard
