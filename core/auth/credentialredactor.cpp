// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace fuseboard {

namespace {

constexpr qsizetype rememberedTokens = 16;
constexpr std::size_t rememberedOthers = 16;

} // namespace

void CredentialRedactor::hide(const std::function<void(Redactor &)> &how)
{
    how(m_lasting);
    how(m_redactor);
    ++m_revision;
}

void CredentialRedactor::rebuild()
{
    ++m_revision;
    m_redactor = m_lasting;
    m_redactor.addSecret(m_refreshToken);
    for (const QStringList *latest : {&m_latestTokens, &m_latestValues}) {
        for (const QString &secret : *latest)
            m_redactor.addSecret(secret);
    }
    for (const Known &known : m_others)
        m_redactor.add(known.other->redactor());
}

void CredentialRedactor::learnToken(const QString &token)
{
    // Seen again, it is the latest again.
    if (!m_latestTokens.removeOne(token)) {
        m_redactor.addSecret(token);
        ++m_revision;
    }
    m_latestTokens.append(token);
    if (m_latestTokens.size() <= rememberedTokens)
        return;
    m_latestTokens.removeFirst();
    rebuild();
}

void CredentialRedactor::learnRefreshToken(const QString &token)
{
    if (token == m_refreshToken)
        return;
    m_redactor.addSecret(token);
    ++m_revision;
    const QString before = std::exchange(m_refreshToken, token);
    if (!before.isEmpty())
        learnToken(before);
}

void CredentialRedactor::learnValues(const QStringList &values)
{
    if (values == m_latestValues.last(std::min(values.size(), m_latestValues.size())))
        return;
    const QSet<QString> again(values.cbegin(), values.cend());
    m_latestValues.removeIf([&again](const QString &value) { return again.contains(value); });
    for (const QString &value : values)
        m_redactor.addSecret(value); // known ones cost a look
    m_latestValues += values;
    ++m_revision;
    m_keptValues = std::max(m_keptValues, 2 * values.size());
    if (m_latestValues.size() <= 2 * m_keptValues) // many go at once: to learn all others anew takes its time
        return;
    m_latestValues = m_latestValues.last(m_keptValues);
    rebuild();
}

void CredentialRedactor::learnFrom(const std::shared_ptr<const CredentialRedactor> &other)
{
    const auto found = std::find_if(m_others.begin(), m_others.end(),
                                    [&other](const Known &known) { return known.other == other; });
    if (found != m_others.end()) {
        const bool isUpToDate = found->revision == other->m_revision;
        found->revision = other->m_revision;
        std::rotate(found, found + 1, m_others.end());
        if (isUpToDate)
            return;
    } else {
        if (m_others.size() == rememberedOthers)
            m_others.erase(m_others.begin());
        m_others.push_back({other, other->m_revision});
    }
    rebuild();
}

Error CredentialRedactor::shown(Error error) const
{
    error.subject = m_redactor.text(error.subject);
    error.value = m_redactor.text(error.value);
    return error;
}

} // namespace fuseboard
