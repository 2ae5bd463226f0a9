// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/responder.h"

#include "upstream/scenariotable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr double longestDelay = 300; // seconds
constexpr double largestBody = 10.0 * 1024 * 1024 * 1024;

QByteArray index()
{
    return QJsonDocument(QJsonObject{
                             {QStringLiteral("server"), QStringLiteral("fuseboard-demo")},
                             {QStringLiteral("scenarios"), QJsonArray::fromStringList(Responder::names())},
                         })
        .toJson();
}

} // namespace

Responder::Responder(Scheduler &scheduler, quint64 seed)
    : m_scheduler(scheduler)
    , m_random(seed)
    , m_start(scheduler.now())
{
    for (const ScenarioEntry &entry : scenarioTable())
        m_rows.push_back({entry.name, entry.make(), entry.greeting, 0});
}

Responder::~Responder() = default;

void Responder::setPorts(quint16 port, quint16 otherPort)
{
    m_port = port;
    m_otherPort = otherPort;
}

QStringList Responder::names()
{
    QStringList names;
    for (const ScenarioEntry &entry : scenarioTable())
        names.append(QString::fromLatin1(entry.name));
    return names;
}

bool Responder::setOnly(const QString &name)
{
    const QByteArray wanted = name.toUtf8();
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.name == wanted; });
    if (!wanted.isEmpty() && found == m_rows.end())
        return false;
    m_only = wanted.isEmpty() ? nullptr : &*found;
    return true;
}

quint64 Responder::requests(const QString &name) const
{
    const QByteArray wanted = name.toUtf8();
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.name == wanted; });
    return found == m_rows.end() ? 0 : found->requests;
}

Responder::Route Responder::route(const UpstreamRequest &request)
{
    if (m_only)
        return {m_only, request.path};
    const QByteArrayView path = request.path.sliced(1);
    const qsizetype slash = path.indexOf('/');
    const QByteArrayView first = slash < 0 ? path : path.first(slash);
    for (Row &row : m_rows) {
        if (row.name == first)
            return {&row, path.sliced(first.size())};
    }
    return {&m_rows.front(), request.path};
}

UpstreamAnswer Responder::answer(const UpstreamRequest &request)
{
    if (request.path == QByteArrayView("/stats"))
        return statistics();
    ++m_requests;
    if (!request.path.startsWith('/')) // "OPTIONS *"
        return UpstreamAnswer::json({}, 204);
    const Route found = route(request);
    ++found.row->requests;
    if (!m_only && request.path == QByteArrayView("/"))
        return UpstreamAnswer::json(index());
    ScenarioContext context{found.path, m_scheduler.now() - m_start, m_scheduler.wallNow(), m_random, m_port,
                            m_otherPort};
    UpstreamAnswer answer = found.row->scenario->answer(request, context);
    if (!request.query.isEmpty())
        applyQuery(request, answer);
    return answer;
}

void Responder::applyQuery(const UpstreamRequest &request, UpstreamAnswer &answer)
{
    if (const auto delay = request.queryNumber("delay", 0, longestDelay)) {
        const double jitter = request.queryNumber("jitter", 0, 1).value_or(0);
        answer.delay += fromSeconds(*delay * (1.0 + jitter * (2.0 * m_random.uniform() - 1.0)));
    }
    if (const auto status = request.queryNumber("status", 200, 599))
        answer.status = static_cast<int>(*status);
    const auto size = request.queryNumber("size", 0, largestBody);
    if (size && !answer.announced) { // where the length is a lie, it stays one
        answer.body.clear();
        answer.filler = static_cast<qint64>(*size);
        answer.contentType = "text/plain; charset=us-ascii";
    }
}

UpstreamAnswer Responder::statistics() const
{
    QJsonObject byScenario;
    for (const Row &row : m_rows) {
        if (row.requests > 0)
            byScenario.insert(QString::fromLatin1(row.name), qint64(row.requests));
    }
    return UpstreamAnswer::json(QJsonDocument(QJsonObject{
                                                  {QStringLiteral("requests"), qint64(m_requests)},
                                                  {QStringLiteral("by_scenario"), byScenario},
                                              })
                                    .toJson());
}

} // namespace fuseboard
