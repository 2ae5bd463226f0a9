// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"

#include <utility>

namespace fuseboard {

namespace {

constexpr qsizetype rememberedTokens = 16;

} // namespace

void CredentialRedactor::hide(const std::function<void(Redactor &)> &how)
{
    how(m_lasting);
    how(m_redactor);
}

void CredentialRedactor::learnToken(const QString &token)
{
    // Seen again, it is the latest again.
    if (!m_latestTokens.removeOne(token))
        m_redactor.addSecret(token);
    m_latestTokens.append(token);
    if (m_latestTokens.size() <= rememberedTokens)
        return;
    m_latestTokens.removeFirst();
    m_redactor = m_lasting;
    m_redactor.addSecret(m_refreshToken);
    for (const QString &latest : std::as_const(m_latestTokens))
        m_redactor.addSecret(latest);
}

void CredentialRedactor::learnRefreshToken(const QString &token)
{
    if (token == m_refreshToken)
        return;
    m_redactor.addSecret(token);
    const QString before = std::exchange(m_refreshToken, token);
    if (!before.isEmpty())
        learnToken(before);
}

Error CredentialRedactor::shown(Error error) const
{
    error.subject = m_redactor.text(error.subject);
    error.value = m_redactor.text(error.value);
    return error;
}

} // namespace fuseboard
