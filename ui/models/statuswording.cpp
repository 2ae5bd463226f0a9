// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <algorithm>
#include <iterator>

namespace fuseboard::wording {

namespace {

/// Names of RFC 9110 and of the registry: not translated, people search for them as they are.
struct StatusName
{
    int status;
    const char *name;
};

constexpr StatusName statusNames[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {418, "I'm a teapot"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {511, "Network Authentication Required"},
};

} // namespace

QString statusText(int status)
{
    const auto found = std::find_if(std::begin(statusNames), std::end(statusNames),
                                    [status](const StatusName &name) { return name.status == status; });
    const QString number = QString::number(status);
    return found == std::end(statusNames) ? number : number + u' ' + QLatin1String(found->name);
}

QString statusAdvice(int status)
{
    if (status == 401)
        return Words::tr("Check the client's credentials.");
    if (status == 403)
        return Words::tr("The credentials do not permit this, or the server's quota is used up.");
    if (status == 404)
        return Words::tr("Check the path of the request.");
    if (status == 405)
        return Words::tr("Use another method; the Allow header names those that work.");
    if (status == 407)
        return Words::tr("Check the credentials for the proxy.");
    if (status == 408)
        return Words::tr("Send the request again.");
    if (status == 429)
        return Words::tr("Send less often: lower the rate of the client.");
    if (status == 501 || status == 505)
        return Words::tr("The server cannot do this; trying again will not help.");
    if (status >= 500)
        return Words::tr("The fault lies with the server; try again later.");
    if (status >= 400)
        return Words::tr("The server did not accept the request; its answer tells why.");
    return {};
}

} // namespace fuseboard::wording
