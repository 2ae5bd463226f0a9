// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/demostory.h"

#include "auth/memorysecretstore.h"
#include "base/random.h"
#include "base/virtualscheduler.h"
#include "config/configreader.h"
#include "support/faketransport.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The lines of "fuseboard-cli demo" stand in the order of what they tell, with the time of it.
class TestDemoStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void retriesAreToldWhenTheyArePlanned();
    void waitsForTokensAreToldWhenTheyEnd();
    void refusalsAreTold();
    void ofOneKindOneIsToldInTenSeconds();
    void failedCallsAreLeftToTheTable();
    void aStoryMayEndBeforeItsCalls();

private:
    ApiClient &client(const QByteArray &more);
    void send();
    QByteArrayList lines();

    VirtualScheduler m_scheduler;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    std::FILE *m_out = nullptr;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<DemoStory> m_story;
};

void TestDemoStory::init()
{
    m_out = std::tmpfile();
    QVERIFY(m_out);
    m_transport = std::make_unique<FakeTransport>(m_scheduler);
    m_terminal = std::make_unique<Terminal>(m_out, m_out);
    m_story = std::make_unique<DemoStory>(*m_terminal, m_scheduler);
}

void TestDemoStory::cleanup()
{
    m_story.reset();
    m_client.reset();
    m_terminal.reset();
    std::fclose(m_out);
}

ApiClient &TestDemoStory::client(const QByteArray &more)
{
    const auto read = readClientConfig(R"({"name": "orders", "base_url": "http://h", )" + more + '}');
    m_client = std::make_unique<ApiClient>(read->config, Services{m_scheduler, m_random, *m_transport, m_secrets});
    connect(m_client.get(), &ApiClient::eventAdded, m_story.get(),
            [this](const ClientEvent &event) { m_story->tellEvent(*m_client, event); });
    return *m_client;
}

void TestDemoStory::send()
{
    m_story->follow(*m_client, m_client->get(u"/"_s));
}

QByteArrayList TestDemoStory::lines()
{
    std::rewind(m_out);
    QByteArray text(10'000, '\0');
    text.resize(static_cast<qsizetype>(std::fread(text.data(), 1, static_cast<std::size_t>(text.size()), m_out)));
    std::fseek(m_out, 0, SEEK_END);
    QByteArrayList found = text.split('\n');
    found.removeLast();
    return found;
}

void TestDemoStory::retriesAreToldWhenTheyArePlanned()
{
    client(R"("retry": {"max_retries": 2, "initial_delay": 5, "jitter": false})");
    m_transport->setDelay(500ms);
    m_transport->succeedWith(503);
    send();
    m_scheduler.advance(600ms);
    const QByteArrayList told = lines();
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().startsWith("  500 ms  orders         a call: retry 1 of 2 in 5 s, at "),
             told.first().constData());
    m_scheduler.advance(60s);
    for (const QByteArray &line : lines())
        QCOMPARE(line.count("retry 1 of 2"), line == told.first() ? 1 : 0);
}

void TestDemoStory::waitsForTokensAreToldWhenTheyEnd()
{
    client(R"("rate_limit": {"max_requests": 1, "window_seconds": 3, "burst_size": 1})");
    m_transport->setDelay(20s);
    m_transport->succeedWith(200);
    send();
    send();
    m_scheduler.advance(2s);
    QCOMPARE(lines().size(), 0);
    m_scheduler.advance(2s); // both calls are still under way
    QCOMPARE(lines().size(), 1);
    QVERIFY2(lines().first().startsWith("  3.00 s  orders         a call: waited 3 s for a token"),
             lines().first().constData());
}

void TestDemoStory::refusalsAreTold()
{
    client(R"("circuit_breaker": {"failure_threshold": 1})");
    m_transport->succeedWith(503);
    send();
    m_scheduler.advance(1s);
    send();
    m_scheduler.advance(1s);
    const QByteArrayList told = lines();
    QCOMPARE(told.size(), 2);
    QVERIFY2(told.at(0).contains("The breaker opened after "), told.at(0).constData());
    QVERIFY2(told.at(1).contains("  1.00 s  orders         a call: refused: The circuit of orders is open"),
             told.at(1).constData());
}

void TestDemoStory::ofOneKindOneIsToldInTenSeconds()
{
    client(R"("retry": {"max_retries": 9, "initial_delay": 3, "strategy": "fixed", "jitter": false})");
    m_transport->succeedWith(503);
    send();
    m_scheduler.advance(20s);
    const QByteArrayList told = lines();
    QCOMPARE(told.size(), 2);
    QVERIFY(told.at(0).contains("retry 1 of 9"));
    QVERIFY(told.at(1).contains("retry 5 of 9")); // after 12 s
}

void TestDemoStory::failedCallsAreLeftToTheTable()
{
    client(R"("retry": {"max_retries": 1, "initial_delay": 0.001, "jitter": false})");
    m_transport->succeedWith(503);
    send();
    m_scheduler.advance(1s);
    QCOMPARE(m_client->metrics().failed, 1u);
    QCOMPARE(lines().size(), 0);
}

void TestDemoStory::aStoryMayEndBeforeItsCalls()
{
    client(R"("retry": {"max_retries": 1, "initial_delay": 5, "jitter": false})");
    m_transport->setDelay(1s);
    m_transport->succeedWith(503);
    send();
    m_story.reset();
    m_scheduler.advance(20s);
    QCOMPARE(m_client->metrics().failed, 1u);
    QCOMPARE(lines().size(), 0);
}

QTEST_GUILESS_MAIN(TestDemoStory)
#include "tst_demostory.moc"
