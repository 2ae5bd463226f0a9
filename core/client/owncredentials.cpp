// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/owncredentials.h"

#include "auth/grantee.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostKnown = 16;

/// Where the configured refresh token comes from, for nothing else may tell two requests apart that go on with one.
QString refreshTokenOf(const AuthConfig &auth)
{
    const Secret &token = auth.refreshToken;
    return token.isSet() ? QString::number(static_cast<int>(token.source())) + u' ' + token.text() : QString();
}

} // namespace

std::shared_ptr<AuthManager> OwnCredentials::of(const AuthConfig &auth, const QString &clientName,
                                                const Services &services)
{
    std::erase_if(m_retired, [](const auto &manager) { return manager.use_count() == 1; });
    const auto found = std::find_if(m_known.begin(), m_known.end(),
                                    [&auth](const Known &one) { return one.auth == auth; });
    if (found != m_known.end()) {
        std::rotate(found, found + 1, m_known.end());
        return m_known.back().manager;
    }
    const SecretKey client = services.secretOwner.isNull() ? SecretKey::ofName(clientName) : services.secretOwner;
    const AuthManager::Means means{services.scheduler,
                                   services.transport,
                                   services.secrets,
                                   services.storeLock,
                                   client.within("request "_L1 + granteeFingerprint(auth, refreshTokenOf(auth))),
                                   services.unfinished};
    if (m_known.size() == mostKnown)
        retire();
    m_known.push_back({auth, std::make_shared<AuthManager>(auth, clientName, means)});
    return m_known.back().manager;
}

void OwnCredentials::retire()
{
    m_retired.push_back(std::move(m_known.front().manager));
    m_known.erase(m_known.begin());
}

void OwnCredentials::clear()
{
    while (!m_known.empty())
        retire();
}

} // namespace fuseboard
