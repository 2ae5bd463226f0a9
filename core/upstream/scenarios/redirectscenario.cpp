// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/redirectscenario.h"

#include "upstream/sampleapi.h"

#include <QByteArrayList>
#include <QString>

#include <array>

namespace fuseboard {

namespace {

constexpr const char *journeysEnd = "/headers";
constexpr int mostHops = 1000;

/// The page where the journey ends is asked for without the kind of the redirects, which would become its own status.
QByteArray withoutStatus(const QByteArray &query)
{
    QByteArrayList items = query.split('&');
    items.removeIf([](const QByteArray &item) { return item.startsWith("status="); });
    return items.join('&');
}

UpstreamAnswer sendTo(const UpstreamRequest &request, const QByteArray &target)
{
    constexpr std::array known{301, 302, 303, 307, 308};
    UpstreamAnswer answer = UpstreamAnswer::json("{\"status\": \"moved\"}\n", 302);
    const int wanted = static_cast<int>(request.queryNumber("status", 301, 308).value_or(302));
    for (const int status : known)
        answer.status = status == wanted ? status : answer.status;
    const bool isEnd = target.endsWith(journeysEnd);
    const QByteArray query = isEnd ? withoutStatus(request.query.toByteArray()) : request.query.toByteArray();
    answer.headers = "Location: " + target + (query.isEmpty() ? query : '?' + query) + "\r\n";
    return answer;
}

} // namespace

UpstreamAnswer RedirectScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const QByteArrayView path = context.path;
    const QByteArray base = request.path.first(request.path.size() - path.size()).toByteArray();
    if (path.isEmpty() || path == QByteArrayView("/"))
        return sendTo(request, base + journeysEnd);
    if (path == QByteArrayView("/other"))
        return sendTo(request, "http://127.0.0.1:" + QByteArray::number(context.otherPort) + base + journeysEnd);
    if (path == QByteArrayView("/loop"))
        return sendTo(request, base + path.toByteArray());
    if (path == QByteArrayView("/nowhere"))
        return UpstreamAnswer::json("{\"status\": \"moved\"}\n", 302);
    bool isNumber = false;
    const int hops = path.sliced(1).toInt(&isNumber);
    if (!isNumber || hops < 1 || hops > mostHops)
        return sampleAnswer(request, path);
    return sendTo(request,
                  hops == 1 ? QByteArray(base + journeysEnd) : QByteArray(base + '/' + QByteArray::number(hops - 1)));
}

} // namespace fuseboard
