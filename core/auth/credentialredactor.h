// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/redactor.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace fuseboard {

/// A Redactor that knows some secrets for good and the latest of those that come and go: a client that runs for months
/// sees thousands of access tokens, and answers come for the latest only. Each secret costs time for each text that is
/// shown.
class CredentialRedactor
{
public:
    /// For good.
    void hide(const std::function<void(Redactor &)> &how);
    /// As long as it is one of the sixteen seen last.
    void learnToken(const QString &token);
    /// As long as it is the latest of its kind, which may be for months; then as any other token.
    void learnRefreshToken(const QString &token);
    /// As long as they are among the 250 seen last, and some time more: values of variables, which may be others for
    /// each call. Values that come together stay together, however many they are.
    void learnValues(const QStringList &values);
    /// All that a jar holds, as long as it holds it, in the place of those of before. Those are hidden as long as they
    /// are among the fifty that went last, and some time more: answers to them may still come. Values that come
    /// together stay together. Costs next to nothing while they are the same.
    void learnCookies(const QStringList &values);
    /// What another one knows at this moment, as long as somebody else has it, as its calls do, or it is one of the
    /// sixteen learned from last. Costs next to nothing while that one learns nothing new.
    void learnFrom(const std::shared_ptr<const CredentialRedactor> &other);
    /// For good what the one knows whose place this one takes, and its cookies as its own.
    void inherit(const CredentialRedactor &old);

    /// The same error without a secret in what it names, and with no more of a remark than may be shown, on one line.
    [[nodiscard]] Error shown(Error error) const;

    [[nodiscard]] const Redactor &redactor() const { return m_redactor; }
    /// Knows no cookies: they are hidden, but a server chooses their values, and a word of its choice is no credential.
    /// Made anew, where there are some.
    [[nodiscard]] Redactor withoutCookies() const;

private:
    struct Known
    {
        std::shared_ptr<const CredentialRedactor> other;
        quint64 revision = 0;
    };

    void rebuild();
    /// To make place for another one; whether there were such.
    bool forgetOthers();
    [[nodiscard]] Redactor credentials() const;

    Redactor m_lasting;
    QStringList m_latestTokens;
    QString m_refreshToken;
    QStringList m_latestValues;
    qsizetype m_keptValues = 250;
    QStringList m_cookies;
    QStringList m_goneCookies; // gone last at the end
    qsizetype m_keptCookies = 50;
    std::vector<Known> m_others; // learned from last at the end
    quint64 m_revision = 0; // of what it knows
    Redactor m_redactor; // knows them all
};

} // namespace fuseboard
