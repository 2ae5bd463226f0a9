// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/sampleapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLatin1String>

#include <algorithm>
#include <array>

namespace fuseboard {

namespace {

constexpr QByteArrayView orderList = R"([
  {"id": 1041, "customer": "Ada Byron", "total": 18.4, "currency": "EUR", "status": "shipped"},
  {"id": 1042, "customer": "Grace Hopper", "total": 72.0, "currency": "EUR", "status": "packed"},
  {"id": 1043, "customer": "Emmy Noether", "total": 9.95, "currency": "EUR", "status": "paid"},
  {"id": 1044, "customer": "Alan Kay", "total": 129.9, "currency": "EUR", "status": "open"}
]
)";

constexpr QByteArrayView paymentList = R"([
  {"id": 501, "order": 1041, "amount": 18.4, "state": "captured"},
  {"id": 502, "order": 1042, "amount": 72.0, "state": "authorized"},
  {"id": 503, "order": 1043, "amount": 9.95, "state": "captured"}
]
)";

constexpr QByteArrayView repositoryList = R"({
  "total_count": 3,
  "items": [
    {"full_name": "demo/token-bucket", "stars": 412, "language": "C++"},
    {"full_name": "demo/circuit-breaker", "stars": 389, "language": "C++"},
    {"full_name": "demo/backoff", "stars": 97, "language": "C++"}
  ]
}
)";

constexpr QByteArrayView weatherNow = R"({
  "city": "Lisbon", "temperature": 21.5, "unit": "celsius", "wind_kmh": 14, "sky": "few clouds"
}
)";

constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 9> documents{{
    {"", "{\"status\": \"ok\"}\n"},
    {"/", "{\"status\": \"ok\"}\n"},
    {"/orders", orderList},
    {"/payments", paymentList},
    {"/search/repositories", repositoryList},
    {"/rate_limit", "{\"hint\": \"The figures are in the X-RateLimit fields of this answer.\"}\n"},
    {"/weather", weatherNow},
    {"/health", "{\"status\": \"up\"}\n"},
    {"/version", "{\"name\": \"fuseboard-demo\", \"api\": 1}\n"},
}};

/// The number behind "/orders/" and the like; empty when it is none.
std::optional<QByteArrayView> itemNumber(QByteArrayView path, QByteArrayView collection)
{
    if (!path.startsWith(collection))
        return {};
    const QByteArrayView id = path.sliced(collection.size());
    const bool isNumber = !id.isEmpty() && id.size() <= 18
        && std::all_of(id.begin(), id.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
    return isNumber ? std::optional(id) : std::nullopt;
}

/// The fields as the server got them; credentials only as "present", this answer may end up on a screen.
QByteArray headersAsJson(const UpstreamRequest &request)
{
    QJsonObject fields;
    for (const auto &[name, value] : request.headers) {
        const QString key = QString::fromLatin1(name);
        const QString lower = key.toLower();
        const bool secret = lower.contains(QLatin1String("auth")) || lower.contains(QLatin1String("key"))
            || lower.contains(QLatin1String("token")) || lower == QLatin1String("cookie");
        fields.insert(key, secret ? QStringLiteral("present") : QString::fromUtf8(value));
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("headers"), fields}}).toJson();
}

UpstreamAnswer echo(const UpstreamRequest &request)
{
    UpstreamAnswer answer;
    answer.status = request.method == QByteArrayView("POST") ? 201 : 200;
    if (request.bodyBytes > 0 && request.bodyBytes == request.body.size()) {
        answer.body = request.body.toByteArray();
        answer.contentType = request.header("Content-Type").value_or("application/octet-stream").toByteArray();
    } else {
        answer.body = "{\"received_bytes\": " + QByteArray::number(request.bodyBytes) + "}\n";
    }
    return answer;
}

UpstreamAnswer read(const UpstreamRequest &request, QByteArrayView path)
{
    const auto *known = std::find_if(documents.begin(), documents.end(),
                                     [path](const auto &row) { return row.first == path; });
    if (known != documents.end())
        return UpstreamAnswer::json(QByteArray::fromRawData(known->second.data(), known->second.size()));
    if (path == QByteArrayView("/headers"))
        return UpstreamAnswer::json(headersAsJson(request));
    if (const auto id = itemNumber(path, "/orders/")) {
        return UpstreamAnswer::json("{\"id\": " + QByteArray::number(id->toLongLong())
                                    + ", \"customer\": \"Ada Byron\", \"total\": 18.4, \"status\": \"paid\"}\n");
    }
    if (const auto id = itemNumber(path, "/payments/"))
        return UpstreamAnswer::json("{\"id\": " + QByteArray::number(id->toLongLong())
                                    + ", \"amount\": 18.4, \"state\": \"captured\"}\n");
    return UpstreamAnswer::problem(404, "nothing is known under this path");
}

} // namespace

UpstreamAnswer sampleAnswer(const UpstreamRequest &request, QByteArrayView path)
{
    if (request.method == QByteArrayView("GET") || request.isHead())
        return read(request, path);
    if (request.method == QByteArrayView("POST") || request.method == QByteArrayView("PUT")
        || request.method == QByteArrayView("PATCH"))
        return echo(request);
    UpstreamAnswer answer;
    if (request.method == QByteArrayView("DELETE") || request.method == QByteArrayView("OPTIONS")) {
        answer.status = 204;
        answer.headers = "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n";
        return answer;
    }
    answer = UpstreamAnswer::problem(405, "this method means nothing here");
    answer.headers = "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n";
    return answer;
}

} // namespace fuseboard
