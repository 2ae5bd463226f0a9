// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/fetchsnippet.h"

#include "interchange/literals.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isAsciiOnly(const Template::Part &part)
{
    return std::all_of(part.text.begin(), part.text.end(), [](QChar c) { return c < u'\x80'; });
}

/// A header's characters are bytes: fetch() refuses the others, so UTF-8 is written as what its bytes are in Latin-1.
QString headerValue(const Template &value)
{
    const QString text = literals::javaScript(value);
    const QList<Template::Part> &parts = value.parts();
    return std::all_of(parts.begin(), parts.end(), isAsciiOnly) ? text
                                                                : u"Buffer.from(%1).toString(\"latin1\")"_s.arg(text);
}

QString headersOf(const SnippetRequest &request)
{
    QString text;
    for (const auto &[name, value] : request.headers)
        text += u"    [%1, %2],\n"_s.arg(literals::javaScript(name), headerValue(value));
    if (request.basic) {
        const Template pair = Template(request.basic->username + u':') + request.basic->password;
        text += u"    [\"Authorization\", \"Basic \" + Buffer.from(%1).toString(\"base64\")],\n"_s.arg(
            literals::javaScript(pair));
    }
    return text.isEmpty() ? text : u"  headers: [\n"_s + text + u"  ],\n"_s;
}

QString bodyOf(const SnippetRequest &request)
{
    if (!request.isBodyText)
        return u"  body: await readFile(\"body.bin\"),\n"_s;
    if (request.body.isEmpty())
        return {};
    // Of a text it would say that it is plain text.
    const QString text = literals::javaScript(request.body);
    return (request.hasHeader(u"Content-Type"_s) ? u"  body: %1,\n"_s : u"  body: Buffer.from(%1),\n"_s).arg(text);
}

} // namespace

QString FetchSnippet::id() const
{
    return u"javascript-fetch"_s;
}

QString FetchSnippet::write(const SnippetRequest &request) const
{
    QString text;
    if (!request.isBodyText)
        text += u"import { readFile } from \"node:fs/promises\";\n\n"_s;
    text += u"const url = new URL(%1);\n"_s.arg(literals::javaScript(request.url));
    for (const auto &[name, value] : request.secretParams)
        text += u"url.searchParams.append(%1, %2);\n"_s.arg(literals::javaScript(name), literals::javaScript(value));
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(request.config.timeout).count();
    text += u"const response = await fetch(url, {\n  method: %1,\n"_s.arg(literals::javaScript(request.method))
        + headersOf(request) + bodyOf(request)
        + u"  redirect: %1,\n"_s.arg(request.config.followRedirects ? u"\"follow\"" : u"\"manual\"")
        + u"  signal: AbortSignal.timeout(%1),\n});\n"_s.arg(milliseconds);
    return text + u"console.log(response.status, await response.text());\n"_s;
}

} // namespace fuseboard
