// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/upstreamanswer.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace fuseboard {

namespace {

constexpr std::array<std::pair<int, const char *>, 44> reasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
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
    {417, "Expectation Failed"},
    {418, "I'm a Teapot"},
    {422, "Unprocessable Content"},
    {425, "Too Early"},
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
}};

} // namespace

bool carriesNoBody(int status)
{
    return status == 204 || status == 304;
}

UpstreamAnswer UpstreamAnswer::problem(int status, const char *reason)
{
    return json(QByteArray("{\"error\":\"") + reason + "\"}\n", status);
}

UpstreamAnswer UpstreamAnswer::json(QByteArray body, int status)
{
    UpstreamAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

QByteArrayView reasonPhrase(int status)
{
    const auto *found = std::lower_bound(reasons.begin(), reasons.end(), status,
                                         [](const auto &row, int wanted) { return row.first < wanted; });
    return found != reasons.end() && found->first == status ? QByteArrayView(found->second) : "Unknown";
}

QByteArray serializeAnswer(const UpstreamAnswer &answer, const QByteArray &date, bool headOnly, bool keepAlive)
{
    if (answer.raw)
        return *answer.raw;
    QByteArray wire;
    wire.reserve(256 + answer.before.size() + answer.headers.size() + answer.body.size());
    wire.append(answer.before).append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
    wire.append(reasonPhrase(answer.status)).append("\r\nServer: fuseboard-demo\r\nDate: ").append(date).append("\r\n");
    const bool silent = carriesNoBody(answer.status);
    if (!silent) {
        if (!answer.contentType.isEmpty())
            wire.append("Content-Type: ").append(answer.contentType).append("\r\n");
        const qint64 length = answer.announced.value_or(answer.body.size() + answer.filler);
        wire.append("Content-Length: ").append(QByteArray::number(length)).append("\r\n");
    }
    if (!keepAlive)
        wire.append("Connection: close\r\n");
    wire.append(answer.headers).append("\r\n");
    if (!headOnly && !silent)
        wire.append(answer.body);
    return wire;
}

} // namespace fuseboard
