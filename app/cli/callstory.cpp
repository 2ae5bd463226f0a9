// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/callstory.h"

#include "models/checks/checkwording.h"
#include "models/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences of this file their context for translators.
class StoryText
{
    Q_DECLARE_TR_FUNCTIONS(CallStory)
};

QString momentIn(Duration wait, WallTime now)
{
    return wording::timeOfEnd(now + std::chrono::ceil<std::chrono::milliseconds>(wait), wait);
}

QString tellBreaker(const BreakerSnapshot &breaker, WallTime now)
{
    const bool waits = breaker.state == BreakerState::Open && breaker.retryIn;
    return waits ? StoryText::tr("breaker %1 until %2").arg(wording::word(breaker), momentIn(*breaker.retryIn, now))
                 : StoryText::tr("breaker %1").arg(wording::word(breaker));
}

bool isText(const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    return type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml")
        || type.contains("javascript") || type.contains("x-www-form-urlencoded");
}

} // namespace

QString folded(const QString &head, const QString &text, int columns)
{
    constexpr int narrowest = 40;
    const auto indent = head.size();
    if (columns < narrowest || indent + text.size() <= columns)
        return head + text;
    QString result = head;
    qsizetype used = indent;
    const QStringList parts = text.split(u' ');
    for (const QString &part : parts) {
        const bool first = used == indent;
        if (!first && used + 1 + part.size() > columns) {
            result += u'\n' + QString(indent, u' ') + part;
            used = indent + part.size();
            continue;
        }
        result += first ? part : u' ' + part;
        used += part.size() + (first ? 0 : 1);
    }
    return result;
}

wording::StoryContext contextOf(const CallReport &call, const SendSubject &subject)
{
    return {subject.config.name, subject.method, call.startedAt, subject.config.retry, subject.config.totalTimeout};
}

QString errorSentence(const CallReport &call, const SendSubject &subject)
{
    const Error error = call.error.value_or(Error());
    // Why it was refused is told where it happened.
    if (call.outcome == CallOutcome::Refused)
        return wording::sentence(error, wording::errorContext(call.timeline.last(), contextOf(call, subject)));
    const wording::ErrorContext context{subject.config.name, call.endedAt(), true, call.trip(),
                                        wording::mayBeCarriedOut(call.timeline, subject.method.toLatin1())};
    return wording::sentence(error, context);
}

QStringList tellTimeline(const CallReport &call, const SendSubject &subject, int columns)
{
    const wording::StoryContext context = contextOf(call, subject);
    QStringList lines;
    for (const TimelineEntry &entry : call.timeline)
        lines.append(folded(u"%1  "_s.arg(wording::measured(entry.at), 10), wording::story(entry, context), columns));
    return lines;
}

QString tellEnd(const CallReport &call, const SendSubject &subject, int columns)
{
    const QString elapsed = wording::duration(call.elapsed);
    if (call.outcome == CallOutcome::Succeeded)
        return StoryText::tr("%1: %2 after %3")
            .arg(wording::word(call.outcome), wording::statusText(call.status), elapsed);
    // Why it was refused is what the line before has told.
    if (call.outcome == CallOutcome::Refused)
        return StoryText::tr("%1 after %2").arg(wording::word(call.outcome), elapsed);
    return folded(
        {}, StoryText::tr("%1 after %2: %3").arg(wording::word(call.outcome), elapsed, errorSentence(call, subject)),
        columns);
}

QStringList tellTests(const CallReport &call, int columns)
{
    QStringList lines;
    for (const TestResult &result : call.tests) {
        const QString test = wording::sentence(result.test);
        if (result.outcome == TestOutcome::Passed)
            lines.append(folded({}, StoryText::tr("test passed: %1").arg(test), columns));
        else if (result.outcome == TestOutcome::Failed)
            //: %1 a test, as "Status equals 200"; %2 what the answer has, as "503"
            lines.append(folded({}, StoryText::tr("test failed: %1; the answer: %2").arg(test, wording::actual(result)),
                                columns));
        else
            lines.append(folded({}, StoryText::tr("test faulty: %1. %2").arg(test, wording::actual(result)), columns));
    }
    return lines;
}

QString tellHeaders(const CallReport &call)
{
    QStringList lines;
    for (const auto &[name, value] : call.shownHeaders.fields())
        lines << screenText(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value));
    return lines.join(u'\n');
}

QString tellBody(const CallReport &call)
{
    if (call.body.isEmpty())
        return {};
    if (!isText(call.contentType))
        return StoryText::tr("(%1 of %2)")
            .arg(wording::bytes(call.body.size()), wording::printable(QString::fromLatin1(call.contentType)));
    const QString shown = screenText(call.shown.text);
    if (!call.shown.cut)
        return shown.trimmed();
    return shown + u'\n' + StoryText::tr("(the beginning of %1)").arg(wording::bytes(call.body.size()));
}

QString screenText(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\t', u"    "_s);
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = wording::printable(line, std::numeric_limits<qsizetype>::max() - 1); // G16
    if (lines.size() > 1 && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

namespace {

/// Nobody has spent the tokens that a pause took away. (L21)
QString tokensText(const LimiterSnapshot &limiter, bool wasPaused)
{
    const bool hasBegunAnew = wasPaused && !limiter.pausedFor && limiter.tokens < limiter.burst;
    const QString text = hasBegunAnew ? StoryText::tr("tokens %1 of %2, with 1 left when the server's pause ended")
                                      : StoryText::tr("tokens %1 of %2");
    return text.arg(QLocale().toString(limiter.tokens, 'f', 1), wording::count(limiter.burst));
}

} // namespace

QString tellSummary(const ClientMetrics &metrics, const ClientSnapshot &snapshot, int columns, const SendCounts &counts)
{
    const auto number = [](quint64 value) { return wording::count(static_cast<qint64>(value)); };
    QStringList parts{
        StoryText::tr("calls %1: %2 succeeded, %3 failed, %4 refused, %5 cancelled")
                .arg(number(metrics.calls), number(metrics.succeeded), number(metrics.failed), number(metrics.refused),
                     number(metrics.cancelled))
            + (counts.notBegun > 0 ? StoryText::tr(", %1 never begun").arg(wording::count(counts.notBegun))
                                   : QString()),
        StoryText::tr("requests %1, retries %2").arg(number(metrics.requests), number(metrics.retries)),
    };
    if (const int tests = counts.testsPassed + counts.testsFailed; tests > 0)
        parts.append(
            StoryText::tr("tests %1: %2 passed, %3 failed")
                .arg(wording::count(tests), wording::count(counts.testsPassed), wording::count(counts.testsFailed)));
    if (const auto p50 = metrics.callLatency.percentile(50)) {
        parts.append(StoryText::tr("p50 %1, p95 %2, p99 %3")
                         .arg(wording::duration(*p50),
                              wording::duration(metrics.callLatency.percentile(95).value_or(*p50)),
                              wording::duration(metrics.callLatency.percentile(99).value_or(*p50))));
    }
    if (snapshot.breaker)
        parts.append(tellBreaker(*snapshot.breaker, snapshot.wallAt));
    if (snapshot.limiter)
        parts.append(tokensText(*snapshot.limiter, counts.wasPaused));
    if (snapshot.limiter && snapshot.limiter->pausedFor)
        parts.append(StoryText::tr("paused by the server until %1")
                         .arg(momentIn(*snapshot.limiter->pausedFor, snapshot.wallAt)));
    return folded({}, parts.join(u" · "_s), columns);
}

} // namespace fuseboard
