// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/headerwords.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

// RFC 9110, RFC 9111, RFC 6265, Fetch, W3C Trace Context, and what APIs have made their own.
QStringList headerNames()
{
    return {u"Accept"_s,
            u"Accept-Charset"_s,
            u"Accept-Encoding"_s,
            u"Accept-Language"_s,
            u"Authorization"_s,
            u"Cache-Control"_s,
            u"Content-Disposition"_s,
            u"Content-Encoding"_s,
            u"Content-Language"_s,
            u"Content-MD5"_s,
            u"Content-Type"_s,
            u"Cookie"_s,
            u"Date"_s,
            u"DNT"_s,
            u"Forwarded"_s,
            u"From"_s,
            u"Idempotency-Key"_s,
            u"If-Match"_s,
            u"If-Modified-Since"_s,
            u"If-None-Match"_s,
            u"If-Range"_s,
            u"If-Unmodified-Since"_s,
            u"Origin"_s,
            u"Pragma"_s,
            u"Prefer"_s,
            u"Range"_s,
            u"Referer"_s,
            u"traceparent"_s,
            u"tracestate"_s,
            u"User-Agent"_s,
            u"Via"_s,
            u"X-API-Key"_s,
            u"X-Correlation-ID"_s,
            u"X-CSRF-Token"_s,
            u"X-Forwarded-For"_s,
            u"X-Forwarded-Host"_s,
            u"X-Forwarded-Proto"_s,
            u"X-HTTP-Method-Override"_s,
            u"X-Request-ID"_s,
            u"X-Requested-With"_s};
}

QStringList headerValues(const QString &name)
{
    const QString key = name.trimmed().toLower();
    if (key == "accept"_L1 || key == "content-type"_L1)
        return {u"application/json"_s,
                u"application/problem+json"_s,
                u"application/vnd.api+json"_s,
                u"application/xml"_s,
                u"application/x-www-form-urlencoded"_s,
                u"application/x-ndjson"_s,
                u"application/octet-stream"_s,
                u"application/pdf"_s,
                u"multipart/form-data"_s,
                u"text/csv"_s,
                u"text/event-stream"_s,
                u"text/html"_s,
                u"text/plain"_s};
    if (key == "accept-encoding"_L1)
        return {u"gzip"_s, u"deflate"_s, u"br"_s, u"zstd"_s, u"identity"_s};
    if (key == "cache-control"_L1)
        return {u"no-cache"_s, u"no-store"_s, u"max-age=0"_s, u"only-if-cached"_s};
    if (key == "prefer"_L1)
        return {u"return=minimal"_s, u"return=representation"_s, u"respond-async"_s};
    if (key == "authorization"_L1)
        return {u"Bearer "_s, u"Basic "_s};
    return {};
}

} // namespace fuseboard
