// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/fetchsnippet.h"

#include "interchange/literals.h"

#include <QRegularExpression>

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

/// The file that is the body; empty for none.
QString fileOf(const SnippetRequest &request, const QString &savedBody)
{
    return request.isBodyText ? request.source.file : savedBody;
}

bool readsFiles(const SnippetRequest &request)
{
    const QList<BodySource::Part> &parts = request.source.parts;
    return !request.isBodyText || !request.source.file.isEmpty()
        || std::any_of(parts.begin(), parts.end(), [](const BodySource::Part &part) { return part.isFile(); });
}

QString formOf(const QList<BodySource::Part> &parts)
{
    QString text = parts.isEmpty() ? QString() : u"const form = new FormData();\n"_s;
    for (const BodySource::Part &part : parts) {
        QString content = literals::javaScript(part.value);
        if (part.isFile()) {
            const QString type = part.contentType.isEmpty()
                ? QString()
                : u", { type: "_s + literals::javaScript(part.contentType) + u" }"_s;
            content = u"new Blob([await readFile("_s + literals::javaScript(part.file) + u")]"_s + type + u"), "_s
                + literals::javaScript(part.fileName);
        }
        text += u"form.append("_s + literals::javaScript(part.name) + u", "_s + content + u");\n"_s;
    }
    return text;
}

/// FormData writes a line break of text and of names as CRLF, whatever it was.
bool keepsLines(const QString &text)
{
    static const QRegularExpression otherBreak(u"(?<!\\r)\\n|\\r(?!\\n)"_s);
    return !otherBreak.match(text).hasMatch();
}

QString bodyOf(const SnippetRequest &request, const QString &file)
{
    if (!request.source.parts.isEmpty())
        return u"  body: form,\n"_s;
    if (!file.isEmpty())
        return u"  body: await readFile(%1),\n"_s.arg(literals::javaScript(file));
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

QStringList FetchSnippet::lacking(const SnippetRequest &request) const
{
    QStringList notes = RequestSnippet::lacking(request);
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const BodySource::Part &part = parts.at(i);
        if (!part.isFile() && !part.contentType.isEmpty())
            notes.append(u"Not in FormData: the content type of part %1, which is text."_s.arg(i + 1));
        if (!keepsLines(part.name) || !keepsLines(part.value))
            notes.append(u"Not in FormData: the line breaks of part %1, which are sent as CRLF."_s.arg(i + 1));
    }
    return notes;
}

QString FetchSnippet::code(const SnippetRequest &request) const
{
    QString text;
    if (readsFiles(request))
        text += u"import { readFile } from \"node:fs/promises\";\n\n"_s;
    text += u"const url = new URL(%1);\n"_s.arg(literals::javaScript(request.url));
    for (const auto &[name, value] : request.secretParams)
        text += u"url.searchParams.append(%1, %2);\n"_s.arg(literals::javaScript(name), literals::javaScript(value));
    text += formOf(request.source.parts);
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(request.config.timeout).count();
    text += u"const response = await fetch(url, {\n  method: %1,\n"_s.arg(literals::javaScript(request.method))
        + headersOf(request) + bodyOf(request, fileOf(request, savedBody))
        + u"  redirect: %1,\n"_s.arg(request.config.followRedirects ? u"\"follow\"" : u"\"manual\"")
        + u"  signal: AbortSignal.timeout(%1),\n});\n"_s.arg(milliseconds);
    return text + u"console.log(response.status, await response.text());\n"_s;
}

} // namespace fuseboard
