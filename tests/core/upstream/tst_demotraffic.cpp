// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "config/configreader.h"
#include "http/networktransport.h"
#include "support/faketransport.h"
#include "upstream/demotraffic.h"
#include "upstream/demoupstream.h"
#include "upstream/demoworkspace.h"
#include "upstream/responder.h"
#include "workspace/requestfile.h"
#include "workspace/slug.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The demo without sockets: its scenarios answer on virtual time, so that minutes of it take moments.
class VirtualDemo
{
public:
    explicit VirtualDemo(quint64 seed)
        : responder(scheduler, 1)
        , transport(scheduler)
        , random(seed)
        , traffic(scheduler, seed)
    {
        transport.setHandler([this](const Request &request, int) { return outcome(request); });
        const Workspace workspace = demoWorkspace(QUrl(u"http://demo.test"_s));
        for (const WorkspaceClient &client : workspace.clients) {
            clients.push_back(
                std::make_unique<ApiClient>(client.config, Services{scheduler, random, transport, secrets}));
            QVERIFY(traffic.drive(clients.back().get()));
        }
    }

    ApiClient &client(const QString &name)
    {
        const auto found = std::find_if(clients.begin(), clients.end(),
                                        [&](const auto &each) { return each->config().name == name; });
        return **found;
    }

    QList<EventKind> eventKinds(const QString &name)
    {
        QList<EventKind> kinds;
        const auto events = client(name).events();
        for (const ClientEvent &event : events)
            kinds.append(event.kind);
        return kinds;
    }

    VirtualScheduler scheduler;
    Responder responder;
    FakeTransport transport;
    SeededRandom random;
    MemorySecretStore secrets;
    std::vector<std::unique_ptr<ApiClient>> clients;
    DemoTraffic traffic;

private:
    FakeOutcome outcome(const Request &request)
    {
        const QByteArray path = request.url.path(QUrl::FullyEncoded).toLatin1();
        const QByteArray query = request.url.query(QUrl::FullyEncoded).toLatin1();
        UpstreamRequest asked;
        asked.method = request.method;
        asked.target = path;
        asked.path = path;
        asked.query = query;
        for (const auto &[name, value] : request.headers.fields())
            asked.headers.emplace_back(name, value);
        const UpstreamAnswer answer = responder.answer(asked);
        Headers headers;
        for (const QByteArray &line : answer.headers.split('\n')) {
            if (const qsizetype colon = line.indexOf(':'); colon > 0)
                headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
        }
        return FakeOutcome::success(answer.status, headers, answer.body, answer.delay + 300us);
    }
};

class tst_DemoTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workspaceIsValid();
    void everyChartHasSomethingToTell();
    void isTheSameInEachRun();
    void tellsOfEachCall();
    void pausesAndStops();
    void outlivesItsClients();
    void runsOverRealSockets();
};

void tst_DemoTraffic::workspaceIsValid()
{
    const Workspace workspace = demoWorkspace(QUrl(u"http://127.0.0.1:8080"_s));
    QCOMPARE(workspace.clients.size(), 5);
    QStringList slugs;
    for (const WorkspaceClient &client : workspace.clients) {
        QCOMPARE(validate(client.config), QList<ConfigFault>());
        QVERIFY(isSafeSlug(client.slug));
        QVERIFY(!client.requests.isEmpty());
        for (const WorkspaceRequest &request : client.requests) {
            QCOMPARE(validate(request.config), QList<ConfigFault>());
            QVERIFY(isSafeSlug(request.slug));
        }
        slugs.append(client.slug);
    }
    QCOMPARE(slugs.removeDuplicates(), 0);
    QCOMPARE(workspace.clients.first().config.baseUrl, QUrl(u"http://127.0.0.1:8080/bursts"_s));
}

void tst_DemoTraffic::everyChartHasSomethingToTell()
{
    VirtualDemo demo(1);
    double leastTokens = 20;
    int mostWaiting = 0;
    bool githubPaused = false;
    int halfOpenSeen = 0;
    demo.traffic.start();
    for (int tick = 0; tick < 900; ++tick) {
        demo.scheduler.advance(100ms);
        const ClientSnapshot orders = demo.client(u"orders-api"_s).snapshot();
        leastTokens = std::min(leastTokens, orders.limiter->tokens);
        mostWaiting = std::max(mostWaiting, orders.limiter->waiting);
        githubPaused = githubPaused || demo.client(u"github"_s).snapshot().limiter->pausedFor.has_value();
        if (demo.client(u"payments"_s).snapshot().breaker->state == BreakerState::HalfOpen)
            ++halfOpenSeen;
    }
    demo.traffic.stop();

    const auto orders = demo.eventKinds(u"orders-api"_s);
    QVERIFY(orders.contains(EventKind::BreakerOpened));
    QVERIFY(orders.contains(EventKind::BreakerHalfOpen));
    QVERIFY(orders.contains(EventKind::BreakerClosed));
    QVERIFY(orders.contains(EventKind::RetriesUsedUp));
    QVERIFY(demo.eventKinds(u"github"_s).contains(EventKind::RateLimited));
    QVERIFY(githubPaused);
    QVERIFY2(leastTokens < 2, qPrintable(QString::number(leastTokens)));
    QVERIFY(mostWaiting > 0);
    QVERIFY2(halfOpenSeen >= 10, qPrintable(QString::number(halfOpenSeen))); // a second in all
    QVERIFY(demo.client(u"payments"_s).snapshot().breaker->openings >= 2);
    QVERIFY(demo.client(u"weather"_s).snapshot().limiter->tokens < 60);
    QVERIFY(demo.client(u"demo upstream"_s).metrics().retries > 50);

    quint64 calls = 0;
    for (const auto &client : demo.clients) {
        const ClientMetrics &metrics = client->metrics();
        QCOMPARE(metrics.calls, metrics.succeeded + metrics.failed + metrics.refused + metrics.cancelled); // X03
        calls += metrics.calls;
    }
    QVERIFY2(calls > 50 * 90 && calls < 70 * 90, qPrintable(QString::number(calls)));
}

void tst_DemoTraffic::isTheSameInEachRun()
{
    const auto story = [](quint64 seed) {
        VirtualDemo demo(seed);
        demo.traffic.start();
        demo.scheduler.advance(40s);
        QString text;
        for (const auto &client : demo.clients) {
            const ClientMetrics &metrics = client->metrics();
            text += u"%1: %2 %3 %4 %5\n"_s.arg(client->config().name)
                        .arg(metrics.calls)
                        .arg(metrics.failed)
                        .arg(metrics.retries)
                        .arg(metrics.callLatency.mean().value_or(Duration::zero()).count());
        }
        return text;
    };
    QCOMPARE(story(5), story(5));
    QVERIFY(story(5) != story(6));
}

void tst_DemoTraffic::tellsOfEachCall()
{
    VirtualDemo demo(1);
    QHash<ApiClient *, quint64> told;
    connect(&demo.traffic, &DemoTraffic::callBegan, this, [&told](ApiClient *client, const Call *call) {
        QVERIFY(!call->isFinished() && call->timeline().isEmpty());
        ++told[client];
    });
    demo.traffic.start();
    demo.scheduler.advance(5s);
    for (const auto &client : demo.clients) {
        QVERIFY(told.value(client.get()) > 0);
        QCOMPARE(told.value(client.get()), client->metrics().calls);
    }
}

void tst_DemoTraffic::pausesAndStops()
{
    VirtualDemo demo(1);
    QSignalSpy running(&demo.traffic, &DemoTraffic::runningChanged);
    demo.traffic.start();
    demo.traffic.start();
    QCOMPARE(running.size(), 1);
    demo.scheduler.advance(2s);
    demo.traffic.pause();
    QVERIFY(!demo.traffic.isRunning());
    demo.scheduler.advance(30s); // what is under way ends by itself
    const int sent = demo.transport.requestCount();
    QVERIFY(sent > 50);
    demo.scheduler.advance(30s);
    QCOMPARE(demo.transport.requestCount(), sent);
    demo.traffic.start();
    demo.scheduler.advance(1s);
    QVERIFY(demo.transport.requestCount() > sent + 20);
    demo.traffic.stop();
    for (const auto &client : demo.clients)
        QCOMPARE(client->snapshot().inFlight, 0);
    QCOMPARE(running.size(), 4);
}

void tst_DemoTraffic::outlivesItsClients()
{
    VirtualDemo demo(1);
    ApiClient foreign(ClientConfig{}, Services{demo.scheduler, demo.random, demo.transport, demo.secrets});
    QVERIFY(!demo.traffic.drive(&foreign));
    demo.traffic.start();
    demo.scheduler.advance(5s);
    demo.clients.clear();
    demo.scheduler.advance(5s);
    demo.traffic.stop();
    QVERIFY(!demo.traffic.isRunning());
}

void tst_DemoTraffic::runsOverRealSockets()
{
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    QVERIFY(upstream.listen());
    SeededRandom random(1);
    MemorySecretStore secrets;
    std::vector<std::unique_ptr<NetworkTransport>> transports;
    std::vector<std::unique_ptr<ApiClient>> clients;
    DemoTraffic traffic(scheduler);
    for (const WorkspaceClient &client : demoWorkspace(upstream.url()).clients) {
        transports.push_back(std::make_unique<NetworkTransport>(NetworkOptions{}, scheduler));
        clients.push_back(
            std::make_unique<ApiClient>(client.config, Services{scheduler, random, *transports.back(), secrets}));
        QVERIFY(traffic.drive(clients.back().get()));
    }
    traffic.start();
    QTRY_VERIFY(upstream.requestsServed() > 60);
    traffic.pause();
    const auto inFlight = [&] {
        int sum = 0;
        for (const auto &client : clients)
            sum += client->snapshot().inFlight;
        return sum;
    };
    QTRY_COMPARE(inFlight(), 0);
    quint64 requests = 0;
    for (const auto &client : clients)
        requests += client->metrics().requests;
    QCOMPARE(requests, upstream.requestsServed()); // X03, INV4
}

QTEST_GUILESS_MAIN(tst_DemoTraffic)
#include "tst_demotraffic.moc"
