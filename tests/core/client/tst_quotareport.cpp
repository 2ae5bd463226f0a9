// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/quotareport.h"
#include "corefixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Wanted = std::optional<Duration>;

namespace {

Response answer(int status, const Headers &headers = {})
{
    Response response;
    response.status = status;
    response.headers = headers;
    return response;
}

Request someRequest()
{
    return {.url = QUrl(u"https://api.example.com/v1/orders?token=canary-98765"_s)};
}

} // namespace

class TestQuotaReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void H13_whatIsLimited_data();
    void H13_whatIsLimited();
    void H09_aForbiddenThatAsksForAPauseStaysForbidden();
    void ADV_D11_aForbiddenIsNotObeyedEither();
    void H_pauses_data();
    void H_pauses();
    void causes_data();
    void causes();
    void H09_whatIsNotObeyedIsTold();
    void S05_causesHoldNoSecrets();
    void D9_anAnswerBetweenEndsTheGrowth();
    void D9_bare429sGrow();
    void L20_whatRemainsIsTold();
    void aPauseIsOneEvent();
    void aLongerPauseHasItsOwnCause();
    void withoutALimiter();
    void ownerGoesAtTheEvent();
    void ownerGoesAtThePause();
};

void TestQuotaReport::H13_whatIsLimited_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("limited");
    const Headers nothingLeft{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}};
    const Headers someLeft{{"X-RateLimit-Remaining", "5"}, {"X-RateLimit-Reset", "30"}};
    QTest::newRow("H13 429") << 429 << Headers() << true;
    QTest::newRow("H13 429 with some left") << 429 << someLeft << true;
    QTest::newRow("H13 403 with nothing left") << 403 << nothingLeft << true;
    QTest::newRow("H13 403 with some left") << 403 << someLeft << false;
    QTest::newRow("H13 403") << 403 << Headers() << false;
    QTest::newRow("H13 401 with nothing left") << 401 << nothingLeft << false;
    QTest::newRow("H13 200 with nothing left") << 200 << nothingLeft << false;
    QTest::newRow("H09 403 with a Retry-After") << 403 << Headers{{"Retry-After", "60"}} << true;
    QTest::newRow("H09 403 with a Retry-After and some left")
        << 403 << Headers{{"X-RateLimit-Remaining", "4987"}, {"X-RateLimit-Reset", "3000"}, {"Retry-After", "60"}}
        << true;
    QTest::newRow("H04 403 with a Retry-After that is none") << 403 << Headers{{"Retry-After", "soon"}} << false;
    QTest::newRow("H13 503") << 503 << Headers{{"Retry-After", "5"}} << false;
}

void TestQuotaReport::H13_whatIsLimited()
{
    QFETCH(int, status);
    QFETCH(Headers, headers);
    QFETCH(bool, limited);
    CoreFixture f;
    const QuotaReport report(f.make(), f.origin, answer(status, headers));
    QCOMPARE(report.isLimited(), limited);
    QCOMPARE(report.status(), limited ? 429 : status);
}

void TestQuotaReport::H09_aForbiddenThatAsksForAPauseStaysForbidden()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    const QuotaReport report(core, f.origin, answer(403, {{"Retry-After", "60"}, {"X-RateLimit-Remaining", "7"}}));
    QCOMPARE(report.statusForRetries(), 403);
    report.tell(someRequest());
    QCOMPARE(*f.policies().limiter->pausedUntil() - f.scheduler.now(), Duration(60s));
    QCOMPARE(f.policies().pauseCause->source, PauseSource::RetryAfter);
    QCOMPARE(QuotaReport(core, f.origin, answer(403, {{"X-RateLimit-Remaining", "0"}})).statusForRetries(), 429);
    QCOMPARE(QuotaReport(core, f.origin, answer(429)).statusForRetries(), 429);
}

void TestQuotaReport::ADV_D11_aForbiddenIsNotObeyedEither()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->respectRetryAfter = false;
    const QuotaReport report(f.make(), f.origin, answer(403, {{"Retry-After", "60"}}));
    QVERIFY(!report.isLimited());
    report.tell(someRequest());
    QVERIFY(!f.policies().limiter->pausedUntil());
}

void TestQuotaReport::H_pauses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("obeyed");
    QTest::addColumn<Wanted>("pause");
    QTest::addColumn<Wanted>("retryAfter");
    const auto row = [](const char *name, int status, const Headers &headers, Wanted pause, Wanted retryAfter) {
        QTest::newRow(name) << status << headers << true << pause << retryAfter;
    };
    const Headers thirty{{"Retry-After", "30"}};
    constexpr Duration longest = 24h * 365 * 100;
    row("H09 429", 429, thirty, 30s, 30s);
    row("H09 503", 503, thirty, 30s, 30s);
    row("H09 403", 403, thirty, 30s, 30s);
    row("H09 200", 200, thirty, {}, {});
    row("H04 garbage", 429, {{"Retry-After", "abc"}}, {}, {});
    row("H03 0", 429, {{"Retry-After", "0"}}, {}, {});
    row("H05 as long as can be told", 429, {{"Retry-After", "99999999999999999999"}}, longest, longest);
    row("L19 nothing left", 200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}}, 30s, {});
    row("L19 some left", 200, {{"X-RateLimit-Remaining", "1"}, {"X-RateLimit-Reset", "30"}}, {}, {});
    row("H03 a reset that is now", 429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "0"}}, {}, {});
    QTest::newRow("ADV-D11 not obeyed") << 429 << thirty << false << Wanted() << Wanted();
}

void TestQuotaReport::H_pauses()
{
    QFETCH(int, status);
    QFETCH(Headers, headers);
    QFETCH(bool, obeyed);
    QFETCH(Wanted, pause);
    QFETCH(Wanted, retryAfter);
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->respectRetryAfter = obeyed;
    const QuotaReport report(f.make(), f.origin, answer(status, headers));
    QCOMPARE(report.pause(), pause);
    QCOMPARE(report.retryAfter(), retryAfter);
}

void TestQuotaReport::causes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<std::optional<PauseCause>>("cause");
    const auto row = [](const char *name, int status, const Headers &headers, std::optional<PauseCause> cause) {
        QTest::newRow(name) << status << headers << std::move(cause);
    };
    row("none", 200, {}, {});
    row("none of a failure", 503, {}, {});
    row("D9 429", 429, {}, PauseCause{PauseSource::Unnamed, 429, {}, {}});
    row("Retry-After", 503, {{"retry-after", "30"}}, PauseCause{PauseSource::RetryAfter, 503, "retry-after", "30"});
    row("a quota", 200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}},
        PauseCause{PauseSource::QuotaUsedUp, 200, "X-RateLimit-Reset", "30"});
    row("Retry-After wins", 429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}, {"Retry-After", "5"}},
        PauseCause{PauseSource::RetryAfter, 429, "Retry-After", "5"});
    const QByteArray padded = QByteArray(90, '0') + ", 5";
    row("at most 80 bytes", 429, {{"Retry-After", padded}},
        PauseCause{PauseSource::RetryAfter,
                   429,
                   "Retry-After",
                   padded.left(80),
                   {{QuotaNote::RetryAfterMalformed, {"Retry-After", padded.left(80)}}}});
    const auto unnamed = [](QuotaNote note, const QByteArray &name, const QByteArray &value) {
        return PauseCause{PauseSource::Unnamed, 429, {}, {}, {{note, {name, value}}}};
    };
    row("H04 Retry-After", 429, {{"Retry-After", "soon"}},
        unnamed(QuotaNote::RetryAfterMalformed, "Retry-After", "soon"));
    row("H03 Retry-After", 429, {{"Retry-After", "0"}}, unnamed(QuotaNote::RetryAfterInPast, "Retry-After", "0"));
    row("H10 a reset", 429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "3000000"}},
        unnamed(QuotaNote::ResetImplausible, "X-RateLimit-Reset", "3000000"));
    row("H10 the time before a count", 429, {{"X-RateLimit-Remaining", "-1"}, {"X-RateLimit-Reset", "soon"}},
        unnamed(QuotaNote::ResetImplausible, "X-RateLimit-Reset", "soon"));
    row("H04 a count", 429, {{"X-RateLimit-Remaining", "-1"}, {"X-RateLimit-Reset", "30"}},
        unnamed(QuotaNote::RemainingMalformed, "X-RateLimit-Remaining", "-1"));
    row("H07 several", 503, {{"Retry-After", "5, 9"}},
        PauseCause{PauseSource::RetryAfter,
                   503,
                   "Retry-After",
                   "5, 9",
                   {{QuotaNote::RetryAfterSeveral, {"Retry-After", "5, 9"}}}});
    row("H10 another one", 429, {{"Retry-After", "5"}, {"X-RateLimit-Reset", "soon"}},
        PauseCause{PauseSource::RetryAfter,
                   429,
                   "Retry-After",
                   "5",
                   {{QuotaNote::ResetImplausible, {"X-RateLimit-Reset", "soon"}}}});
}

void TestQuotaReport::causes()
{
    QFETCH(int, status);
    QFETCH(Headers, headers);
    QFETCH(std::optional<PauseCause>, cause);
    CoreFixture f;
    const auto found = QuotaReport(f.make(), f.origin, answer(status, headers)).cause(someRequest());
    QCOMPARE(found != nullptr, cause.has_value());
    if (!found)
        return;
    PauseCause shown = *found;
    shown.header = shown.header.toLower();
    cause->header = cause->header.toLower();
    QCOMPARE(shown, *cause);
}

void TestQuotaReport::H09_whatIsNotObeyedIsTold()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->respectRetryAfter = false;
    const QuotaReport report(f.make(), f.origin, answer(429, {{"Retry-After", "60"}}));
    QCOMPARE(*report.cause(someRequest()), (PauseCause{PauseSource::Unnamed, 429, "Retry-After", "60"}));
}

void TestQuotaReport::S05_causesHoldNoSecrets()
{
    CoreFixture f;
    const QuotaReport report(f.make(), f.origin, answer(429, {{"Retry-After", "5, canary-98765"}}));
    const auto cause = report.cause(someRequest());
    QVERIFY(cause);
    QVERIFY2(!cause->value.contains("canary"), cause->value.constData());
    const QByteArray secret(75, ' '); // so that a cut would halve it
    const auto odd = QuotaReport(*f.core, f.origin, answer(429, {{"Retry-After", "x" + secret + "canary-98765"}}))
                         .cause(someRequest());
    QVERIFY(odd && odd->remark);
    QVERIFY2(!odd->remark->field.value.contains("can"), odd->remark->field.value.constData());
    QVERIFY(odd->remark->field.value.size() <= 80);
}

void TestQuotaReport::D9_anAnswerBetweenEndsTheGrowth()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    const auto tell = [&](int status) { QuotaReport(core, f.origin, answer(status)).tell(someRequest()); };
    const auto paused = [&f] { return *f.policies().limiter->pausedUntil() - f.scheduler.now(); };
    for (const int between : {200, 404, 503}) {
        tell(429);
        QCOMPARE(paused(), Duration(1s));
        f.scheduler.advance(1s);
        tell(between);
    }
    tell(429);
    QCOMPARE(paused(), Duration(1s));
}

void TestQuotaReport::D9_bare429sGrow()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    QList<Duration> pauses;
    for (int i = 0; i < 4; ++i) {
        QuotaReport(core, f.origin, answer(429)).tell(someRequest());
        pauses.append(*f.policies().limiter->pausedUntil() - f.scheduler.now());
        QuotaReport(core, f.origin, answer(429)).tell(someRequest()); // was sent before, and changes nothing
        QCOMPARE(*f.policies().limiter->pausedUntil() - f.scheduler.now(), pauses.last());
        f.scheduler.advance(pauses.last());
    }
    QCOMPARE(pauses, (QList<Duration>{1s, 1500ms, 2250ms, 3375ms}));
}

void TestQuotaReport::L20_whatRemainsIsTold()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    QuotaReport(core, f.origin, answer(200, {{"X-RateLimit-Remaining", "7"}})).tell(someRequest());
    QCOMPARE(f.policies().limiter->tokens(), 7.0);
    QVERIFY(!f.policies().limiter->pausedUntil());
    QVERIFY(f.events.isEmpty());
}

void TestQuotaReport::aPauseIsOneEvent()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    for (const char *seconds : {"30", "20", "60"})
        QuotaReport(core, f.origin, answer(429, {{"Retry-After", seconds}})).tell(someRequest());
    QCOMPARE(f.events.size(), 1);
    QCOMPARE(f.events[0].kind, EventKind::RateLimited);
    QCOMPARE(f.events[0].status, 429);
    QCOMPARE(f.events[0].wait, Wanted(30s));
    QVERIFY(f.events[0].subject.contains(u"orders"_s));
    QVERIFY(!f.events[0].subject.contains(u"canary"_s));
    f.scheduler.advance(61s);
    QuotaReport(core, f.origin, answer(429)).tell(someRequest());
    QCOMPARE(f.events.size(), 2);
    QCOMPARE(f.events[1].wait, Wanted(1s));
}

void TestQuotaReport::aLongerPauseHasItsOwnCause()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    const auto tell = [&](const Headers &headers) {
        QuotaReport(core, f.origin, answer(429, headers)).tell(someRequest());
        return f.policies().pauseCause->value;
    };
    QCOMPARE(tell({{"Retry-After", "30"}}), QByteArray("30"));
    QCOMPARE(tell({{"Retry-After", "20"}}), QByteArray("30")); // which holds
    QCOMPARE(tell({}), QByteArray("30"));
    QCOMPARE(tell({{"Retry-After", "40"}}), QByteArray("40"));
    QCOMPARE(*f.policies().limiter->pausedUntil(), f.scheduler.now() + 40s);
}

void TestQuotaReport::withoutALimiter()
{
    CoreFixture f;
    ClientCore &core = f.make();
    const QuotaReport report(core, f.origin, answer(429, {{"Retry-After", "30"}}));
    report.tell(someRequest());
    QVERIFY(!f.policies().limiter);
    QVERIFY(f.events.isEmpty());
    QCOMPARE(report.retryAfter(), Wanted(30s)); // for the retry of the call itself
}

void TestQuotaReport::ownerGoesAtTheEvent()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    f.onEvent = [&f] { f.core.reset(); };
    QuotaReport(core, f.origin, answer(429)).tell(someRequest());
    QCOMPARE(f.events.size(), 1);
    QVERIFY(!f.core);
    QCOMPARE(f.scheduler.pending(), 0);
}

void TestQuotaReport::ownerGoesAtThePause()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    ClientCore &core = f.make();
    connect(f.policies().limiter.get(), &RateLimiter::pauseChanged, this, [&f] { f.core.reset(); });
    QuotaReport(core, f.origin, answer(429, {{"Retry-After", "30"}})).tell(someRequest());
    QVERIFY(!f.core);
    QVERIFY(f.events.isEmpty());
    QCOMPARE(f.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestQuotaReport)
#include "tst_quotareport.moc"
