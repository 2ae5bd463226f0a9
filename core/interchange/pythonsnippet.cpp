// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/pythonsnippet.h"

#include "interchange/literals.h"
#include "interchange/pythoncall.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isAscii(const Template &value)
{
    const QList<Template::Part> &parts = value.parts();
    return std::all_of(parts.begin(), parts.end(), [](const Template::Part &part) {
        return std::all_of(part.text.begin(), part.text.end(), [](QChar c) { return c < u'\x80'; });
    });
}

/// As bytes of UTF-8: of text both libraries make Latin-1, or fail.
QString pythonBytes(const Template &value)
{
    return (value.parts().size() > 1 ? u"(%1).encode()"_s : u"%1.encode()"_s).arg(literals::python(value));
}

/// A dictionary has a name once, and so has requests. Several fields of a name say the same as a list (RFC 9110 5.3),
/// for which cookies have a sign of their own.
QList<SnippetRequest::Field> oneOfEachName(const QList<SnippetRequest::Field> &fields)
{
    QList<SnippetRequest::Field> result;
    for (const SnippetRequest::Field &field : fields) {
        const auto same = std::find_if(result.begin(), result.end(), [&field](const auto &other) {
            return other.name.compare(field.name, Qt::CaseInsensitive) == 0;
        });
        if (same == result.end())
            result.append(field);
        else
            same->value += Template(field.name.compare("Cookie"_L1, Qt::CaseInsensitive) == 0 ? u"; "_s : u", "_s)
                + field.value;
    }
    return result;
}

QString pythonFields(const QList<SnippetRequest::Field> &fields, QString (*write)(const Template &))
{
    QString text = u"{"_s;
    for (const auto &[name, value] : fields)
        text += u"\n    "_s + literals::python(name) + u": "_s + write(value) + u',';
    return text + u"\n}"_s;
}

QString pythonHeader(const Template &value)
{
    return isAscii(value) ? literals::python(value) : pythonBytes(value);
}

/// Text both libraries encode themselves; of bytes httpx would send what Python shows of them.
QString pythonParam(const Template &value)
{
    return literals::python(value);
}

QString timeoutOf(const ClientConfig &config, bool isHttpx)
{
    const auto seconds = [](Duration d) { return pythonFloat(std::chrono::duration<double>(d).count()); };
    const QString connect = seconds(std::min(config.connectTimeout, config.timeout));
    const QString whole = seconds(config.timeout);
    return isHttpx ? u"httpx.Timeout(%1, connect=%2)"_s.arg(whole, connect) : u"(%1, %2)"_s.arg(connect, whole);
}

QString pythonOpen(const QString &path)
{
    return u"open(%1, \"rb\")"_s.arg(literals::python(path));
}

/// Both libraries take a part without a name of its file for text.
QString pythonFiles(const QList<BodySource::Part> &parts)
{
    QString text = u"["_s;
    for (const BodySource::Part &part : parts) {
        QString content = part.isFile() ? literals::python(part.fileName) + u", "_s + pythonOpen(part.file)
                                        : u"None, "_s + pythonBytes(part.value);
        if (!part.contentType.isEmpty())
            content += u", "_s + literals::python(part.contentType);
        text += u"\n    ("_s + literals::python(part.name) + u", ("_s + content + u")),"_s;
    }
    return text + u"\n]"_s;
}

} // namespace

QString PythonSnippet::id() const
{
    return m_library == Library::Httpx ? u"python-httpx"_s : u"python-requests"_s;
}

QString PythonSnippet::code(const SnippetRequest &request) const
{
    const bool isHttpx = m_library == Library::Httpx;
    const QString module = isHttpx ? u"httpx"_s : u"requests"_s;
    PythonCall call(u"response = "_s + module + u".request"_s);
    call.addText(u"method"_s, request.method);
    call.addText(u"url"_s, request.url);
    if (!request.secretParams.isEmpty())
        call.add(u"params"_s, pythonFields(request.secretParams, pythonParam));
    if (!request.headers.isEmpty())
        call.add(u"headers"_s, pythonFields(oneOfEachName(request.headers), pythonHeader));
    if (request.basic)
        call.add(u"auth"_s,
                 u"(%1, %2)"_s.arg(pythonBytes(request.basic->username), pythonBytes(request.basic->password)));
    const QString bodyName = isHttpx ? u"content"_s : u"data"_s;
    if (!request.source.parts.isEmpty())
        call.add(u"files"_s, pythonFiles(request.source.parts));
    else if (!request.source.file.isEmpty())
        call.add(bodyName, pythonOpen(request.source.file));
    else if (!request.isBodyText)
        call.add(bodyName, pythonOpen(savedBody));
    else if (!request.body.isEmpty())
        call.add(bodyName, pythonBytes(request.body));
    call.add(u"timeout"_s, timeoutOf(request.config, isHttpx));
    call.add(isHttpx ? u"follow_redirects"_s : u"allow_redirects"_s, request.config.followRedirects);
    return (request.hasVariables() ? u"import os\n\n"_s : QString()) + u"import "_s + module + u"\n\n"_s + call.text()
        + u"\nprint(response.status_code, response.text)\n"_s;
}

} // namespace fuseboard
