// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/urljoin.h"

#include "http/request.h"

namespace fuseboard {

namespace {

constexpr qsizetype longestShownOrigin = 80;

Error badUrl(const QUrl &url, ErrorDetail detail = ErrorDetail::BadUrl)
{
    Error error(ErrorKind::ConfigInvalid, detail, QStringLiteral("url"));
    // The rest may hold a secret: a token in the path is usual.
    error.value = QString::fromLatin1(originOf(url)).left(longestShownOrigin);
    return error;
}

/// As Qt sends it: without dot segments, and with one slash at the start of the path. Of several it takes one away each
/// time that it looks, when it sends too, so that what is shown would not be what is sent.
QUrl asSent(const QUrl &url)
{
    QUrl sent = url.adjusted(QUrl::NormalizePathSegments | QUrl::RemoveFragment);
    const QString path = sent.path(QUrl::FullyEncoded);
    qsizetype slashes = 0;
    while (slashes < path.size() && path.at(slashes) == QLatin1Char('/'))
        ++slashes;
    if (slashes > 1)
        sent.setPath(path.sliced(slashes - 1), QUrl::StrictMode);
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
    if (relative.hasQuery())
        joined.setQuery(relative.query(QUrl::FullyEncoded), QUrl::StrictMode);
    joined = asSent(joined);
    if (!isSameOrigin(joined, base))
        return badUrl(relative);
    return joined;
}

} // namespace fuseboard
