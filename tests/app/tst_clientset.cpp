// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "clientset.h"
#include "config/authfactories.h"
#include "support/loopbackserver.h"

#include <QDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that answers when it is told to.
class SlowSecretStore final : public SecretStore
{
public:
    void read(const QString &, ReadCallback done) override
    {
        ++reads;
        m_asked.append(std::move(done));
    }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }
    void answer(const Result<QString> &secret)
    {
        for (const ReadCallback &done : std::exchange(m_asked, {}))
            done(secret);
    }

    int reads = 0;

private:
    QList<ReadCallback> m_asked;
};

/// Of this process; 0 where the system does not tell.
int threads()
{
    const QDir folder(u"/proc/self/task"_s);
    return folder.exists() ? static_cast<int>(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size()) : 0;
}

} // namespace

/// The living clients and their proxies' passwords.
class TestClientSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ADV_H11_thePasswordComesFromTheStore();
    void ADV_H11_withoutThePasswordNothingIsSent();
    void ADV_H11_aNewPasswordIsTaken();
    void ADV_H11_requestsWaitForThePassword_data();
    void ADV_H11_requestsWaitForThePassword();
    void trialsAskTheStoreToo();
    void ADV_J12_O2_aThousandClients();

private:
    [[nodiscard]] ClientConfig config() const;
    void makeClients();
    [[nodiscard]] Result<ApiResponse> sent(ApiClient &client);

    SystemScheduler m_scheduler;
    SeededRandom m_random{1};
    std::unique_ptr<LoopbackServer> m_proxy;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<ClientSet> m_clients;
    QByteArrayList m_credentials; // as they came to the proxy
};

void TestClientSet::init()
{
    m_credentials.clear();
    m_secrets = std::make_unique<MemorySecretStore>();
    m_proxy = std::make_unique<LoopbackServer>();
    m_proxy->onRequest([this](LoopbackConnection &connection, const ReceivedRequest &request) {
        m_credentials << request.headers.value("Proxy-Authorization").value_or("none");
        connection.answer(200, {}, "through");
    });
}

void TestClientSet::cleanup()
{
    m_clients.reset();
    m_proxy.reset();
}

ClientConfig TestClientSet::config() const
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.baseUrl = QUrl(u"http://api.example"_s);
    config.proxy = ProxyConfig{
        .type = ProxyType::Http, .host = u"127.0.0.1"_s, .port = m_proxy->port(), .username = u"u"_s};
    config.proxy->password = Secret::keychain();
    return config;
}

void TestClientSet::makeClients()
{
    Workspace workspace;
    workspace.clients = {WorkspaceClient{u"orders"_s, config(), {}}};
    m_clients = std::make_unique<ClientSet>(workspace, m_scheduler, m_random,
                                            ClientSet::Secrets{*m_secrets, nullptr, u"w"_s});
}

Result<ApiResponse> TestClientSet::sent(ApiClient &client)
{
    std::optional<Result<ApiResponse>> end;
    connect(client.get(u"/x"_s), &Call::finished, this, [&end](const Result<ApiResponse> &result) { end = result; });
    const bool ended = QTest::qWaitFor([&end] { return end.has_value(); }, 5000);
    return ended ? *end : Result<ApiResponse>(Error(ErrorKind::Cancelled));
}

void TestClientSet::ADV_H11_thePasswordComesFromTheStore()
{
    m_secrets->write(u"w/orders/proxy.password"_s, u"canary-p"_s, [](const Result<void> &) {});
    makeClients();
    ApiClient &client = *m_clients->clients().first();
    QVERIFY(sent(client).ok());
    QCOMPARE(m_credentials, QByteArrayList{"Basic " + QByteArray("u:canary-p").toBase64()});
    QCOMPARE(client.redactorFor({"GET", QUrl(u"/x"_s)}).text(u"it said canary-p"_s), u"it said "_s + Redactor::mask());
}

void TestClientSet::ADV_H11_withoutThePasswordNothingIsSent()
{
    makeClients();
    const auto end = sent(*m_clients->clients().first());
    QVERIFY(!end.ok());
    QCOMPARE(end.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(end.error().detail, ErrorDetail::SecretMissing);
    QCOMPARE(end.error().subject, u"orders/proxy.password"_s);
    QCOMPARE(m_proxy->connectionCount(), 0);
}

void TestClientSet::ADV_H11_aNewPasswordIsTaken()
{
    makeClients();
    QVERIFY(!sent(*m_clients->clients().first()).ok());
    m_secrets->write(u"w/orders/proxy.password"_s, u"canary-n"_s, [](const Result<void> &) {});
    m_clients->reloadSecrets(0);
    QVERIFY(sent(*m_clients->clients().first()).ok());
    QCOMPARE(m_credentials, QByteArrayList{"Basic " + QByteArray("u:canary-n").toBase64()});
}

void TestClientSet::ADV_H11_requestsWaitForThePassword_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("there") << true;
    QTest::newRow("missing") << false;
}

void TestClientSet::ADV_H11_requestsWaitForThePassword()
{
    QFETCH(bool, isThere);
    auto slow = std::make_unique<SlowSecretStore>();
    SlowSecretStore &store = *slow;
    m_secrets = std::move(slow);
    makeClients();
    std::optional<Result<ApiResponse>> end;
    connect(m_clients->clients().first()->get(u"/x"_s), &Call::finished, this,
            [&end](const Result<ApiResponse> &result) { end = result; });
    Call *given = m_clients->clients().first()->get(u"/y"_s);
    QTRY_VERIFY(!given->timeline().isEmpty());
    given->cancel();
    QVERIFY(!end && m_credentials.isEmpty());
    store.answer(isThere ? Result<QString>(u"canary-p"_s)
                         : Result<QString>(Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing)));
    QTRY_VERIFY(end.has_value());
    QCOMPARE(end->ok(), isThere);
    QCOMPARE(m_credentials.size(), isThere ? 1 : 0);
    QVERIFY(isThere || end->error().subject == u"orders/proxy.password"_s);
}

void TestClientSet::trialsAskTheStoreToo()
{
    m_secrets->write(u"w/orders/proxy.password"_s, u"canary-p"_s, [](const Result<void> &) {});
    makeClients();
    const auto trial = m_clients->makeTrial(u"orders"_s, config());
    QVERIFY(sent(*trial).ok());
}

// Who starts a program with them waits for no keychain, and is asked for nothing.
void TestClientSet::ADV_J12_O2_aThousandClients()
{
    auto slow = std::make_unique<SlowSecretStore>();
    const SlowSecretStore &store = *slow;
    m_secrets = std::move(slow);
    Workspace workspace;
    for (int i = 0; i < 1'000; ++i) {
        ClientConfig client = config();
        client.auth = createBearerAuth(Secret::keychain());
        client.circuitBreaker = CircuitBreakerConfig();
        client.rateLimit = RateLimitConfig();
        if (i > 0)
            client.proxy.reset();
        workspace.clients.append(WorkspaceClient{u"client-%1"_s.arg(i), client, {}});
    }
    const int before = threads();
    m_clients = std::make_unique<ClientSet>(workspace, m_scheduler, m_random,
                                            ClientSet::Secrets{*m_secrets, nullptr, u"w"_s});
    QCOMPARE(m_clients->clients().size(), 1'000);
    QCOMPARE_LE(threads(), before + 4);
    QCOMPARE(store.reads, 1); // the password of the one proxy: connections are made with it
    Call *call = m_clients->clients().last()->get(u"/x"_s);
    QTRY_COMPARE(store.reads, 2);
    call->cancel();
}

QTEST_GUILESS_MAIN(TestClientSet)
#include "tst_clientset.moc"
