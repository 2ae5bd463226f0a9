// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiejars.h"

namespace fuseboard {

std::shared_ptr<CookieJar> CookieJars::of(const QString &client, const QString &environment)
{
    std::shared_ptr<CookieJar> &jar = m_jars[{client, environment}];
    if (!jar)
        jar = std::make_shared<CookieJar>(m_scheduler);
    return jar;
}

void CookieJars::forgetClient(const QString &client)
{
    std::erase_if(m_jars, [&client](const auto &entry) { return entry.first.first == client; });
}

void CookieJars::keepEnvironments(const QStringList &environments)
{
    std::erase_if(m_jars, [&environments](const auto &entry) {
        const QString &environment = entry.first.second;
        return !environment.isEmpty() && !environments.contains(environment);
    });
}

} // namespace fuseboard
