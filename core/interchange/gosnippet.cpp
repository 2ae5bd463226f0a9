// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/gosnippet.h"

#include "interchange/literals.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView failed("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n");

/// Go refuses a program that imports what it does not use.
QString importsOf(const SnippetRequest &request)
{
    QStringList packages{u"fmt"_s, u"io"_s, u"log"_s, u"net/http"_s, u"time"_s};
    if (request.hasVariables() || !request.isBodyText)
        packages.append(u"os"_s);
    if (request.isBodyText && !request.body.isEmpty())
        packages.append(u"strings"_s);
    packages.sort();
    return u"package main\n\nimport (\n\t\""_s + packages.join(u"\"\n\t\""_s) + u"\"\n)\n\n"_s;
}

QString goBodyOf(const SnippetRequest &request)
{
    if (!request.isBodyText)
        return u"\tbody, err := os.Open(\"body.bin\")\n"_s + failed;
    if (request.body.isEmpty())
        return {};
    return u"\tbody := strings.NewReader(%1)\n"_s.arg(literals::go(request.body));
}

QString goRequestOf(const SnippetRequest &request)
{
    const bool hasBody = !request.isBodyText || !request.body.isEmpty();
    QString text = u"\treq, err := http.NewRequest(%1, %2, %3)\n"_s.arg(
        literals::go(request.method), literals::go(request.url), hasBody ? u"body"_s : u"nil"_s);
    text += failed;
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

QString GoSnippet::write(const SnippetRequest &request) const
{
    return importsOf(request) + u"func main() {\n"_s + goBodyOf(request) + goRequestOf(request)
        + clientOf(request.config) + u"\tresp, err := client.Do(req)\n"_s + failed
        + u"\tdefer resp.Body.Close()\n\tanswer, err := io.ReadAll(resp.Body)\n"_s + failed
        + u"\tfmt.Println(resp.Status)\n\tfmt.Println(string(answer))\n}\n"_s;
}

} // namespace fuseboard
