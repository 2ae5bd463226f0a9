// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/callstory.h"

#include "models/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShownBody = 16 * 1024;

/// Gives the sentences of this file their context for translators.
class StoryText
{
    Q_DECLARE_TR_FUNCTIONS(CallStory)
};

QString percentJitter(const RetryDecision &decision)
{
    const double share = 100.0 * (toSeconds(decision.delay) / toSeconds(decision.base) - 1.0);
    return (share < 0 ? u"−"_s : u"+"_s) + QLocale().toString(std::abs(share), 'f', 0) + u" %"_s;
}

QString tellBackoff(const TimelineEntry &entry, const ClientConfig &config)
{
    const RetryDecision decision = entry.decision.value_or(RetryDecision());
    const QString delay = wording::duration(decision.delay);
    if (decision.source == DelaySource::RetryAfter)
        return StoryText::tr("retry in %1 (the server asked for %2)").arg(delay, wording::duration(decision.base));
    const QString strategy = wording::word(config.retry.value_or(RetryConfig()).strategy);
    const QString base = wording::duration(decision.base);
    if (decision.base == decision.delay || decision.base <= Duration::zero())
        return StoryText::tr("retry in %1 (%2)").arg(delay, strategy);
    return StoryText::tr("retry in %1 (%2 %3, jitter %4)").arg(delay, strategy, base, percentJitter(decision));
}

QString tellAttempt(const TimelineEntry &entry)
{
    const QString lasted = wording::duration(entry.lasted);
    QString text;
    if (entry.status != 0)
        text = StoryText::tr("attempt %1: %2 in %3")
                   .arg(QString::number(entry.attempt), wording::statusText(entry.status), lasted);
    else if (entry.error)
        text = StoryText::tr("attempt %1: %2 after %3")
                   .arg(QString::number(entry.attempt), wording::title(*entry.error), lasted);
    else
        text = StoryText::tr("attempt %1: given up after %2").arg(QString::number(entry.attempt), lasted);
    if (entry.sendings > 1)
        text += StoryText::tr(", sent %Ln times", nullptr, entry.sendings);
    return text;
}

QString tellTokenWait(const TimelineEntry &entry)
{
    const QString lasted = wording::duration(entry.lasted);
    if (entry.place <= 0)
        return StoryText::tr("waited %1 for a token").arg(lasted);
    return StoryText::tr("waited %1 for a token (place %2)").arg(lasted, QString::number(entry.place));
}

QString tellEntry(const TimelineEntry &entry, const CallReport &call, const ClientConfig &config)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
        return tellTokenWait(entry);
    case TimelineKind::ServerPause:
        return StoryText::tr("waited %1, as the server had asked").arg(wording::duration(entry.lasted));
    case TimelineKind::CredentialWait:
        return wording::explanation(entry);
    case TimelineKind::Refused:
        return StoryText::tr("refused: %1")
            .arg(wording::sentence(entry.error.value_or(Error()), {config.name, call.endedAt, true}));
    case TimelineKind::Attempt:
        return tellAttempt(entry);
    case TimelineKind::Redirect:
        return StoryText::tr("%1 leads to %2").arg(QString::number(entry.status), wording::printable(entry.target));
    case TimelineKind::Replay:
        return wording::explanation(entry);
    case TimelineKind::Backoff:
        return tellBackoff(entry, config);
    case TimelineKind::GaveUp:
        return StoryText::tr("no further retry: %1")
            .arg(wording::sentence(entry.decision.value_or(RetryDecision()).reason));
    case TimelineKind::Cancelled:
        return StoryText::tr("cancelled");
    }
    Q_UNREACHABLE();
}

bool isText(const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    return type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml")
        || type.contains("javascript") || type.contains("x-www-form-urlencoded");
}

/// Keeps a server's text from steering the terminal (G16).
QString withoutControls(const QString &text)
{
    QString clean;
    for (const QString &line : text.split(u'\n'))
        clean += wording::printable(QString(line).replace(u'\t', u"    "_s).remove(u'\r'), mostShownBody) + u'\n';
    clean.chop(1);
    return clean;
}

} // namespace

QStringList tellTimeline(const CallReport &call, const ClientConfig &config)
{
    QStringList lines;
    for (const TimelineEntry &entry : call.timeline)
        lines.append(u"%1  %2"_s.arg(wording::measured(entry.at), 10).arg(tellEntry(entry, call, config)));
    return lines;
}

QString tellEnd(const CallReport &call, const ClientConfig &config)
{
    const QString elapsed = wording::duration(call.elapsed);
    if (call.outcome == CallOutcome::Succeeded)
        return StoryText::tr("%1: %2 after %3")
            .arg(wording::word(call.outcome), wording::statusText(call.status), elapsed);
    return StoryText::tr("%1 after %2: %3")
        .arg(wording::word(call.outcome), elapsed,
             wording::sentence(call.error.value_or(Error()), {config.name, call.endedAt, true}));
}

QString tellBody(const CallReport &call)
{
    if (call.body.isEmpty())
        return {};
    if (!isText(call.contentType))
        return StoryText::tr("(%1 of %2)")
            .arg(wording::bytes(call.body.size()), wording::printable(QString::fromLatin1(call.contentType)));
    const QString shown = withoutControls(
        QString::fromUtf8(call.body.first(std::min(call.body.size(), mostShownBody))));
    if (call.body.size() <= mostShownBody)
        return shown.trimmed();
    return shown + u'\n' + StoryText::tr("(%1 more)").arg(wording::bytes(call.body.size() - mostShownBody));
}

QString tellSummary(const ClientMetrics &metrics, const ClientSnapshot &snapshot)
{
    const auto number = [](quint64 value) { return wording::count(static_cast<qint64>(value)); };
    QStringList parts{
        StoryText::tr("calls %1: %2 succeeded, %3 failed, %4 refused, %5 cancelled")
            .arg(number(metrics.calls), number(metrics.succeeded), number(metrics.failed), number(metrics.refused),
                 number(metrics.cancelled)),
        StoryText::tr("requests %1, retries %2").arg(number(metrics.requests), number(metrics.retries)),
    };
    if (const auto p50 = metrics.callLatency.percentile(50)) {
        parts.append(StoryText::tr("p50 %1, p95 %2, p99 %3")
                         .arg(wording::duration(*p50),
                              wording::duration(metrics.callLatency.percentile(95).value_or(*p50)),
                              wording::duration(metrics.callLatency.percentile(99).value_or(*p50))));
    }
    if (snapshot.breaker)
        parts.append(StoryText::tr("breaker %1").arg(wording::pillText(*snapshot.breaker)));
    if (snapshot.limiter) {
        parts.append(StoryText::tr("tokens %1 of %2")
                         .arg(QLocale().toString(snapshot.limiter->tokens, 'f', 1), number(snapshot.limiter->burst)));
    }
    return parts.join(u" · "_s);
}

} // namespace fuseboard
