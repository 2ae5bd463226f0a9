// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

TimelineEntry entryOf(TimelineKind kind, Duration at, Duration lasted)
{
    TimelineEntry entry;
    entry.kind = kind;
    entry.at = at;
    entry.lasted = lasted;
    return entry;
}

TimelineEntry attemptOf(int number, int status, Duration at, Duration lasted)
{
    TimelineEntry entry = entryOf(TimelineKind::Attempt, at, lasted);
    entry.attempt = number;
    entry.status = status;
    return entry;
}

/// The story of the design: a wait, a failure, a backoff, and an attempt with all its stages.
Timeline designTimeline()
{
    TimelineEntry backoff = entryOf(TimelineKind::Backoff, 663ms, 478ms);
    backoff.decision = RetryDecision{true, RetryReason::StatusListed, 478ms, 500ms, DelaySource::Backoff};
    TimelineEntry second = attemptOf(2, 200, 1141ms, 699ms);
    second.phases.connect = 110ms;
    second.phases.tls = 92ms;
    second.phases.firstByte = 368ms;
    second.phases.download = 129ms;
    return {entryOf(TimelineKind::TokenWait, 0ms, 258ms), attemptOf(1, 503, 258ms, 405ms), backoff, second};
}

QStringList printed(const TimelineModel &model)
{
    QStringList lines;
    for (const TimelineRow &row : model.rows()) {
        lines << u"%1 | %2+%3 | %4"_s.arg(row.label)
                     .arg(std::chrono::round<std::chrono::milliseconds>(row.start).count())
                     .arg(std::chrono::round<std::chrono::milliseconds>(row.length).count())
                     .arg(row.value);
    }
    return lines;
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void tellsTheStoryOfTheDesign();
    void unknownStagesAreNotInvented();
    void unmeasuredPartsSaySo();
    void everyMillisecondHasItsLine();
    void longAttemptsLeaveNothingOut();
    void redirectsAreNoResends();
    void stagesNeverExceedTheirAttempt();
    void redirectsStandWhereTheyHappened();
    void R14_sendingsAreTold();
    void failedAttemptKeepsItsLine();
    void theLastOfSeveralKeepsItsLine();
    void runningLinesGrow();
    void decisionsAreMoments();
    void R08_endsShorterThanItWas();
};

void TestTimelineModel::tellsTheStoryOfTheDesign()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTimeline(designTimeline());
    QCOMPARE(printed(model),
             QStringList({u"Limiter wait | 0+258 | 258 ms"_s, u"Attempt 1 · 503 | 258+405 | 405 ms"_s,
                          u"Backoff 478 ms | 663+478 | 478 ms"_s, u"Attempt 2 · 200 | 1141+699 | 699 ms"_s,
                          u"Connect | 1141+110 | 110 ms"_s, u"TLS | 1251+92 | 92 ms"_s,
                          u"Sent → first byte | 1343+368 | 368 ms"_s, u"Download | 1711+129 | 129 ms"_s}));
    QCOMPARE(model.wholeSpan(), Duration(1840ms));
    QCOMPARE(model.rows().at(1).bar, TimelineBar::FailedAttempt);
    const QString spoken = model.index(1).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(spoken,
             u"Attempt 1 · 503, 405 ms, after 258 ms. Attempt 1 was answered with 503 Service Unavailable after "
             "405 ms."_s);
    QCOMPARE(model.index(3).data(Qt::AccessibleTextRole).toString(),
             u"Attempt 2 · 200, 699 ms, after 1.14 s. Attempt 2 was answered with 200 OK after 699 ms."_s);
}

void TestTimelineModel::unknownStagesAreNotInvented()
{
    TimelineModel model;
    model.setTimeline({attemptOf(1, 200, 0ms, 40ms)});
    QCOMPARE(printed(model), QStringList({u"Attempt 1 · 200 | 0+40 | 40 ms"_s}));
}

void TestTimelineModel::unmeasuredPartsSaySo()
{
    TimelineEntry attempt = attemptOf(1, 200, 10ms, 100ms);
    attempt.phases.firstByte = 60ms;
    attempt.phases.download = 10ms;
    TimelineModel model;
    model.setTimeline({attempt});
    QCOMPARE(printed(model),
             QStringList({u"In the program | 0+10 | 10 ms"_s, u"Attempt 1 · Not measured | 10+30 | 30 ms"_s,
                          u"Sent → first byte | 40+60 | 60 ms"_s, u"Download | 100+10 | 10 ms"_s}));
    QCOMPARE(model.rows().at(1).bar, TimelineBar::Unknown);
}

void TestTimelineModel::everyMillisecondHasItsLine()
{
    Timeline timeline = designTimeline();
    for (TimelineEntry &entry : timeline)
        entry.at += 12ms; // the first turn of the event loop
    timeline.last().at += 3ms;
    TimelineModel model;
    model.setTimeline(timeline, 1860ms);
    const QStringList lines = printed(model);
    QCOMPARE(lines.first(), u"In the program | 0+12 | 12 ms"_s);
    QVERIFY2(lines.contains(u"In the program | 1153+3 | 3.0 ms"_s), qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.last(), u"In the program | 1855+5 | 5.0 ms"_s);
    Duration sum{};
    for (const TimelineRow &row : model.rows()) {
        if (row.bar != TimelineBar::Attempt) // its stages follow
            sum += row.length;
    }
    QCOMPARE(sum, Duration(1860ms));
    QCOMPARE(model.wholeSpan(), Duration(1860ms));
    // What the figures hardly show is not worth a line.
    model.setTimeline({attemptOf(1, 200, 900us, 40ms)}, 41ms);
    QCOMPARE(model.rowCount(), 1);
}

void TestTimelineModel::longAttemptsLeaveNothingOut()
{
    TimelineEntry attempt = attemptOf(1, 200, 0ms, 10s);
    attempt.phases.firstByte = 9960ms;
    TimelineModel model;
    model.setTimeline({attempt});
    QCOMPARE(printed(model).first(), u"Attempt 1 · Not measured | 0+40 | 40 ms"_s);
}

void TestTimelineModel::redirectsAreNoResends()
{
    TimelineEntry attempt = attemptOf(1, 200, 0ms, 40ms);
    attempt.phases.firstByte = 40ms;
    attempt.sendings = 4;
    Timeline timeline{attempt};
    for (const Duration at : {5ms, 10ms, 20ms}) {
        TimelineEntry redirect = entryOf(TimelineKind::Redirect, at, 0ms);
        redirect.attempt = 1;
        redirect.status = 302;
        timeline << redirect;
    }
    TimelineModel model;
    model.setTimeline(timeline);
    QCOMPARE(printed(model).first(), u"Attempt 1 · 3 redirects · 200 | 0+40 | 40 ms"_s);
}

void TestTimelineModel::stagesNeverExceedTheirAttempt()
{
    TimelineEntry attempt = attemptOf(1, 200, 0ms, 50ms);
    attempt.phases.firstByte = 51ms;
    TimelineModel model;
    model.setTimeline({attempt});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.rows().first().start >= 0ms);
}

void TestTimelineModel::redirectsStandWhereTheyHappened()
{
    TimelineEntry attempt = attemptOf(1, 200, 0ms, 40ms);
    attempt.phases.firstByte = 25ms;
    attempt.phases.download = 5ms;
    TimelineEntry redirect = entryOf(TimelineKind::Redirect, 9ms, 0ms);
    redirect.attempt = 1;
    redirect.status = 302;
    TimelineModel model;
    model.setTimeline({attempt, redirect});
    QCOMPARE(printed(model),
             QStringList({u"Attempt 1 · 1 redirect · 200 | 0+40 | 40 ms"_s, u"Not measured | 0+10 | 10 ms"_s,
                          u"Redirect · 302 | 9+0 | "_s, u"Sent → first byte | 10+25 | 25 ms"_s,
                          u"Download | 35+5 | 5.0 ms"_s}));
}

void TestTimelineModel::R14_sendingsAreTold()
{
    TimelineEntry attempt = attemptOf(1, 0, 0ms, 40ms);
    attempt.error = Error(ErrorKind::Reset);
    attempt.sendings = 4;
    attempt.resends = 3;
    TimelineModel model;
    model.setTimeline({attempt});
    QVERIFY2(printed(model).first().startsWith(u"Attempt 1 · sent 4 times"_s), qPrintable(printed(model).first()));
    // A single attempt in stages has no line of its own; one that was sent again has.
    attempt = attemptOf(1, 200, 0ms, 40ms);
    attempt.phases.firstByte = 40ms;
    attempt.sendings = 2;
    attempt.resends = 1;
    model.setTimeline({attempt});
    QCOMPARE(printed(model).first(), u"Attempt 1 · sent 2 times · 200 | 0+40 | 40 ms"_s);
}

void TestTimelineModel::failedAttemptKeepsItsLine()
{
    TimelineEntry attempt = attemptOf(1, 404, 0ms, 50ms);
    attempt.phases.firstByte = 40ms;
    attempt.phases.download = 10ms;
    TimelineModel model;
    model.setTimeline({attempt});
    QCOMPARE(printed(model),
             QStringList({u"Attempt 1 · 404 | 0+50 | 50 ms"_s, u"Sent → first byte | 0+40 | 40 ms"_s,
                          u"Download | 40+10 | 10 ms"_s}));
}

void TestTimelineModel::theLastOfSeveralKeepsItsLine()
{
    TimelineEntry answered = attemptOf(1, 200, 20ms, 50ms);
    answered.phases.queued = 10us;
    answered.phases.firstByte = 49'990us;
    TimelineEntry replay = entryOf(TimelineKind::Replay, 20ms, 0ms);
    replay.attempt = 1;
    TimelineModel model;
    model.setTimeline({attemptOf(1, 401, 0ms, 20ms), replay, answered}); // one attempt, sent twice
    QCOMPARE(printed(model),
             QStringList({u"Attempt 1 · 401 | 0+20 | 20 ms"_s, u"Once more with a new token | 20+0 | "_s,
                          u"Attempt 1 · 200 | 20+50 | 50 ms"_s, u"Queue | 20+0 | 0.01 ms"_s,
                          u"Sent → first byte | 20+50 | 50 ms"_s}));
    QCOMPARE(model.rows().at(2).bar, TimelineBar::Attempt);
    answered.at = 0ms;
    model.setTimeline({answered});
    QCOMPARE(printed(model).first(), u"Attempt 1 · Queue | 0+0 | 0.01 ms"_s);
}

void TestTimelineModel::runningLinesGrow()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &TimelineModel::rowsInserted);
    QSignalSpy changed(&model, &TimelineModel::dataChanged);
    QSignalSpy span(&model, &TimelineModel::spanChanged);
    Timeline timeline{entryOf(TimelineKind::TokenWait, 0ms, 10ms), attemptOf(1, 0, 10ms, 5ms)};
    timeline.last().running = true;
    model.setTimeline(timeline);
    model.setTimeline(timeline);
    QCOMPARE(changed.count(), 0);
    timeline.last().lasted = 25ms;
    model.setTimeline(timeline);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(span.count(), 2);
    QVERIFY(model.index(1).data(TimelineModel::RunningRole).toBool());
    timeline.last() = attemptOf(1, 200, 10ms, 30ms);
    timeline.last().phases.firstByte = 20ms;
    timeline.last().phases.download = 10ms;
    model.setTimeline(timeline);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(inserted.count(), 2);
}

void TestTimelineModel::decisionsAreMoments()
{
    TimelineEntry gaveUp = entryOf(TimelineKind::GaveUp, 50ms, 0ms);
    gaveUp.decision = RetryDecision{false, RetryReason::RetriesUsedUp, {}, {}, DelaySource::Backoff};
    TimelineModel model;
    model.setTimeline({attemptOf(1, 503, 0ms, 50ms), gaveUp});
    QCOMPARE(printed(model).last(), u"No further retry | 50+0 | "_s);
    QCOMPARE(model.index(1).data(TimelineModel::ExplanationRole).toString(), u"All retries are used up."_s);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             u"No further retry, after 50 ms. All retries are used up."_s);
}

void TestTimelineModel::R08_endsShorterThanItWas()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTimeline(designTimeline());
    model.setTimeline({attemptOf(1, 200, 0ms, 5ms)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.wholeSpan(), Duration(5ms));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.wholeSpan(), Duration(0));
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
