// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the credentials of a client make way for others, without losing a refresh token that is on its way.

#include "auth/authmanager.h"

#include "auth/grantee.h"
#include "auth/unfinishedrefreshes.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

AuthManager::~AuthManager()
{
    release();
    if (m_means.unfinished && m_tokens && m_tokens->isUnsafe())
        m_means.unfinished->take(std::move(m_tokens));
}

void AuthManager::inherit(std::shared_ptr<AuthManager> old)
{
    m_redactor->inherit(*old->m_redactor);
    m_interaction = old->m_interaction;
    m_firstGeneration = old->m_tokens ? old->m_tokens->generation() : old->m_firstGeneration;
    m_predecessor = std::move(old);
    m_predecessor->m_whenLanded = [self = QPointer(this)] {
        if (self)
            self->predecessorLanded();
    };
}

void AuthManager::release()
{
    if (std::exchange(m_isReleased, true))
        return;
    const QPointer self(this);
    for (const ReadyCallback &ready : std::exchange(m_waiting, {}))
        ready(Error(ErrorKind::Cancelled));
    if (!self)
        return;
    if (m_tokens)
        m_tokens->release([this] { landed(); });
    else
        landed();
}

void AuthManager::landed()
{
    const bool isAtStake = m_tokens && m_tokens->isAtStake();
    if (m_isReleased && !isAtStake && !m_predecessor && m_whenLanded)
        std::exchange(m_whenLanded, {})();
}

void AuthManager::predecessorLanded()
{
    const auto old = std::exchange(m_predecessor, nullptr); // may be in the middle of telling
    if (sharesRefreshToken(*old)) {
        const bool isRenamed = old->m_clientName != m_clientName;
        m_unkept = old->m_tokens ? old->m_tokens->handOver(isRenamed) : old->m_unkept;
    }
    const QPointer self(this);
    if (std::exchange(m_startIsDue, false) && !m_waiting.empty())
        start();
    if (self)
        landed();
}

bool AuthManager::sharesRefreshToken(const AuthManager &other) const
{
    return isOAuth() && other.isOAuth() && isSameGrantee(*m_config, *other.m_config);
}

bool AuthManager::awaitsRefreshToken() const
{
    for (const AuthManager *old = m_predecessor.get(); old; old = old->m_predecessor.get()) {
        if (sharesRefreshToken(*old))
            return true;
    }
    return false;
}

} // namespace fuseboard
