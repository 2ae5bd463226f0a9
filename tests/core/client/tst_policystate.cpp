// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const WallTime noon(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 12h);

/// A client whose server has just asked for half a minute of peace, and the same client in another life.
class TwoLives
{
public:
    TwoLives()
    {
        first.config.rateLimit = RateLimitConfig();
        second.config.rateLimit = RateLimitConfig();
        first.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}));
        first.make().get(u"/x"_s);
        first.scheduler.runDue();
        saved = first.client->policyState();
    }

    /// The clock of the second life, against the moment of saving.
    void begin(Duration later)
    {
        const auto span = std::chrono::duration_cast<std::chrono::milliseconds>(saved.savedAt + later
                                                                                - second.scheduler.wallNow());
        second.scheduler.jumpWall(span);
        second.make().restorePolicyState(saved);
    }

    ClientFixture first;
    ClientFixture second;
    PolicyState saved;
};

} // namespace

class TestPolicyState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L23_aPauseSurvivesARestart();
    void L23_R23_itsReasonSurvivesToo();
    void L23_theCalendarMayJump_data();
    void L23_theCalendarMayJump();
    void L23_otherOriginsAreHeldWhenTheyAreReached();
    void L23_S05_namesAreNotKept();
    void L23_respectRetryAfterOffForgets();
    void L23_aThirdLife();
    void L23_asText_data();
    void L23_asText();
    void L23_aReasonAsText_data();
    void L23_aReasonAsText();
};

void TestPolicyState::L23_aPauseSurvivesARestart()
{
    TwoLives lives;
    QCOMPARE(lives.saved.pauses.size(), 1);
    lives.begin(10s);
    const MonotonicTime start = lives.second.scheduler.now();
    QCOMPARE(lives.second.client->limiter()->pausedUntil(), start + 20s);
    CallWatch watch(lives.second.client->get(u"/x"_s));
    lives.second.scheduler.advance(20s - 1ns);
    QCOMPARE(lives.second.transport.requestCount(), 0);
    QCOMPARE(watch.waits.constFirst().kind, TimelineKind::ServerPause);
    lives.second.scheduler.advance(1ns);
    QCOMPARE(lives.second.transport.requestCount(), 1);
    QCOMPARE(watch.finishedCount, 1);
    QVERIFY(lives.second.client->policyState().pauses.isEmpty());
}

void TestPolicyState::L23_R23_itsReasonSurvivesToo()
{
    const PauseCause asked{PauseSource::RetryAfter, 429, "Retry-After", "30"};
    TwoLives lives;
    QCOMPARE(lives.saved.pauses.constFirst().cause, asked);
    lives.saved = PolicyState::fromJson(lives.saved.toJson()).value();
    lives.begin(10s);
    QCOMPARE(lives.second.client->policyState().pauses.constFirst().cause, asked); // for a third life
    const CallWatch watch(lives.second.client->get(u"/x"_s));
    lives.second.scheduler.advance(20s);
    const auto pauses = watch.entries(TimelineKind::ServerPause);
    QCOMPARE(pauses.size(), 1);
    QVERIFY(pauses[0].cause);
    QCOMPARE(*pauses[0].cause, asked);
}

void TestPolicyState::L23_theCalendarMayJump_data()
{
    QTest::addColumn<Duration>("later");
    QTest::addColumn<std::optional<Duration>>("rest");
    const auto row = [](const char *name, Duration later, std::optional<Duration> rest) {
        QTest::newRow(name) << later << rest;
    };
    row("L23 at once", 0s, 30s);
    row("L23 within", 29s, 1s);
    row("L23 at its end", 30s, {});
    row("L23 a year later", 24h * 365, {});
    row("ADV-F1 set back an hour", -1h, 30s);
    row("ADV-F1 set back a year", -24h * 365, 30s);
}

void TestPolicyState::L23_theCalendarMayJump()
{
    QFETCH(Duration, later);
    QFETCH(std::optional<Duration>, rest);
    TwoLives lives;
    lives.begin(later);
    QCOMPARE(lives.second.client->snapshot().limiter->pausedFor, rest);
}

void TestPolicyState::L23_otherOriginsAreHeldWhenTheyAreReached()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    PolicyState state;
    state.savedAt = fixture.scheduler.wallNow();
    state.pauses = {{PolicyState::fingerprint("https://other.example.com:443"), state.savedAt + 30s},
                    {PolicyState::fingerprint("https://other.example.com:443"), state.savedAt + 10s},
                    {"unknown", state.savedAt + 24h}};
    fixture.make().restorePolicyState(state);
    QVERIFY(!fixture.client->limiter()->pausedUntil());
    QCOMPARE(fixture.client->policyState().pauses.size(), 3); // not lost before they are reached
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://other.example.com/x"}}));
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(29s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(fixture.client->policyState().pauses.size(), 1);
}

void TestPolicyState::L23_S05_namesAreNotKept()
{
    const TwoLives lives;
    const QByteArray text = lives.saved.toJson();
    QVERIFY(!text.contains("example"));
    QCOMPARE(PolicyState::fromJson(text), lives.saved);
}

void TestPolicyState::L23_respectRetryAfterOffForgets()
{
    TwoLives lives;
    lives.second.config.rateLimit->respectRetryAfter = false;
    lives.begin(0s);
    QVERIFY(!lives.second.client->limiter()->pausedUntil());
}

void TestPolicyState::L23_aThirdLife()
{
    TwoLives lives;
    lives.begin(10s);
    lives.second.scheduler.advance(5s);
    const PolicyState again = lives.second.client->policyState();
    QCOMPARE(again.rest(again.pauses.constFirst(), again.savedAt), Duration(15s));
}

void TestPolicyState::L23_asText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("pauses"); // -1 = not read
    const auto row = [](const char *name, const QByteArray &text, int pauses) {
        QTest::newRow(name) << text << pauses;
    };
    row("L23 empty", "", -1);
    row("L23 cut off", R"({"saved_at":1795521600000,"pau)", -1);
    row("L23 another document", "[1,2]", -1);
    row("L23 no moment", R"({"pauses":[]})", -1);
    row("L23 a negative moment", R"({"saved_at":-1,"pauses":[]})", -1);
    row("L23 no pauses", R"({"saved_at":1795521600000})", 0);
    row("L23 a pause without end", R"({"saved_at":1795521600000,"pauses":[{"origin":"a"}]})", 0);
    row("L23 a pause beyond time", R"({"saved_at":1795521600000,"pauses":[{"origin":"a","until":1e300}]})", 0);
    row("L23 a long pause", R"({"saved_at":1795521600000,"pauses":[{"origin":"a","until":1895521600000}]})", 1);
    QByteArray many = R"({"saved_at":1795521600000,"pauses":[)";
    for (int i = 0; i < 1000; ++i)
        many += R"({"origin":"a","until":1895521600000},)";
    many.chop(1);
    row("L23 too many", many + "]}", 64);
}

void TestPolicyState::L23_asText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, pauses);
    const auto state = PolicyState::fromJson(text);
    QCOMPARE(state ? int(state->pauses.size()) : -1, pauses);
    if (pauses <= 0)
        return;
    QVERIFY(state->savedAt == noon);
    QCOMPARE(state->rest(state->pauses.constFirst(), noon), Duration(6h)); // however long it was
}

void TestPolicyState::L23_aReasonAsText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<PauseCause>>("cause");
    const auto row = [](const char *name, const QByteArray &text, const std::optional<PauseCause> &cause) {
        QTest::newRow(name) << text << cause;
    };
    row("an older file", "null", {});
    row("no object", "7", {});
    row("an unknown source", R"({"source":"whim","status":429})", {});
    row("no header", R"({"source":"too_many_requests","status":429})", PauseCause{PauseSource::Unnamed, 429, {}, {}});
    row("endless",
        R"({"source":"quota_used_up","status":200,"header":")" + QByteArray(500, 'h') + R"(","value":")"
            + QByteArray(500, 'v') + R"("})",
        PauseCause{PauseSource::QuotaUsedUp, 200, QByteArray(80, 'h'), QByteArray(80, 'v')});
}

void TestPolicyState::L23_aReasonAsText()
{
    QFETCH(QByteArray, text);
    QFETCH(std::optional<PauseCause>, cause);
    const auto state = PolicyState::fromJson(
        R"({"saved_at":1795521600000,"pauses":[{"origin":"a","until":1895521600000,"cause":)" + text + "}]}");
    QVERIFY(state && state->pauses.size() == 1);
    QCOMPARE(state->pauses.constFirst().cause, cause);
}

QTEST_GUILESS_MAIN(TestPolicyState)
#include "tst_policystate.moc"
