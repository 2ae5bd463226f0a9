// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/authscenario.h"

#include "upstream/sampleapi.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace fuseboard {

namespace {

/// The part of an Authorization field behind its scheme, which is compared in any case.
QByteArrayView credentials(const UpstreamRequest &request, QByteArrayView scheme)
{
    const QByteArrayView field = request.header("Authorization").value_or(QByteArrayView());
    const bool matches = field.size() > scheme.size() && field.at(scheme.size()) == ' '
        && field.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    return matches ? field.sliced(scheme.size() + 1).trimmed() : QByteArrayView();
}

bool knowsBearer(const UpstreamRequest &request)
{
    return credentials(request, "Bearer") == QByteArrayView("demo-token");
}

bool knowsBasic(const UpstreamRequest &request)
{
    return QByteArray::fromBase64(credentials(request, "Basic").toByteArray()) == "demo:demo";
}

QByteArray keyInBody(const UpstreamRequest &request)
{
    if (request.body.startsWith('{')) {
        const QJsonObject object = QJsonDocument::fromJson(request.body.toByteArray()).object();
        return object.value(QStringLiteral("api_key")).toString().toUtf8();
    }
    UpstreamRequest form;
    form.query = request.body;
    return form.queryItem("api_key").value_or(QByteArray());
}

bool knowsKey(const UpstreamRequest &request)
{
    constexpr QByteArrayView key("demo-key");
    return request.header("X-API-Key") == key || request.queryItem("api_key") == key || keyInBody(request) == key;
}

struct Door
{
    QByteArrayView path;
    bool (*opens)(const UpstreamRequest &);
    const char *challenge;
};

constexpr std::array<Door, 3> doors{{
    {"/bearer", knowsBearer, "WWW-Authenticate: Bearer realm=\"demo\"\r\n"},
    {"/basic", knowsBasic, "WWW-Authenticate: Basic realm=\"demo\", charset=\"UTF-8\"\r\n"},
    {"/key", knowsKey, "WWW-Authenticate: ApiKey realm=\"demo\"\r\n"},
}};

bool isBelow(QByteArrayView path, QByteArrayView door)
{
    return path.startsWith(door) && (path.size() == door.size() || path.at(door.size()) == '/');
}

} // namespace

UpstreamAnswer AuthScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const auto *door = std::find_if(doors.begin(), doors.end(),
                                    [&](const Door &row) { return isBelow(context.path, row.path); });
    if (door == doors.end())
        return UpstreamAnswer::problem(404, "the doors are /bearer, /basic and /key");
    if (door->opens(request))
        return sampleAnswer(request, context.path.sliced(door->path.size()));
    UpstreamAnswer answer = UpstreamAnswer::problem(401, "wrong or missing credentials");
    answer.headers = door->challenge;
    return answer;
}

} // namespace fuseboard
