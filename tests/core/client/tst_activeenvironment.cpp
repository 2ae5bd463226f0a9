// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/activeenvironment.h"
#include "clientfixture.h"
#include "cookies/cookiejars.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Answers when the test says so.
class PatientStore final : public SecretStore
{
public:
    void read(const QString &, ReadCallback done) override { waiting.push_back(std::move(done)); }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }
    void answerAll(const QString &value)
    {
        for (const ReadCallback &done : std::exchange(waiting, {}))
            done(value);
    }

    std::vector<ReadCallback> waiting;
};

QList<Environment> environments()
{
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.variables = {{u"host"_s, Variable::Source::Text, u"staging.example"_s}};
    EnvironmentConfig live;
    live.name = u"Live"_s;
    live.variables = {{u"host"_s, Variable::Source::Text, u"live.example"_s},
                      {u"token"_s, Variable::Source::Keychain, {}}};
    return {{u"live"_s, live}, {u"staging"_s, staging}};
}

} // namespace

class TestActiveEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void clientsFollow();
    void secretsAreWaitedFor();
    void theLastChoiceCounts();
    void clientsWithoutValuesAreBlocked();
    void aMissingEnvironmentIsNone();
    void unchangedClientsHearNothing();
    void eachEnvironmentHasItsCookies();
    void cookiesGoWithTheirClientOrEnvironment();
    void cookiesStayWhileAFileCannotBeRead();
    void clientsAndListenersMayGo();

private:
    [[nodiscard]] QUrl base() const { return m_x->client->config().baseUrl; }

    PatientStore m_store;
    ClientConfig m_written;
    std::unique_ptr<ClientFixture> m_x;
};

void TestActiveEnvironment::init()
{
    m_store.waiting.clear();
    m_x = std::make_unique<ClientFixture>();
    m_written = m_x->config;
    m_written.baseUrl = ConfigUrl::withVariables(u"https://{{host}}/v1"_s);
    m_x->config = m_written;
    m_x->make();
}

void TestActiveEnvironment::clientsFollow()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    active.enter(u"staging"_s);
    QSignalSpy changed(&active, &ActiveEnvironment::changed);
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    QCOMPARE(base(), QUrl(u"https://staging.example/v1"_s));
    QCOMPARE(changed.size(), 1);
    QVERIFY(active.state().blocked.isEmpty());
    QList<Environment> other = environments();
    other[1].config.variables[0].text = u"other.example"_s;
    active.setEnvironments(other);
    QCOMPARE(base(), QUrl(u"https://other.example/v1"_s));
    m_written.baseUrl = ConfigUrl::withVariables(u"https://{{host}}/v2"_s);
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    QCOMPARE(base(), QUrl(u"https://other.example/v2"_s));
}

void TestActiveEnvironment::secretsAreWaitedFor()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    active.enter(u"staging"_s);
    active.enter(u"live"_s);
    QVERIFY(active.state().isOpening);
    QCOMPARE(active.state().environment.config.name, u"Live"_s);
    QCOMPARE(active.opened(), u"Staging"_s);
    QCOMPARE(base(), QUrl(u"https://staging.example/v1"_s));
    m_store.answerAll(u"CANARY-secret"_s);
    QVERIFY(!active.state().isOpening);
    QCOMPARE(active.opened(), u"Live"_s);
    QCOMPARE(base(), QUrl(u"https://live.example/v1"_s));
    QVERIFY(!m_x->client->authManager().redactor().text(u"CANARY-secret"_s).contains(u"CANARY"_s)); // S05
}

void TestActiveEnvironment::theLastChoiceCounts()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    active.enter(u"live"_s);
    active.enter(u"staging"_s);
    m_store.answerAll(u"late"_s);
    QCOMPARE(active.state().environment.slug, u"staging"_s);
    QCOMPARE(base(), QUrl(u"https://staging.example/v1"_s));
}

void TestActiveEnvironment::clientsWithoutValuesAreBlocked()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    QCOMPARE(active.state().blocked.value(u"orders"_s).faults.value(0).value, u"host"_s);
    active.enter(u"staging"_s);
    QVERIFY(active.state().blocked.isEmpty());
    active.enter({});
    QCOMPARE(active.state().blocked.size(), 1);
    QVERIFY(base().isEmpty());
    CallWatch call(m_x->client->get(u"/orders"_s));
    m_x->scheduler.runUntilIdle(1h);
    QCOMPARE(m_x->transport.requestCount(), 0);
    QVERIFY(call.error);
    active.setClient(u"orders"_s, nullptr, {});
    QVERIFY(active.state().blocked.isEmpty());
}

void TestActiveEnvironment::aMissingEnvironmentIsNone()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    active.enter(u"gone"_s);
    QVERIFY(active.state().isNone());
    active.enter(u"staging"_s);
    active.setEnvironments({});
    QVERIFY(active.state().isNone());
    QVERIFY(active.state().scope.names().isEmpty());
}

void TestActiveEnvironment::unchangedClientsHearNothing()
{
    ActiveEnvironment active(u"w"_s, m_store);
    active.setEnvironments(environments());
    m_written.baseUrl = QUrl(u"https://fixed.example"_s);
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    const auto events = m_x->client->events().size();
    active.enter(u"staging"_s);
    active.enter(u"live"_s);
    m_store.answerAll(u"s"_s);
    QCOMPARE(m_x->client->events().size(), events);
}

void TestActiveEnvironment::eachEnvironmentHasItsCookies()
{
    CookieJars jars(m_x->scheduler);
    ActiveEnvironment active(u"w"_s, m_store, &jars);
    active.setEnvironments(environments());
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    QCOMPARE(m_x->client->cookieJar(), jars.of(u"orders"_s, {}));
    active.enter(u"staging"_s);
    QCOMPARE(m_x->client->cookieJar(), jars.of(u"orders"_s, u"staging"_s));
    active.enter(u"live"_s);
    active.setClient(u"orders"_s, m_x->client.get(), m_written); // it is not open yet
    QCOMPARE(m_x->client->cookieJar(), jars.of(u"orders"_s, u"staging"_s));
    m_store.answerAll(u"secret"_s);
    QCOMPARE(m_x->client->cookieJar(), jars.of(u"orders"_s, u"live"_s));
    m_written.name = u"Orders of today"_s;
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    QCOMPARE(m_x->client->cookieJar(), jars.of(u"orders"_s, u"live"_s));
}

void TestActiveEnvironment::cookiesGoWithTheirClientOrEnvironment()
{
    CookieJars jars(m_x->scheduler);
    ActiveEnvironment active(u"w"_s, m_store, &jars);
    active.setEnvironments(environments());
    const auto kept = [&jars](const QString &client, const QString &environment) {
        return jars.of(client, environment)->cookies().size();
    };
    for (const QString &environment : {u""_s, u"live"_s, u"staging"_s}) {
        for (const QString &client : {u"orders"_s, u"users"_s})
            jars.of(client, environment)->store({{"a", "1", u"example.com"_s}});
    }
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    active.setClient(u"orders"_s, nullptr, {});
    QCOMPARE(kept(u"orders"_s, u"live"_s), 0);
    QCOMPARE(kept(u"users"_s, u"live"_s), 1);
    active.setEnvironments(environments().first(1));
    QCOMPARE(kept(u"users"_s, u"staging"_s), 0);
    QCOMPARE(kept(u"users"_s, u"live"_s), 1);
    QCOMPARE(kept(u"users"_s, {}), 1);
}

// As when an editor is just writing it.
void TestActiveEnvironment::cookiesStayWhileAFileCannotBeRead()
{
    CookieJars jars(m_x->scheduler);
    ActiveEnvironment active(u"w"_s, m_store, &jars);
    active.setEnvironments(environments());
    active.setClient(u"orders"_s, m_x->client.get(), m_written);
    active.enter(u"staging"_s);
    const auto jar = m_x->client->cookieJar();
    jar->store({{"session", "1", u"example.com"_s}});
    active.setEnvironments(environments().first(1), {u"staging"_s});
    QVERIFY(active.state().isNone());
    QVERIFY(m_x->client->cookieJar() != jar);
    active.setEnvironments(environments());
    active.enter(u"staging"_s);
    QCOMPARE(m_x->client->cookieJar(), jar);
    active.setEnvironments(environments().first(1)); // it is deleted
    active.setEnvironments(environments());
    active.enter(u"staging"_s);
    QVERIFY(m_x->client->cookieJar()->cookies().isEmpty());
}

void TestActiveEnvironment::clientsAndListenersMayGo()
{
    auto active = std::make_unique<ActiveEnvironment>(u"w"_s, m_store);
    active->setEnvironments(environments());
    active->setClient(u"orders"_s, m_x->client.get(), m_written);
    m_x->client.reset();
    active->enter(u"staging"_s);
    m_x->make();
    active->setClient(u"orders"_s, m_x->client.get(), m_written);
    connect(m_x->client.get(), &ApiClient::eventAdded, this, [&active] { active.reset(); });
    active->enter({});
    QVERIFY(!active);
    m_store.answerAll(u"too late"_s);
}

QTEST_GUILESS_MAIN(TestActiveEnvironment)
#include "tst_activeenvironment.moc"
