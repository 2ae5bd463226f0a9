// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"

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
    if (m_latestTokens.contains(token))
        return;
    m_latestTokens.append(token);
    if (m_latestTokens.size() <= rememberedTokens) {
        m_redactor.addSecret(token);
        return;
    }
    m_latestTokens.removeFirst();
    m_redactor = m_lasting;
    for (const QString &latest : std::as_const(m_latestTokens))
        m_redactor.addSecret(latest);
}

} // namespace fuseboard
