// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/policystate.h"

#include "client/timeline.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr qsizetype mostPauses = 64;
constexpr Duration longestRest = hours(6);
constexpr qsizetype mostOfField = 80; // of a header's name, and of its value
constexpr double latestMoment = 4e12; // 2096, in milliseconds: what is beyond is not a moment that we wrote

std::optional<WallTime> momentOf(const QJsonValue &value)
{
    const double moment = value.toDouble(-1);
    if (!(moment >= 0 && moment < latestMoment))
        return std::nullopt;
    return WallTime(milliseconds(static_cast<qint64>(moment)));
}

double figureOf(WallTime moment)
{
    return static_cast<double>(moment.time_since_epoch().count());
}

QJsonObject causeToJson(const PauseCause &cause)
{
    return {{QStringLiteral("source"), QString(pauseSourceName(cause.source))},
            {QStringLiteral("status"), cause.status},
            {QStringLiteral("header"), QString::fromLatin1(cause.header)},
            {QStringLiteral("value"), QString::fromLatin1(cause.value)}};
}

/// Empty where it is none: its story is better told without a reason than with a wrong one.
std::optional<PauseCause> causeFromJson(const QJsonObject &object)
{
    const QString name = object.value(QStringLiteral("source")).toString();
    for (const auto source : {PauseSource::RetryAfter, PauseSource::QuotaUsedUp, PauseSource::Unnamed}) {
        if (name != pauseSourceName(source))
            continue;
        const auto field = [&object](const QString &part) {
            return object.value(part).toString().toLatin1().left(mostOfField);
        };
        return PauseCause{source, object.value(QStringLiteral("status")).toInt(), field(QStringLiteral("header")),
                          field(QStringLiteral("value"))};
    }
    return std::nullopt;
}

QJsonObject pauseToJson(const PolicyState::Pause &pause)
{
    QJsonObject object{{QStringLiteral("origin"), QString::fromLatin1(pause.origin)},
                       {QStringLiteral("until"), figureOf(pause.until)}};
    if (pause.cause)
        object.insert(QStringLiteral("cause"), causeToJson(*pause.cause));
    return object;
}

} // namespace

QByteArray PolicyState::fingerprint(const QByteArray &origin)
{
    return QCryptographicHash::hash(origin, QCryptographicHash::Sha256).toHex();
}

std::optional<Duration> PolicyState::rest(const Pause &pause, WallTime wallNow) const
{
    const milliseconds left = pause.until - std::max(wallNow, savedAt);
    if (left <= milliseconds::zero())
        return std::nullopt;
    return left < longestRest ? Duration(left) : longestRest;
}

QByteArray PolicyState::toJson() const
{
    QJsonArray list;
    for (const Pause &pause : pauses)
        list.append(pauseToJson(pause));
    return QJsonDocument(QJsonObject{{QStringLiteral("saved_at"), figureOf(savedAt)}, {QStringLiteral("pauses"), list}})
        .toJson(QJsonDocument::Compact);
}

std::optional<PolicyState> PolicyState::fromJson(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const auto savedAt = momentOf(root.value(QStringLiteral("saved_at")));
    if (!savedAt)
        return std::nullopt;
    PolicyState state;
    state.savedAt = *savedAt;
    const QJsonArray list = root.value(QStringLiteral("pauses")).toArray();
    for (const auto &entry : list) {
        const QJsonObject pause = entry.toObject();
        const auto until = momentOf(pause.value(QStringLiteral("until")));
        if (until && state.pauses.size() < mostPauses)
            state.pauses.append({pause.value(QStringLiteral("origin")).toString().toLatin1(), *until,
                                 causeFromJson(pause.value(QStringLiteral("cause")).toObject())});
    }
    return state;
}

} // namespace fuseboard
