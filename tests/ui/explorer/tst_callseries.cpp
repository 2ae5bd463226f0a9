// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "explorer/callseries.h"
#include "support/faketransport.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using End = CallSeries::End;

class TestCallSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsSoManySoManyAtOnce_data();
    void sendsSoManySoManyAtOnce();
    void plansAreCutToTheLimits();
    void callsAreToldInOrder();
    void waitsBehindWhatIsSentByHand();
    void retriesAreCounted();
    void refusalsAndFailuresAreCounted();
    void answersThatAreFailuresAreTimed();
    void wholeAnswersAreTold();
    void nothingEndsWhileAnAnswerIsTold_data();
    void nothingEndsWhileAnAnswerIsTold();
    void allHearOfTheLastOneBeforeTheEnd();
    void heldItBeginsNoMore();
    void stopCancelsThoseUnderWay();
    void oneAtATime();
    void ADV_O8_endsWithItsClient();
    void ADV_O8_endsWhereTheClientIsChanged();
    void ADV_O8_aClosedClientEndsIt();
    void itsOwnerMayGoWhileItTells_data();
    void itsOwnerMayGoWhileItTells();
    void destroyedItCancelsAndIsSilent();
    void runsAnewFromItsEnd();
    void ADV_O1_tenThousandCallsAreCounted();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders-api"_s;
        config.baseUrl = QUrl(u"http://api.example"_s);
        return config;
    }
    static BuiltRequest request()
    {
        BuiltRequest built;
        built.request.url = QUrl(u"/orders"_s);
        return built;
    }
    void make(const ClientConfig &config)
    {
        m_series.reset();
        m_client.reset();
        m_transport = std::make_unique<FakeTransport>(m_time);
        m_client = std::make_unique<ApiClient>(config, Services{m_time, m_random, *m_transport, m_secrets});
        m_series = std::make_unique<CallSeries>(m_time);
    }
    void start(int calls, int atOnce) { m_series->start(*m_client, request(), {calls, atOnce}); }
    [[nodiscard]] const CallSeries::Counts &counts() const { return m_series->counts(); }
    [[nodiscard]] bool areBalanced() const
    {
        const CallSeries::Counts &all = counts();
        return all.ended == all.succeeded + all.failed + all.refused + all.cancelled && all.begun >= all.ended;
    }

    VirtualScheduler m_time;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<CallSeries> m_series;
};

void TestCallSeries::init()
{
    make(config());
}

void TestCallSeries::sendsSoManySoManyAtOnce_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<int>("most");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("one by one") << 5 << 1 << 1;
    QTest::newRow("several") << 20 << 4 << 4;
    QTest::newRow("no multiple") << 7 << 3 << 3;
    QTest::newRow("more at once than calls") << 3 << 100 << 3;
}

void TestCallSeries::sendsSoManySoManyAtOnce()
{
    QFETCH(const int, calls);
    QFETCH(const int, atOnce);
    QFETCH(const int, most);
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    int underWay = 0;
    connect(m_series.get(), &CallSeries::begun, this,
            [&] { underWay = std::max(underWay, counts().begun - counts().ended); });
    start(calls, atOnce);
    QVERIFY(m_series->isRunning());
    QCOMPARE(counts().begun, most);
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_series->isRunning());
    QCOMPARE(m_transport->requestCount(), calls);
    QCOMPARE(m_transport->maxInFlight(), most);
    QCOMPARE(underWay, most);
    QCOMPARE(counts().succeeded, calls);
    QVERIFY(areBalanced());
    QCOMPARE(m_series->reason(), End::Done);
    QCOMPARE(int(m_series->times().count()), calls);
    QCOMPARE(m_series->elapsed(), Duration(100ms) * ((calls + most - 1) / most));
}

void TestCallSeries::plansAreCutToTheLimits()
{
    start(0, 0);
    QCOMPARE(m_series->plan().calls, 1);
    QCOMPARE(m_series->plan().atOnce, 1);
    m_time.runUntilIdle(1h);
    start(1'000'000, 1'000'000);
    QCOMPARE(m_series->plan().calls, CallSeries::mostCalls);
    QCOMPARE(counts().begun, CallSeries::mostAtOnce);
}

void TestCallSeries::callsAreToldInOrder()
{
    m_transport->enqueue(FakeOutcome::success(200, {}, {}, 300ms));
    m_transport->enqueue(FakeOutcome::success(201, {}, {}, 100ms));
    m_transport->enqueue(FakeOutcome::success(202, {}, {}, 50ms));
    QStringList told;
    connect(m_series.get(), &CallSeries::begun, this, [&](ApiClient *client, const Call *call) {
        QCOMPARE(client, m_client.get());
        QVERIFY(!call->isFinished());
        told << u"begun"_s;
    });
    connect(m_series.get(), &CallSeries::ended, this, [&](const SeriesCall &call) {
        told << u"%1: %2, %3 ms"_s.arg(call.number).arg(call.status).arg(toMilliseconds(call.elapsed));
    });
    connect(m_series.get(), &CallSeries::finished, this, [&] { told << u"finished"_s; });
    start(3, 2);
    m_time.runUntilIdle(1h);
    const QStringList wanted{u"begun"_s,         u"begun"_s,          u"2: 201, 100 ms"_s, u"begun"_s,
                             u"3: 202, 50 ms"_s, u"1: 200, 300 ms"_s, u"finished"_s};
    QCOMPARE(told, wanted);
}

void TestCallSeries::waitsBehindWhatIsSentByHand()
{
    ClientConfig slow = config();
    slow.rateLimit = RateLimitConfig();
    slow.rateLimit->maxRequests = 1;
    slow.rateLimit->window = 1s;
    slow.rateLimit->burstSize = 1;
    make(slow);
    start(3, 3);
    BuiltRequest byHand = request();
    byHand.request.url = QUrl(u"/by-hand"_s);
    m_client->send(byHand.request, byHand.options);
    m_time.runUntilIdle(1h);
    QCOMPARE(m_transport->requestCount(), 4);
    QCOMPARE(m_transport->requests().at(1).url.path(), u"/by-hand"_s);
    QCOMPARE(counts().succeeded, 3);
    // Their waits count.
    QVERIFY(*m_series->times().maximum() >= 2s);
}

void TestCallSeries::retriesAreCounted()
{
    ClientConfig retrying = config();
    retrying.retry = RetryConfig();
    make(retrying);
    m_transport->enqueue(FakeOutcome::success(503));
    m_transport->enqueue(FakeOutcome::success(503));
    start(4, 1);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().succeeded, 4);
    QCOMPARE(counts().retries, 2);
    QCOMPARE(m_transport->requestCount(), 6);
}

void TestCallSeries::refusalsAndFailuresAreCounted()
{
    ClientConfig guarded = config();
    guarded.circuitBreaker = CircuitBreakerConfig();
    guarded.circuitBreaker->failureThreshold = 3;
    make(guarded);
    m_transport->enqueue(FakeOutcome::success(200));
    m_transport->failWith(Error(ErrorKind::Reset));
    start(10, 1);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().succeeded, 1);
    QCOMPARE(counts().failed, 3);
    QCOMPARE(counts().refused, 6);
    QVERIFY(areBalanced());
    QCOMPARE(counts().ended, 10);
    QCOMPARE(int(m_series->times().count()), 1);
}

void TestCallSeries::answersThatAreFailuresAreTimed()
{
    m_transport->setDelay(100ms);
    m_transport->succeedWith(503);
    start(4, 1);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().failed, 4);
    QCOMPARE(int(m_series->times().count()), 4);
    QCOMPARE(m_series->times().maximum(), std::optional<Duration>(100ms));
    // Without an answer there is none to wait for.
    m_transport->failWith(Error(ErrorKind::Reset));
    start(4, 1);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().failed, 4);
    QCOMPARE(int(m_series->times().count()), 0);
}

void TestCallSeries::wholeAnswersAreTold()
{
    m_transport->enqueue(FakeOutcome::success(503, {{"X-Id", "7"}}, "down", 100ms));
    m_transport->enqueue(FakeOutcome::failure(Error(ErrorKind::Reset)));
    m_transport->succeedWith(200, {}, "fine");
    QStringList told;
    connect(m_series.get(), &CallSeries::answered, this, [&](int number, const Response &answer, Duration elapsed) {
        told << u"%1: %2 %3, %4 ms"_s.arg(number)
                    .arg(answer.status)
                    .arg(QString::fromLatin1(answer.body))
                    .arg(toMilliseconds(elapsed));
    });
    connect(m_series.get(), &CallSeries::ended, this,
            [&](const SeriesCall &call) { told << QString::number(call.number); });
    start(3, 1);
    m_time.runUntilIdle(1h);
    const QStringList wanted{u"1: 503 down, 100 ms"_s, u"1"_s, u"2"_s, u"3: 200 fine, 0 ms"_s, u"3"_s};
    QCOMPARE(told, wanted);
}

void TestCallSeries::nothingEndsWhileAnAnswerIsTold_data()
{
    using Deed = std::function<void(TestCallSeries &)>;
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<int>("calls");
    QTest::newRow("held, the last") << Deed([](TestCallSeries &x) { x.m_series->setHeld(true); }) << 1;
    QTest::newRow("held and let go, the last") << Deed([](TestCallSeries &x) {
        x.m_series->setHeld(true);
        x.m_series->setHeld(false);
    }) << 1;
    QTest::newRow("stopped, the last") << Deed([](TestCallSeries &x) { x.m_series->stop(); }) << 1;
    QTest::newRow("stopped with others under way") << Deed([](TestCallSeries &x) { x.m_series->stop(); }) << 2;
    QTest::newRow("closed with others under way") << Deed([](TestCallSeries &x) { x.m_client->close(); }) << 2;
    QTest::newRow("its client goes with others under way") << Deed([](TestCallSeries &x) { x.m_client.reset(); }) << 2;
}

void TestCallSeries::nothingEndsWhileAnAnswerIsTold()
{
    QFETCH(const std::function<void(TestCallSeries &)>, deed);
    QFETCH(const int, calls);
    m_transport->setDelay(1s);
    m_transport->enqueue(FakeOutcome::success(200, {}, {}, 100ms));
    QStringList told;
    connect(m_series.get(), &CallSeries::answered, this, [&](int number) {
        told << u"answer %1"_s.arg(number);
        deed(*this);
        told << u"done"_s;
    });
    connect(m_series.get(), &CallSeries::ended, this,
            [&](const SeriesCall &call) { told << u"end %1"_s.arg(call.number); });
    connect(m_series.get(), &CallSeries::finished, this, [&] { told << u"finished"_s; });
    start(calls, calls);
    m_time.runUntilIdle(1h);
    QStringList wanted{u"answer 1"_s, u"done"_s, u"end 1"_s};
    if (calls == 2)
        wanted << u"end 2"_s;
    QCOMPARE(told, wanted << u"finished"_s);
    QVERIFY(areBalanced() && counts().ended == calls);
}

void TestCallSeries::allHearOfTheLastOneBeforeTheEnd()
{
    QStringList told;
    connect(m_series.get(), &CallSeries::ended, this, [this] { m_series->stop(); });
    connect(m_series.get(), &CallSeries::ended, this, [&] { told << u"end"_s; });
    connect(m_series.get(), &CallSeries::finished, this, [&] { told << u"finished"_s; });
    start(1, 1);
    m_time.runUntilIdle(1h);
    QCOMPARE(told, (QStringList{u"end"_s, u"finished"_s}));
}

void TestCallSeries::heldItBeginsNoMore()
{
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    start(6, 2);
    m_series->setHeld(true);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().ended, 2);
    QVERIFY(m_series->isRunning() && finished.isEmpty());
    m_series->setHeld(false);
    QCOMPARE(counts().begun, 4);
    m_series->setHeld(true);
    m_series->stop();
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(counts().begun, 4);
    start(3, 2); // is not held
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().succeeded, 3);
}

void TestCallSeries::stopCancelsThoseUnderWay()
{
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    start(100, 5);
    m_time.advance(250ms);
    QCOMPARE(counts().succeeded, 10);
    m_series->stop();
    m_series->stop();
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_series->isRunning());
    QCOMPARE(m_series->reason(), End::Stopped);
    QCOMPARE(counts().begun, 15);
    QCOMPARE(counts().cancelled, 5);
    QVERIFY(areBalanced());
    QCOMPARE(m_transport->inFlight(), 0);
    m_series->stop();
    QCOMPARE(finished.size(), 1);
}

void TestCallSeries::oneAtATime()
{
    m_transport->setDelay(100ms);
    start(3, 1);
    start(50, 50);
    m_time.runUntilIdle(1h);
    QCOMPARE(m_transport->requestCount(), 3);
}

void TestCallSeries::ADV_O8_endsWithItsClient()
{
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    start(100, 5);
    m_time.advance(150ms);
    m_client.reset();
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_series->isRunning());
    QCOMPARE(m_series->reason(), End::ClientGone);
    QCOMPARE(counts().begun, 10);
    QCOMPARE(counts().cancelled, 5);
    QVERIFY(areBalanced());
}

void TestCallSeries::ADV_O8_endsWhereTheClientIsChanged()
{
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    start(100, 5);
    m_time.advance(50ms);
    QVERIFY(m_client->reconfigure(config())); // no change
    m_time.advance(100ms);
    QCOMPARE(counts().begun, 10);
    ClientConfig changed = config();
    changed.baseUrl = QUrl(u"http://other.example"_s);
    QVERIFY(m_client->reconfigure(changed));
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_series->reason(), End::ClientChanged);
    QCOMPARE(counts().begun, 10);
    QCOMPARE(counts().ended, 10);
    for (const Request &sent : m_transport->requests())
        QCOMPARE(sent.url.host(), u"api.example"_s);
}

void TestCallSeries::ADV_O8_aClosedClientEndsIt()
{
    m_transport->setDelay(100ms);
    QSignalSpy finished(m_series.get(), &CallSeries::finished);
    start(50, 5);
    m_time.advance(50ms);
    m_client->close();
    m_time.runUntilIdle(1h);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(counts().begun, 5);
    QCOMPARE(counts().cancelled, 5);
    QCOMPARE(m_series->reason(), End::ClientGone);
    QVERIFY(areBalanced());
}

void TestCallSeries::itsOwnerMayGoWhileItTells_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("begun") << 0 << false;
    QTest::newRow("ended") << 1 << false;
    QTest::newRow("answered") << 3 << false;
    QTest::newRow("ended by stop") << 1 << true;
    QTest::newRow("finished") << 2 << false;
    QTest::newRow("finished by stop") << 2 << true;
}

void TestCallSeries::itsOwnerMayGoWhileItTells()
{
    QFETCH(const int, signal);
    QFETCH(const bool, isStopped);
    m_transport->setDelay(10ms);
    const auto destroy = [this] { m_series.reset(); };
    if (signal == 0)
        connect(m_series.get(), &CallSeries::begun, this, destroy);
    else if (signal == 1)
        connect(m_series.get(), &CallSeries::ended, this, destroy);
    else if (signal == 3)
        connect(m_series.get(), &CallSeries::answered, this, destroy);
    else
        connect(m_series.get(), &CallSeries::finished, this, destroy);
    start(20, 4);
    if (isStopped)
        m_series->stop();
    m_time.runUntilIdle(1h);
    QVERIFY(!m_series);
    QCOMPARE(m_transport->inFlight(), 0);
    QCOMPARE(m_client->snapshot().inFlight, 0);
}

void TestCallSeries::destroyedItCancelsAndIsSilent()
{
    m_transport->setDelay(100ms);
    int told = 0;
    connect(m_series.get(), &CallSeries::ended, this, [&] { ++told; });
    connect(m_series.get(), &CallSeries::finished, this, [&] { ++told; });
    start(20, 4);
    m_time.advance(50ms);
    m_series.reset();
    m_time.runUntilIdle(1h);
    QCOMPARE(told, 0);
    QCOMPARE(m_transport->requestCount(), 4);
    QCOMPARE(m_transport->cancelledCount(), 4);
}

void TestCallSeries::runsAnewFromItsEnd()
{
    int runs = 0;
    connect(m_series.get(), &CallSeries::finished, this, [&] {
        if (++runs == 1)
            start(2, 1);
    });
    start(3, 3);
    m_series->stop();
    m_time.runUntilIdle(1h);
    QCOMPARE(runs, 2);
    QCOMPARE(counts().succeeded, 2);
    QCOMPARE(counts().begun, 2);
    QCOMPARE(m_series->reason(), End::Done);
}

void TestCallSeries::ADV_O1_tenThousandCallsAreCounted()
{
    make(config());
    start(10'000, 100);
    m_time.runUntilIdle(1h);
    QCOMPARE(counts().succeeded, 10'000);
    QCOMPARE(counts().begun, 10'000);
    QVERIFY(areBalanced());
}

QTEST_MAIN(TestCallSeries)
#include "tst_callseries.moc"
