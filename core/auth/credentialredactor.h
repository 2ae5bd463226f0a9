// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/redactor.h"

#include <QStringList>

#include <functional>

namespace fuseboard {

/// A Redactor that knows some secrets for good and the latest of those that come and go: a client that runs for months
/// sees thousands of access tokens, and answers come for the latest only.
class CredentialRedactor
{
public:
    /// For good.
    void hide(const std::function<void(Redactor &)> &how);
    /// As long as it is one of the sixteen seen last.
    void learnToken(const QString &token);
    /// As long as it is the latest of its kind, which may be for months; then as any other token.
    void learnRefreshToken(const QString &token);

    /// The same error without a secret in what it names.
    [[nodiscard]] Error shown(Error error) const;

    [[nodiscard]] const Redactor &redactor() const { return m_redactor; }

private:
    Redactor m_lasting;
    QStringList m_latestTokens;
    QString m_refreshToken;
    Redactor m_redactor; // knows them all
};

} // namespace fuseboard
