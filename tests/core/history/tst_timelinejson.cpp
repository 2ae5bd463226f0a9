// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/errorjson.h"
#include "history/timelinejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTimelineJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack_data();
    void everythingComesBack();
    void errorsComeBack();
    void whatIsAllowedIsKeptInParts();
    void olderEntriesKeepTheirWords();
    void everyKindOfAllowedComesBack();
    void everyNameIsRead();
    void headersComeBack();
    void nonsenseIsNothing_data();
    void nonsenseIsNothing();
};

namespace {

Error fullError()
{
    Error error(ErrorKind::RateLimited, ErrorDetail::WaitTooLong, u"api.example.com"_s);
    error.httpStatus = 429;
    error.value = u"120"_s;
    error.remark = u"No such app"_s;
    error.limit = 1'500ms;
    error.wait = 9'223'372'036'854'775'807ns;
    error.bytes = 9'007'199'254'740'993;
    error.count = 12;
    error.paused = true;
    error.faults = {
        {ErrorDetail::OutOfRange, u"retry.max_retries"_s, u"-1"_s, AllowedValues::wholeNumber(0, 1000), 12, 20},
        {ErrorDetail::OutOfRange, u"circuit_breaker.failure_rate"_s, u"0"_s, AllowedValues::numberAbove(0, 0.1), 13, 1},
        {ErrorDetail::Cycle, u"url"_s, u"a"_s, AllowedValues::ofWords(AllowedKind::Circle, {u"a"_s, u"b"_s, u"a"_s}), 0,
         0},
        {ErrorDetail::Missing, u"name"_s, {}, {}, 0, 0}};
    return error;
}

TimelineEntry fullEntry()
{
    TimelineEntry entry;
    entry.at = 1'234'567'891ns;
    entry.lasted = 42ms;
    entry.running = true;
    entry.attempt = 3;
    entry.place = 4;
    entry.planned = 2s;
    entry.status = 503;
    entry.error = fullError();
    entry.decision = RetryDecision{true, RetryReason::StatusListed, 206ms, 200ms, DelaySource::RetryAfter, 1, 3, 4};
    entry.replay = ReplayReason::TokenReplaced;
    entry.phases = {1ms, 2ms, 3ms, 4ms, 5ms, true};
    entry.sendings = 2;
    entry.resends = 1;
    entry.target = u"https://other.example/•••"_s;
    entry.cause = std::make_shared<const PauseCause>(
        PauseCause{PauseSource::QuotaUsedUp,
                   429,
                   "X-RateLimit-Reset",
                   "30, •••",
                   {{QuotaNote::RetryAfterMalformed, {"Retry-After", "•••"}}}});
    entry.trip = std::make_shared<const BreakerTrip>(BreakerTrip{BreakerReason::RateReached, 6, 5, 10, 31.25});
    return entry;
}

/// TimelineEntry has no ==, as two of its parts are shared pointers.
bool isSame(const TimelineEntry &a, const TimelineEntry &b)
{
    const auto rest = [](const TimelineEntry &entry) {
        return std::tuple(entry.kind, entry.at, entry.lasted, entry.running, entry.attempt, entry.place, entry.planned,
                          entry.status, entry.replay, entry.sendings, entry.resends, entry.target);
    };
    const auto decision = [](const RetryDecision &d) {
        return std::tuple(d.retry, d.reason, d.delay, d.base, d.source, d.number, d.of, d.retrying);
    };
    return rest(a) == rest(b) && a.error == b.error && a.phases == b.phases
        && a.decision.has_value() == b.decision.has_value()
        && (!a.decision || decision(*a.decision) == decision(*b.decision)) && !a.cause == !b.cause
        && (!a.cause || *a.cause == *b.cause) && !a.trip == !b.trip && (!a.trip || *a.trip == *b.trip);
}

} // namespace

void TestTimelineJson::everythingComesBack_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= int(TimelineKind::Cancelled); ++kind)
        QTest::addRow("%s", timelineKindName(TimelineKind(kind)).data()) << kind;
}

void TestTimelineJson::everythingComesBack()
{
    QFETCH(int, kind);
    TimelineEntry full = fullEntry();
    full.kind = TimelineKind(kind);
    TimelineEntry bare;
    bare.kind = TimelineKind(kind);
    const Timeline read = timelineFromJson(timelineToJson({full, bare}));
    QCOMPARE(read.size(), 2);
    QVERIFY(isSame(read.first(), full));
    QVERIFY(isSame(read.last(), bare));
}

void TestTimelineJson::errorsComeBack()
{
    for (int kind = 0; kind <= int(ErrorKind::FunctionFailed); ++kind) {
        for (int detail = 0; detail <= int(ErrorDetail::WriteFailed); ++detail) {
            const Error error{ErrorKind(kind), ErrorDetail(detail)};
            QVERIFY(errorFromJson(errorToJson(error)) == error);
        }
    }
    QVERIFY(errorFromJson(errorToJson(fullError())) == fullError());
}

void TestTimelineJson::whatIsAllowedIsKeptInParts()
{
    const QJsonArray faults = errorToJson(fullError()).value(u"faults"_s).toArray();
    QCOMPARE(faults.at(0)[u"allowed"_s].toObject(),
             (QJsonObject{{u"kind"_s, u"whole_number"_s}, {u"least"_s, 0}, {u"most"_s, 1000}}));
    QCOMPARE(
        faults.at(1)[u"allowed"_s].toObject(),
        (QJsonObject{{u"kind"_s, u"number"_s}, {u"least"_s, 0}, {u"most"_s, 0.1}, {u"least_is_excluded"_s, true}}));
    QCOMPARE(faults.at(2)[u"allowed"_s].toObject(),
             (QJsonObject{{u"kind"_s, u"circle"_s}, {u"words"_s, QJsonArray{u"a"_s, u"b"_s, u"a"_s}}}));
    QCOMPARE(faults.at(3)[u"allowed"_s], QJsonValue(QString()));
}

void TestTimelineJson::olderEntriesKeepTheirWords()
{
    const QJsonObject fault{{u"detail"_s, u"out_of_range"_s}, {u"path"_s, u"timeout"_s}, {u"allowed"_s, u"0 … 1"_s}};
    const Error error = errorFromJson({{u"kind"_s, u"config_invalid"_s}, {u"faults"_s, QJsonArray{fault}}});
    QCOMPARE(error.faults.size(), 1);
    QCOMPARE(error.faults.first().allowed, AllowedValues::ofWords(AllowedKind::Told, {u"0 … 1"_s}));
    QVERIFY(errorFromJson(errorToJson(error)) == error);
}

void TestTimelineJson::everyKindOfAllowedComesBack()
{
    for (int i = 0; i <= int(AllowedKind::Told); ++i) {
        Error error(ErrorKind::ConfigInvalid);
        error.faults = {{ErrorDetail::OutOfRange, u"x"_s, {}, {AllowedKind(i)}, 0, 0}};
        QVERIFY2(errorFromJson(errorToJson(error)) == error, allowedKindName(AllowedKind(i)).data());
    }
}

void TestTimelineJson::everyNameIsRead()
{
    for (int reason = 0; reason <= int(RetryReason::BudgetUsedUp); ++reason) {
        TimelineEntry entry;
        entry.decision = RetryDecision();
        entry.decision->reason = RetryReason(reason);
        QVERIFY(isSame(timelineFromJson(timelineToJson({entry})).value(0), entry));
    }
    for (const auto reason : {BreakerReason::FailuresReached, BreakerReason::RateReached, BreakerReason::ProbeFailed}) {
        TimelineEntry entry;
        entry.trip = std::make_shared<const BreakerTrip>(BreakerTrip{reason, 1, 2, 3, 4});
        QVERIFY(isSame(timelineFromJson(timelineToJson({entry})).value(0), entry));
    }
    QVERIFY(!errorKindNamed(u"no_such_kind"_s));
    QVERIFY(!errorKindNamed({}));
}

void TestTimelineJson::headersComeBack()
{
    const Headers headers{{"Set-Cookie", "a=1"}, {"set-cookie", "b=2"}, {"X-Grüße", "ü, \"quoted\""}, {"Empty", ""}};
    QCOMPARE(headersFromJson(headersToJson(headers)), headers);
    QVERIFY(headersFromJson(headersToJson({})).isEmpty());
}

void TestTimelineJson::nonsenseIsNothing_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << timelineToJson({fullEntry()}).chopped(3);
    QTest::newRow("object") << QByteArray("{}");
    QTest::newRow("unknown kind") << QByteArray(R"([{"kind":"of_tomorrow","at":1}])");
    QTest::newRow("other types") << QByteArray(R"([1,"a",null,[],{"kind":7}])");
}

void TestTimelineJson::nonsenseIsNothing()
{
    QFETCH(QByteArray, json);
    QVERIFY(timelineFromJson(json).isEmpty());
}

QTEST_GUILESS_MAIN(TestTimelineJson)
#include "tst_timelinejson.moc"
