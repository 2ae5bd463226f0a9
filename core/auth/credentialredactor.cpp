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
constexpr qsizetype longestRemark = 200;

/// Without control characters and what turns text around.
QString lineOf(QString text)
{
    for (QChar &letter : text) {
        const QChar::Category category = letter.category();
        if (category == QChar::Other_Control || category == QChar::Other_Format || letter.isSpace())
            letter = u' ';
    }
    return text.simplified();
}

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
    m_redactor = credentials();
    for (const QStringList *cookies : {&m_goneCookies, &m_cookies}) {
        for (const QString &secret : *cookies)
            m_redactor.addSecret(secret);
    }
}

Redactor CredentialRedactor::credentials() const
{
    Redactor redactor = m_lasting;
    redactor.addSecret(m_refreshToken);
    for (const QStringList *latest : {&m_latestTokens, &m_latestValues}) {
        for (const QString &secret : *latest)
            redactor.addSecret(secret);
    }
    for (const Known &known : m_others)
        redactor.add(known.other->redactor());
    return redactor;
}

Redactor CredentialRedactor::withoutCookies() const
{
    return m_cookies.isEmpty() && m_goneCookies.isEmpty() ? m_redactor : credentials();
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

void CredentialRedactor::learnCookies(const QStringList &values)
{
    if (values == m_cookies)
        return;
    const QSet<QString> present(values.cbegin(), values.cend());
    QStringList gone = m_goneCookies + m_cookies;
    const QSet<QString> known(gone.cbegin(), gone.cend());
    for (const QString &value : values) {
        if (!known.contains(value))
            m_redactor.addSecret(value);
    }
    gone.removeIf([&present](const QString &value) { return present.contains(value); });
    m_goneCookies = std::move(gone);
    m_cookies = values;
    ++m_revision;
    m_keptCookies = std::max(m_keptCookies, 2 * values.size());
    if (m_goneCookies.size() <= 2 * m_keptCookies) // many go at once, as above
        return;
    m_goneCookies = m_goneCookies.last(m_keptCookies);
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
        rebuild();
        return;
    }
    const bool forgetsSome = forgetOthers();
    m_others.push_back({other, other->m_revision});
    if (forgetsSome) {
        rebuild();
        return;
    }
    m_redactor.add(other->redactor());
    ++m_revision;
}

bool CredentialRedactor::forgetOthers()
{
    const std::size_t before = m_others.size();
    for (auto known = m_others.begin(); known != m_others.end() && m_others.size() >= rememberedOthers;)
        known = known->other.use_count() == 1 ? m_others.erase(known) : known + 1;
    return m_others.size() < before;
}

void CredentialRedactor::inherit(const CredentialRedactor &old)
{
    hide([inherited = old.withoutCookies()](Redactor &redactor) { redactor.inherit(inherited); });
    m_cookies = old.m_cookies;
    m_keptCookies = std::max(m_keptCookies, 2 * m_cookies.size());
    m_goneCookies = old.m_goneCookies.last(std::min(old.m_goneCookies.size(), m_keptCookies));
    rebuild();
}

Error CredentialRedactor::shown(Error error) const
{
    error.subject = m_redactor.text(error.subject);
    error.value = m_redactor.text(error.value);
    const auto redacted = [this](const QString &text) { return m_redactor.payload(text, PayloadKind::Text); };
    error.remark = redacted(lineOf(redacted(error.remark))); // with its blanks as they were sent, and as they are shown
    if (error.remark.size() > longestRemark)
        error.remark = error.remark.left(longestRemark - 1) + u'…';
    return error;
}

} // namespace fuseboard
