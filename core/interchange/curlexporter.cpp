// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/curlexporter.h"

#include "interchange/curlsnippet.h"
#include "interchange/sharedclient.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// A name or URL in a comment stays on its line.
QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u' ';
    }
    return text;
}

QString policyComments(const ClientConfig &config)
{
    QString text;
    if (config.rateLimit)
        text += u"# Not in curl: at most %1 requests in %2 s, burst %3.\n"_s.arg(config.rateLimit->maxRequests)
                    .arg(std::chrono::duration<double>(config.rateLimit->window).count())
                    .arg(config.rateLimit->burst());
    if (config.circuitBreaker)
        text += u"# Not in curl: a circuit breaker that opens after %1 failures for %2 s.\n"_s
                    .arg(config.circuitBreaker->failureThreshold)
                    .arg(std::chrono::duration<double>(config.circuitBreaker->recoveryTimeout).count());
    return text;
}

} // namespace

QString CurlExporter::id() const
{
    return u"curl"_s;
}

QString CurlExporter::fileSuffix() const
{
    return u"sh"_s;
}

QByteArray CurlExporter::writeShared(const SharedClient &client) const
{
    const ClientConfig &config = client.config();
    Request request;
    request.url = static_cast<const QUrl &>(config.baseUrl);
    SnippetRequest snippet = snippetRequest(client, request);
    snippet.url = config.baseUrl.text(); // with its {{variables}}, where it has any
    QString text = u"#!/bin/sh\n# "_s + onOneLine(config.name)
        + u"\n# The address is the client's base_url: the path of a request comes behind it.\n"_s
        + policyComments(config) + u'\n';
    text += CurlSnippet().write(snippet);
    return text.toUtf8();
}

} // namespace fuseboard
