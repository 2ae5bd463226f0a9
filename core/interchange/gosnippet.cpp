// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/gosnippet.h"

#include "interchange/formparts.h"
#include "interchange/literals.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView failed("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n");

/// multipart.Writer quotes names in a way of its own where it makes the headers.
constexpr QLatin1StringView addPart(
    "func add(form *multipart.Writer, disposition, contentType string, content io.Reader) {\n"
    "\theader := textproto.MIMEHeader{\"Content-Disposition\": {disposition}}\n"
    "\tif contentType != \"\" {\n"
    "\t\theader.Set(\"Content-Type\", contentType)\n"
    "\t}\n"
    "\tpart, err := form.CreatePart(header)\n"
    "\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n"
    "\tif _, err := io.Copy(part, content); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n\n");
constexpr QLatin1StringView openFile("func open(path string) *os.File {\n"
                                     "\tfile, err := os.Open(path)\n"
                                     "\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\treturn file\n}\n\n");

/// How many of the parts are files, or are text.
qsizetype countOf(const SnippetRequest &request, bool isFile)
{
    const QList<BodySource::Part> &parts = request.source.parts;
    return std::count_if(parts.begin(), parts.end(), [isFile](const auto &part) { return part.isFile() == isFile; });
}

bool isBodyFile(const SnippetRequest &request)
{
    return !request.isBodyText || !request.source.file.isEmpty();
}

/// Go refuses a program that imports what it does not use.
QString importsOf(const SnippetRequest &request)
{
    QStringList packages{u"fmt"_s, u"io"_s, u"log"_s, u"net/http"_s, u"time"_s};
    if (!request.source.parts.isEmpty())
        packages += {u"bytes"_s, u"mime/multipart"_s, u"net/textproto"_s};
    if (request.hasVariables() || isBodyFile(request) || countOf(request, true) > 0)
        packages.append(u"os"_s);
    if (!request.body.isEmpty() || countOf(request, false) > 0)
        packages.append(u"strings"_s);
    packages.sort();
    return u"package main\n\nimport (\n\t\""_s + packages.join(u"\"\n\t\""_s) + u"\"\n)\n\n"_s;
}

QString goFunctionsOf(const SnippetRequest &request)
{
    return (request.source.parts.isEmpty() ? QString() : QString(addPart))
        + (isBodyFile(request) || countOf(request, true) > 0 ? QString(openFile) : QString());
}

QString goFormOf(const QList<BodySource::Part> &parts)
{
    QString text = u"\tbody := new(bytes.Buffer)\n\tform := multipart.NewWriter(body)\n"_s;
    for (const BodySource::Part &part : parts) {
        const QString content = part.isFile() ? u"open(%1)"_s.arg(literals::go(part.file))
                                              : u"strings.NewReader(%1)"_s.arg(literals::go(part.value));
        text += u"\tadd(form, "_s + literals::go(formparts::disposition(part)) + u", "_s
            + literals::go(part.contentType) + u", "_s + content + u")\n"_s;
    }
    return text + u"\tform.Close()\n"_s;
}

QString goBodyOf(const SnippetRequest &request, const QString &savedBody)
{
    if (!request.source.parts.isEmpty())
        return goFormOf(request.source.parts);
    if (isBodyFile(request))
        return u"\tbody := open(%1)\n"_s.arg(literals::go(request.isBodyText ? request.source.file : savedBody));
    if (request.body.isEmpty())
        return {};
    return u"\tbody := strings.NewReader(%1)\n"_s.arg(literals::go(request.body));
}

QString goRequestOf(const SnippetRequest &request)
{
    QString text = u"\treq, err := http.NewRequest(%1, %2, %3)\n"_s.arg(
        literals::go(request.method), literals::go(request.url), request.hasBody() ? u"body"_s : u"nil"_s);
    text += failed;
    if (isBodyFile(request)) // whose length Go does not look for
        text += u"\tif info, err := body.Stat(); err == nil {\n\t\treq.ContentLength = info.Size()\n\t}\n"_s;
    if (!request.source.parts.isEmpty())
        text += u"\treq.Header.Set(\"Content-Type\", form.FormDataContentType())\n"_s;
    for (const auto &[name, value] : request.headers) {
        const bool isHost = name.compare("Host"_L1, Qt::CaseInsensitive) == 0; // not heard among the headers
        text += isHost ? u"\treq.Host = %1\n"_s.arg(literals::go(value))
                       : u"\treq.Header.Add(%1, %2)\n"_s.arg(literals::go(name), literals::go(value));
    }
    if (request.basic)
        text += u"\treq.SetBasicAuth(%1, %2)\n"_s.arg(literals::go(request.basic->username),
                                                      literals::go(request.basic->password));
    if (request.secretParams.isEmpty())
        return text;
    text += u"\tquery := req.URL.Query()\n"_s;
    for (const auto &[name, value] : request.secretParams)
        text += u"\tquery.Add(%1, %2)\n"_s.arg(literals::go(name), literals::go(value));
    return text + u"\treq.URL.RawQuery = query.Encode()\n"_s;
}

QString clientOf(const ClientConfig &config)
{
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(config.timeout).count();
    QString text = u"\tclient := http.Client{Timeout: %1 * time.Millisecond}\n"_s.arg(milliseconds);
    if (!config.followRedirects)
        text +=
            u"\tclient.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }\n"_s;
    return text;
}

} // namespace

QString GoSnippet::id() const
{
    return u"go"_s;
}

QString GoSnippet::code(const SnippetRequest &request) const
{
    return importsOf(request) + goFunctionsOf(request) + u"func main() {\n"_s + goBodyOf(request, savedBody)
        + goRequestOf(request) + clientOf(request.config) + u"\tresp, err := client.Do(req)\n"_s + failed
        + u"\tdefer resp.Body.Close()\n\tanswer, err := io.ReadAll(resp.Body)\n"_s + failed
        + u"\tfmt.Println(resp.Status)\n\tfmt.Println(string(answer))\n}\n"_s;
}

} // namespace fuseboard
