// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenreader.h"

#include "http/httpdate.h"
#include "http/retryafter.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTokenAnswer = 256 * 1024;
constexpr qsizetype longestToken = 32 * 1024;
constexpr qsizetype longestRefusal = 80;
constexpr qsizetype longestRawRemark = 64 * 1024; // more than any secret that may begin in what is shown
constexpr Duration longestLifetime = std::chrono::hours(24 * 365);
constexpr int firstServerError = 500;
constexpr int tooManyRequests = 429;

QByteArray contentType(const Response &answer)
{
    const QByteArray type = answer.headers.value("Content-Type").value_or(QByteArray());
    return type.split(';').first().trimmed().toLower();
}

QJsonObject formFields(const QByteArray &body)
{
    QJsonObject object;
    const QUrlQuery query(QString::fromUtf8(body).replace(u'+', u' '));
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        object.insert(name, value);
    return object;
}

/// Words of the standards, and of servers that have their own; nothing that could not be shown.
bool isRefusalWord(const QString &text)
{
    const auto isWordLetter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'
            || c == u'-' || c == u'.';
    };
    return !text.isEmpty() && text.size() <= longestRefusal && std::all_of(text.cbegin(), text.cend(), isWordLetter);
}

Error tokenError(const Response &answer, ErrorDetail detail, const QString &value = {})
{
    Error error(ErrorKind::AuthFailed, detail, answer.url.host());
    error.httpStatus = answer.status;
    error.value = value;
    return error;
}

/// A date counts against the server's own clock only: without that it lies in the past.
std::optional<Duration> retryAfter(const Response &answer)
{
    constexpr WallTime endOfDates = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);
    const auto date = parseHttpDate(answer.headers.value("Date").value_or(QByteArray()), endOfDates);
    const QByteArray value = answer.headers.value("Retry-After").value_or(QByteArray());
    return readRetryAfter(value, date.value_or(endOfDates), endOfDates).delay;
}

} // namespace

Result<TokenSet> TokenReader::read(const Response &answer) const
{
    const QJsonObject object = fields(answer);
    if (answer.status != 200 || object.contains("error"_L1))
        return refusal(answer, object);
    TokenSet tokens;
    tokens.accessToken = object.value("access_token"_L1).toString();
    const QJsonValue refresh = object.value("refresh_token"_L1);
    tokens.refreshToken = refresh.toString();
    const bool goodRefresh = refresh.isUndefined() || refresh.isNull() || refresh.toString(u"\n"_s).isEmpty()
        || isToken(tokens.refreshToken);
    const QString type = object.value("token_type"_L1).toString();
    if (!isToken(tokens.accessToken) || !goodRefresh || type.compare("bearer"_L1, Qt::CaseInsensitive) != 0)
        return unusable(answer);
    tokens.scopes = object.value("scope"_L1).toString().split(u' ', Qt::SkipEmptyParts);
    tokens.lifetime = lifetime(object.value("expires_in"_L1));
    tokens.received = m_now;
    tokens.receivedWall = m_wallNow;
    return tokens;
}

QJsonObject TokenReader::fields(const Response &answer)
{
    if (answer.body.size() > longestTokenAnswer)
        return {};
    if (contentType(answer) == "application/x-www-form-urlencoded")
        return formFields(answer.body);
    return QJsonDocument::fromJson(answer.body).object();
}

Error TokenReader::refusal(const Response &answer, const QJsonObject &fields)
{
    const QString word = fields.value("error"_L1).toString();
    const QString remark = remarkOf(fields.value("error_description"_L1).toString());
    const bool isBusy = answer.status == tooManyRequests || answer.status >= firstServerError
        || word == "temporarily_unavailable"_L1 || word == "server_error"_L1;
    if (isBusy) {
        Error error = tokenError(answer, ErrorDetail::TokenEndpointFailed, refusalWord(word));
        error.wait = retryAfter(answer);
        error.remark = remark;
        return error;
    }
    if (!isRefusalWord(word) && answer.status != 401 && answer.status != 403)
        return unusable(answer);
    Error error = tokenError(answer, ErrorDetail::CredentialsRejected, refusalWord(word));
    error.remark = remark;
    return error;
}

Error TokenReader::unusable(const Response &answer)
{
    const QString type = QString::fromLatin1(contentType(answer));
    const auto isPlain = [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; };
    const bool shown = type.size() <= longestRefusal && std::all_of(type.cbegin(), type.cend(), isPlain);
    return tokenError(answer, ErrorDetail::TokenUnusable, shown ? type : QString());
}

QString TokenReader::refusalWord(const QString &text)
{
    return isRefusalWord(text) ? text : QString();
}

QString TokenReader::remarkOf(const QString &text)
{
    return text.left(longestRawRemark);
}

bool TokenReader::isToken(const QString &text)
{
    const auto isVisible = [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; };
    return !text.isEmpty() && text.size() <= longestToken && std::all_of(text.cbegin(), text.cend(), isVisible);
}

std::optional<Duration> TokenReader::lifetime(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || std::isnan(seconds))
        return std::nullopt;
    return std::clamp(fromSeconds(seconds), Duration::zero(), longestLifetime);
}

} // namespace fuseboard
