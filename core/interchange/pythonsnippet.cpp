// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/pythonsnippet.h"

#include "interchange/literals.h"
#include "interchange/pythoncall.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// One header of a name; both libraries take a list of pairs no more than a dictionary with a name twice.
QString pythonHeaders(const QList<SnippetRequest::Field> &fields)
{
    QString text = u"{"_s;
    for (const auto &[name, value] : fields)
        text += u"\n    "_s + literals::python(name) + u": "_s + literals::python(value) + u',';
    return text + u"\n}"_s;
}

QString timeoutOf(const ClientConfig &config, bool isHttpx)
{
    const auto seconds = [](Duration d) { return pythonFloat(std::chrono::duration<double>(d).count()); };
    const QString connect = seconds(std::min(config.connectTimeout, config.timeout));
    const QString whole = seconds(config.timeout);
    return isHttpx ? u"httpx.Timeout(%1, connect=%2)"_s.arg(whole, connect) : u"(%1, %2)"_s.arg(connect, whole);
}

} // namespace

QString PythonSnippet::id() const
{
    return m_library == Library::Httpx ? u"python-httpx"_s : u"python-requests"_s;
}

QString PythonSnippet::write(const SnippetRequest &request) const
{
    const bool isHttpx = m_library == Library::Httpx;
    const QString module = isHttpx ? u"httpx"_s : u"requests"_s;
    PythonCall call(u"response = "_s + module + u".request"_s);
    call.addText(u"method"_s, request.method);
    call.addText(u"url"_s, request.url);
    if (!request.secretParams.isEmpty())
        call.add(u"params"_s, pythonHeaders(request.secretParams));
    if (!request.headers.isEmpty())
        call.add(u"headers"_s, pythonHeaders(request.headers));
    if (request.basic)
        call.add(
            u"auth"_s,
            u"(%1, %2)"_s.arg(literals::python(request.basic->username), literals::python(request.basic->password)));
    const QString bodyName = isHttpx ? u"content"_s : u"data"_s;
    if (!request.isBodyText)
        call.add(bodyName, u"open(\"body.bin\", \"rb\")"_s);
    else if (!request.body.isEmpty())
        call.add(
            bodyName,
            (request.body.hasVariables() ? u"(%1).encode()"_s : u"%1.encode()"_s).arg(literals::python(request.body)));
    call.add(u"timeout"_s, timeoutOf(request.config, isHttpx));
    call.add(isHttpx ? u"follow_redirects"_s : u"allow_redirects"_s, request.config.followRedirects);
    return (request.hasVariables() ? u"import os\n\n"_s : QString()) + u"import "_s + module + u"\n\n"_s + call.text()
        + u"\nprint(response.status_code, response.text)\n"_s;
}

} // namespace fuseboard
