// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/timelinejson.h"

#include "history/errorjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The value of a closed list that has that stable name.
template<class Enum>
std::optional<Enum> valueNamed(const QString &name, QLatin1String (*nameOf)(Enum), Enum last)
{
    for (int i = 0; i <= int(last); ++i) {
        if (nameOf(Enum(i)) == name)
            return Enum(i);
    }
    return std::nullopt;
}

void insertSpan(QJsonObject &object, QLatin1String name, const std::optional<Duration> &span)
{
    if (span)
        object.insert(name, qint64(span->count()));
}

void insertNumber(QJsonObject &object, QLatin1String name, int number)
{
    if (number != 0)
        object.insert(name, number);
}

std::optional<Duration> spanIn(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(Duration(value.toInteger())) : std::nullopt;
}

QJsonObject phasesToJson(const Phases &phases)
{
    QJsonObject object;
    insertSpan(object, "queued"_L1, phases.queued);
    insertSpan(object, "connect"_L1, phases.connect);
    insertSpan(object, "tls"_L1, phases.tls);
    insertSpan(object, "first_byte"_L1, phases.firstByte);
    insertSpan(object, "download"_L1, phases.download);
    if (phases.reusedConnection)
        object.insert("reused"_L1, *phases.reusedConnection);
    return object;
}

Phases phasesFromJson(const QJsonObject &object)
{
    Phases phases;
    phases.queued = spanIn(object, "queued"_L1);
    phases.connect = spanIn(object, "connect"_L1);
    phases.tls = spanIn(object, "tls"_L1);
    phases.firstByte = spanIn(object, "first_byte"_L1);
    phases.download = spanIn(object, "download"_L1);
    if (object.contains("reused"_L1))
        phases.reusedConnection = object.value("reused"_L1).toBool();
    return phases;
}

QJsonObject decisionToJson(const RetryDecision &decision)
{
    QJsonObject object{{u"reason"_s, QString(retryReasonName(decision.reason))}};
    if (decision.retry)
        object.insert("retry"_L1, true);
    if (decision.source == DelaySource::RetryAfter)
        object.insert("by_server"_L1, true);
    insertNumber(object, "number"_L1, decision.number);
    insertNumber(object, "of"_L1, decision.of);
    insertNumber(object, "retrying"_L1, decision.retrying);
    object.insert("delay"_L1, qint64(decision.delay.count()));
    object.insert("base"_L1, qint64(decision.base.count()));
    return object;
}

RetryDecision decisionFromJson(const QJsonObject &object)
{
    RetryDecision decision;
    decision.retry = object.value("retry"_L1).toBool();
    decision.reason = valueNamed(object.value("reason"_L1).toString(), retryReasonName, RetryReason::BudgetUsedUp)
                          .value_or(RetryReason::NotNeeded);
    decision.source = object.value("by_server"_L1).toBool() ? DelaySource::RetryAfter : DelaySource::Backoff;
    decision.number = object.value("number"_L1).toInt();
    decision.of = object.value("of"_L1).toInt();
    decision.retrying = object.value("retrying"_L1).toInt();
    decision.delay = Duration(object.value("delay"_L1).toInteger());
    decision.base = Duration(object.value("base"_L1).toInteger());
    return decision;
}

QJsonObject causeToJson(const PauseCause &cause)
{
    QJsonObject object{{u"source"_s, QString(pauseSourceName(cause.source))},
                       {u"status"_s, cause.status},
                       {u"header"_s, QString::fromUtf8(cause.header)},
                       {u"value"_s, QString::fromUtf8(cause.value)}};
    if (cause.remark) {
        object.insert("ignored_for"_L1, QString(quotaNoteName(cause.remark->note)));
        object.insert("ignored_header"_L1, QString::fromUtf8(cause.remark->field.name));
        object.insert("ignored_value"_L1, QString::fromUtf8(cause.remark->field.value));
    }
    return object;
}

std::shared_ptr<const PauseCause> causeFromJson(const QJsonObject &object)
{
    PauseCause cause;
    cause.source = valueNamed(object.value("source"_L1).toString(), pauseSourceName, PauseSource::Unnamed)
                       .value_or(PauseSource::Unnamed);
    cause.status = object.value("status"_L1).toInt();
    cause.header = object.value("header"_L1).toString().toUtf8();
    cause.value = object.value("value"_L1).toString().toUtf8();
    const QString why = object.value("ignored_for"_L1).toString();
    if (const auto note = valueNamed(why, quotaNoteName, QuotaNote::RemainingMalformed))
        cause.remark = QuotaRemark{*note,
                                   {object.value("ignored_header"_L1).toString().toUtf8(),
                                    object.value("ignored_value"_L1).toString().toUtf8()}};
    return std::make_shared<const PauseCause>(cause);
}

QJsonObject tripToJson(const BreakerTrip &trip)
{
    return {{u"rule"_s, QString(breakerTripName(trip.reason))},
            {u"failures"_s, trip.failures},
            {u"threshold"_s, trip.threshold},
            {u"calls"_s, trip.calls},
            {u"rate"_s, trip.rateThreshold}};
}

std::shared_ptr<const BreakerTrip> tripFromJson(const QJsonObject &object)
{
    BreakerTrip trip;
    trip.reason = valueNamed(object.value("rule"_L1).toString(), breakerTripName, BreakerReason::ProbeFailed)
                      .value_or(BreakerReason::FailuresReached);
    trip.failures = object.value("failures"_L1).toInt();
    trip.threshold = object.value("threshold"_L1).toInt();
    trip.calls = object.value("calls"_L1).toInt();
    trip.rateThreshold = object.value("rate"_L1).toDouble();
    return std::make_shared<const BreakerTrip>(trip);
}

void insertParts(QJsonObject &object, const TimelineEntry &entry)
{
    if (entry.error)
        object.insert("error"_L1, errorToJson(*entry.error));
    if (entry.decision)
        object.insert("decision"_L1, decisionToJson(*entry.decision));
    if (entry.replay)
        object.insert("replay"_L1, QString(replayReasonName(*entry.replay)));
    if (entry.phases != Phases())
        object.insert("phases"_L1, phasesToJson(entry.phases));
    if (!entry.target.isEmpty())
        object.insert("target"_L1, entry.target);
    if (entry.cause)
        object.insert("cause"_L1, causeToJson(*entry.cause));
    if (entry.trip)
        object.insert("trip"_L1, tripToJson(*entry.trip));
}

QJsonObject entryToJson(const TimelineEntry &entry)
{
    QJsonObject object{{u"kind"_s, QString(timelineKindName(entry.kind))}, {u"at"_s, qint64(entry.at.count())}};
    if (entry.lasted != Duration::zero())
        object.insert("lasted"_L1, qint64(entry.lasted.count()));
    if (entry.running)
        object.insert("running"_L1, true);
    insertSpan(object, "planned"_L1, entry.planned);
    insertNumber(object, "attempt"_L1, entry.attempt);
    insertNumber(object, "place"_L1, entry.place);
    insertNumber(object, "status"_L1, entry.status);
    insertNumber(object, "sendings"_L1, entry.sendings);
    insertNumber(object, "resends"_L1, entry.resends);
    insertParts(object, entry);
    return object;
}

void readParts(const QJsonObject &object, TimelineEntry &entry)
{
    const auto part = [&object](QLatin1String name) { return object.value(name).toObject(); };
    if (object.contains("error"_L1))
        entry.error = errorFromJson(part("error"_L1));
    if (object.contains("decision"_L1))
        entry.decision = decisionFromJson(part("decision"_L1));
    if (object.contains("replay"_L1))
        entry.replay = valueNamed(object.value("replay"_L1).toString(), replayReasonName, ReplayReason::TokenReplaced);
    entry.phases = phasesFromJson(part("phases"_L1));
    entry.target = object.value("target"_L1).toString();
    if (object.contains("cause"_L1))
        entry.cause = causeFromJson(part("cause"_L1));
    if (object.contains("trip"_L1))
        entry.trip = tripFromJson(part("trip"_L1));
}

std::optional<TimelineEntry> entryFromJson(const QJsonObject &object)
{
    const auto kind = valueNamed(object.value("kind"_L1).toString(), timelineKindName, TimelineKind::Cancelled);
    if (!kind)
        return std::nullopt;
    TimelineEntry entry;
    entry.kind = *kind;
    entry.at = Duration(object.value("at"_L1).toInteger());
    entry.lasted = Duration(object.value("lasted"_L1).toInteger());
    entry.running = object.value("running"_L1).toBool();
    entry.planned = spanIn(object, "planned"_L1);
    entry.attempt = object.value("attempt"_L1).toInt();
    entry.place = object.value("place"_L1).toInt();
    entry.status = object.value("status"_L1).toInt();
    entry.sendings = object.value("sendings"_L1).toInt();
    entry.resends = object.value("resends"_L1).toInt();
    readParts(object, entry);
    return entry;
}

} // namespace

QByteArray timelineToJson(const Timeline &timeline)
{
    QJsonArray list;
    for (const TimelineEntry &entry : timeline)
        list.append(entryToJson(entry));
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

Timeline timelineFromJson(const QByteArray &json)
{
    Timeline timeline;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const auto &value : list) {
        if (const auto entry = entryFromJson(value.toObject()))
            timeline.append(*entry);
    }
    return timeline;
}

QByteArray headersToJson(const Headers &headers)
{
    QJsonArray list;
    for (const auto &[name, value] : headers.fields())
        list.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

Headers headersFromJson(const QByteArray &json)
{
    Headers headers;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const auto &field : list)
        headers.append(field.toArray().at(0).toString().toUtf8(), field.toArray().at(1).toString().toUtf8());
    return headers;
}

} // namespace fuseboard
