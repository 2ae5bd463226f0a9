// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timelinerecorder.h"
#include "cookies/cookiejar.h"
#include "logcapture.h"
#include "oauthclientfixture.h"

#include <QtTest>

#include <memory>
#include <vector>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Watches = std::vector<std::unique_ptr<CallWatch>>;

Watches send(ApiClient &client, int calls)
{
    Watches watches;
    for (int i = 0; i < calls; ++i)
        watches.push_back(std::make_unique<CallWatch>(client.get(u"/x"_s)));
    return watches;
}

std::optional<QByteArray> authorization(const Request &request)
{
    return request.headers.value("Authorization");
}

} // namespace

/// What becomes of a request that has waited for a connection and is sent back, or that is ended by whoever hears of
/// it.
class TestApiClientTurnbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X05_readersOfTheLogMayEndTheCall_data();
    void X05_readersOfTheLogMayEndTheCall();
};

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndTheCall_data()
{
    QTest::addColumn<QString>("event");
    QTest::addColumn<FakeOutcome>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("destroyed");
    const auto add = [](const char *name, const char *event, const FakeOutcome &outcome, int requests) {
        for (const bool destroyed : {false, true})
            QTest::addRow("X05 %s, %s", name, destroyed ? "destroyed" : "cancelled")
                << QString::fromLatin1(event) << outcome << requests << destroyed;
    };
    add("sent", "event=sent", FakeOutcome::success(200), 0);
    add("answered", "event=answered", FakeOutcome::success(200, {{"Content-Type", "text/plain"}}, "hello"), 1);
    add("its body", "event=body", FakeOutcome::success(200, {{"Content-Type", "text/plain"}}, "hello"), 1);
    add("asked to retry", "event=answered", FakeOutcome::success(503), 1);
    add("redirected", "event=answered", FakeOutcome::success(302, {{"Location", "/y"}}), 1);
    add("failed", "event=failed", FakeOutcome::failure(Error(ErrorKind::Reset)), 1);
    add("ignored", "event=ignored", FakeOutcome::success(429, {{"Retry-After", "soon"}}), 1);
}

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndTheCall()
{
    QFETCH(QString, event);
    QFETCH(FakeOutcome, outcome);
    QFETCH(int, requests);
    QFETCH(bool, destroyed);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.logResponseBody = true;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.enqueue(outcome);
    const CallWatch watch(fixture.make().get(u"/x"_s));
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    bool told = false;
    LogCapture::once(event, [&] {
        told = true;
        destroyed ? fixture.client.reset() : watch.call->cancel();
    });
    fixture.scheduler.advance(1min);
    QVERIFY(told);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(watch.entries(TimelineKind::Cancelled).size(), 1);
    QCOMPARE(fixture.transport.requestCount(), requests);
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestApiClientTurnbacks)
#include "tst_apiclient_turnbacks.moc"
