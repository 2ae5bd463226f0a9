// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/tokenset.h"
#include "base/result.h"
#include "http/response.h"

#include <QJsonObject>

namespace fuseboard {

/// Reads what a token endpoint answers (RFC 6749 5). Trusts nothing: the answer may be a login page, a proxy's error or
/// an attack, and the token goes into the header of every request.
class TokenReader
{
public:
    TokenReader(MonotonicTime now, WallTime wallNow)
        : m_now(now)
        , m_wallNow(wallNow)
    {
    }

    /// The token, or AuthFailed with one of
    ///  - CredentialsRejected: the endpoint says why in a word of RFC 6749 5.2 or RFC 8628 3.5, which is in value;
    ///  - TokenEndpointFailed: 429, 5xx, temporarily_unavailable; wait is Retry-After where it is given;
    ///  - TokenUnusable: anything else; value is the type of the content, never the content, which may be a token.
    [[nodiscard]] Result<TokenSet> read(const Response &answer) const;

    /// The object of an answer: JSON, or form-encoded where its type says so. Empty for anything else.
    [[nodiscard]] static QJsonObject fields(const Response &answer);
    /// What an answer without a token means, by its status and its "error"; remark is its "error_description".
    [[nodiscard]] static Error refusal(const Response &answer, const QJsonObject &fields);
    [[nodiscard]] static Error unusable(const Response &answer);
    /// The word of an "error", empty where it is no word that could be shown.
    [[nodiscard]] static QString refusalWord(const QString &text);
    /// An "error_description" as it was written, but for what is far too long: CredentialRedactor::shown() redacts it,
    /// where a secret still has all of its blanks, and makes it a remark.
    [[nodiscard]] static QString remarkOf(const QString &text);
    /// Visible ASCII of a length that fits a header.
    [[nodiscard]] static bool isToken(const QString &text);
    /// "expires_in" as servers write it: a number, or a number as text; 0 … 1 year; nothing for anything else (C15).
    [[nodiscard]] static std::optional<Duration> lifetime(const QJsonValue &value);

private:
    MonotonicTime m_now;
    WallTime m_wallNow;
};

/// The word that a token endpoint refuses with, as in Error::value.
namespace tokenrefusal {
constexpr QLatin1String invalidGrant("invalid_grant");
constexpr QLatin1String authorizationPending("authorization_pending");
constexpr QLatin1String slowDown("slow_down");
constexpr QLatin1String expiredToken("expired_token");
constexpr QLatin1String accessDenied("access_denied");
} // namespace tokenrefusal

} // namespace fuseboard
