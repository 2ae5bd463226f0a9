// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/customauthenticator.h"

#include "http/cookiefield.h"

namespace fuseboard {

CustomAuthenticator::CustomAuthenticator(ResolvedAuth auth)
    : m_auth(std::move(auth))
{
}

Result<void> CustomAuthenticator::apply(Request &request) const
{
    for (const auto &[name, value] : m_auth.customHeaders)
        setKeepingCookies(request.headers, name.toUtf8(), value.toUtf8());
    for (const auto &[name, value] : m_auth.customParams)
        appendQueryItem(request.url, name, value);
    return {};
}

} // namespace fuseboard
