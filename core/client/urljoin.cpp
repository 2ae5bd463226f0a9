// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/urljoin.h"

#include "http/request.h"

namespace fuseboard {

namespace {

constexpr qsizetype longestShownOrigin = 80;

Error badUrl(const QUrl &url, ErrorDetail detail = ErrorDetail::BadUrl)
{
    const bool isUserInfo = detail == ErrorDetail::BadUrl && !url.userInfo().isEmpty(); // as checkRequest() tells it
    Error error(ErrorKind::ConfigInvalid, detail, isUserInfo ? QStringLiteral("user info") : QStringLiteral("url"));
    // The rest may hold a secret: a token in the path is usual.
    error.value = QString::fromLatin1(originOf(url)).left(longestShownOrigin);
    return error;
}

/// As it is sent.
QUrl asSent(const QUrl &url)
{
    QUrl sent = url.adjusted(QUrl::RemoveFragment);
    sent.setPath(resolvedPath(url), QUrl::StrictMode);
    return sent;
}

} // namespace

Result<QUrl> joinUrl(const QUrl &base, const QUrl &relative)
{
    if (!relative.isValid() && !relative.isEmpty())
        return badUrl(relative);
    if (!relative.scheme().isEmpty() || !relative.host().isEmpty()) {
        QUrl whole = relative;
        if (whole.scheme().isEmpty())
            whole.setScheme(base.scheme());
        if (!whole.userInfo().isEmpty() || whole.host().isEmpty())
            return badUrl(relative);
        if (!isSameOrigin(whole, base))
            return badUrl(whole, ErrorDetail::OtherOrigin);
        return asSent(whole);
    }
    QUrl joined = base;
    const QString path = relative.path(QUrl::FullyEncoded);
    if (!path.isEmpty()) {
        QString basePath = base.path(QUrl::FullyEncoded);
        while (basePath.endsWith(QLatin1Char('/')))
            basePath.chop(1);
        joined.setPath(path.startsWith(QLatin1Char('/')) ? basePath + path : basePath + QLatin1Char('/') + path,
                       QUrl::StrictMode);
    }
    if (relative.hasQuery()) {
        const QString before = base.query(QUrl::FullyEncoded);
        const QString query = relative.query(QUrl::FullyEncoded);
        const bool hasBoth = !before.isEmpty() && !query.isEmpty();
        joined.setQuery(hasBoth ? before + QLatin1Char('&') + query : before + query, QUrl::StrictMode);
    }
    joined = asSent(joined);
    if (!isSameOrigin(joined, base))
        return badUrl(relative);
    return joined;
}

} // namespace fuseboard
