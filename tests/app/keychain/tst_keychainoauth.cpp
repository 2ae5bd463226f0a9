// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/filestorelock.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "http/networktransport.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"
#include "keyringsession.h"
#include "support/loopbackconnection.h"
#include "support/loopbackserver.h"

#include <QTest>
#include <QTimer>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Refresh tokens that rotate, kept in a real keyring.
class tst_keychainoauth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void O10_storedBeforeItIsUsed();
    void C14_twoProgramsNeverUseOneTwice();
    void C13_aLockedKeyringLosesNone();

private:
    struct Program
    {
        Program(const Program &) = delete;
        explicit Program(const ClientConfig &config, const QString &folder)
            : lock(folder)
            , client(config,
                     Services{scheduler, random, transport, store, &lock, SecretKey::ofClient(u"w"_s, u"shop"_s)})
        {
        }

        SystemScheduler scheduler;
        SeededRandom random{1};
        NetworkTransport transport{{}, scheduler};
        SecretStoreChooser store{std::make_unique<SystemKeychain>(), scheduler};
        FileStoreLock lock;
        ApiClient client;
    };

    void serve(LoopbackConnection &connection, const ReceivedRequest &request);
    [[nodiscard]] ClientConfig config() const;
    void put(const QString &token);
    /// What another program finds in the keyring, without the mark of whom it was granted to.
    [[nodiscard]] QString kept() const { return m_session.lookedUpElsewhere(m_key).section(u' ', 0, 0); }

    const QString m_key = SecretKey::ofClient(u"w"_s, u"shop"_s, u"auth.refresh_token"_s).text();
    KeyringSession m_session;
    std::unique_ptr<LoopbackServer> m_server;
    SystemScheduler m_scheduler;
    std::unique_ptr<SecretStoreChooser> m_store;
    QString m_living; ///< the refresh token that the server takes
    int m_granted = 0;
    int m_refused = 0;
    QStringList m_keptWhenUsed;
};

void tst_keychainoauth::initTestCase()
{
    if (!m_session.start())
        QSKIP(qPrintable(m_session.whyNot()));
    m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
}

void tst_keychainoauth::init()
{
    QVERIFY(m_session.startKeyring());
    m_granted = 0;
    m_refused = 0;
    m_keptWhenUsed.clear();
    m_living = u"refresh-0"_s;
    m_server = std::make_unique<LoopbackServer>();
    m_server->onRequest(
        [this](LoopbackConnection &connection, const ReceivedRequest &request) { serve(connection, request); });
    put(m_living);
}

void tst_keychainoauth::put(const QString &token)
{
    // One for all tests, as a program has: it hears that the keyring before this one has gone.
    bool done = false;
    const std::function<void()> attempt = [&] {
        m_store->write(m_key, token, [&](const Result<void> &result) {
            done = result.ok();
            if (!done)
                QTimer::singleShot(std::chrono::milliseconds(100), this, attempt);
        });
    };
    attempt();
    QTRY_VERIFY_WITH_TIMEOUT(done, 60'000);
}

void tst_keychainoauth::serve(LoopbackConnection &connection, const ReceivedRequest &request)
{
    if (request.target != "/token") {
        m_keptWhenUsed.append(kept());
        connection.answer();
        return;
    }
    const QString sent = QUrlQuery(QString::fromUtf8(request.body)).queryItemValue(u"refresh_token"_s);
    if (sent != m_living) {
        ++m_refused;
        connection.answer(400, {}, R"({"error":"invalid_grant"})");
        return;
    }
    m_living = u"refresh-%1"_s.arg(++m_granted);
    // So short that each call needs a new one.
    connection.answer(200, {},
                      u"{\"token_type\":\"Bearer\",\"expires_in\":1,\"access_token\":\"access-%1\","
                      "\"refresh_token\":\"%2\"}"_s.arg(m_granted)
                          .arg(m_living)
                          .toUtf8());
}

ClientConfig tst_keychainoauth::config() const
{
    ClientConfig config;
    config.name = u"Shop"_s;
    config.baseUrl = m_server->url({});
    config.auth.emplace();
    config.auth->type = AuthType::OAuth2;
    config.auth->clientId = u"shop"_s;
    config.auth->tokenUrl = m_server->url(u"/token"_s);
    config.auth->grantType = GrantType::RefreshToken;
    config.auth->refreshToken = Secret::keychain();
    return config;
}

void tst_keychainoauth::O10_storedBeforeItIsUsed()
{
    Program program(config(), m_session.folder());
    program.client.get(u"/orders"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_keptWhenUsed, QStringList{u"refresh-1"_s}, 60'000);
    QCOMPARE(m_living, u"refresh-1"_s);
    QCOMPARE(m_refused, 0);
}

void tst_keychainoauth::C14_twoProgramsNeverUseOneTwice()
{
    Program one(config(), m_session.folder());
    Program two(config(), m_session.folder());
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
        // Who asks again before its last token is safe gets that one.
        for (Program *program : {&one, &two})
            program->client.authManager().getInitialToken([&answered](const Result<void> &) { ++answered; });
        QTRY_COMPARE_WITH_TIMEOUT(answered, (i + 1) * 2, 60'000);
        QCOMPARE(m_granted, (i + 1) * 2);
    }
    QTRY_COMPARE_WITH_TIMEOUT(kept(), u"refresh-10"_s, 60'000);
    QCOMPARE(m_refused, 0);
}

void tst_keychainoauth::C13_aLockedKeyringLosesNone()
{
    Program program(config(), m_session.folder());
    program.client.get(u"/orders"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_keptWhenUsed.size(), 1, 60'000);
    QVERIFY(m_session.lock());
    std::optional<Error> error;
    program.client.authManager().getInitialToken(
        [&error](const Result<void> &result) { error = result ? std::optional<Error>() : result.error(); });
    // Nobody can be asked here: the old token is out of reach, and none is sent that the server may have replaced.
    QTRY_VERIFY_WITH_TIMEOUT(error, 60'000);
    QCOMPARE(m_refused, 0);
    QCOMPARE(m_living, u"refresh-1"_s);
    QVERIFY(m_session.startKeyring());
    QTRY_COMPARE_WITH_TIMEOUT(program.store.status().state(), SecretStoreState::Unlocked, 60'000);
    program.client.authManager().getInitialToken(
        [&error](const Result<void> &result) { error = result ? std::optional<Error>() : result.error(); });
    QTRY_COMPARE_WITH_TIMEOUT(kept(), u"refresh-2"_s, 60'000);
}

QTEST_GUILESS_MAIN(tst_keychainoauth)
#include "tst_keychainoauth.moc"
