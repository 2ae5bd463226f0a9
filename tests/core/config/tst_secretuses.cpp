// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/secretuses.h"

#include "auth/authmanager.h"
#include "base/virtualscheduler.h"
#include "config/authfactories.h"
#include "support/faketransport.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Notes what is asked for, and has nothing.
class NotingStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        keys.append(key);
        done(Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key));
    }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }

    QStringList keys;
};

AuthConfig customAuth()
{
    AuthConfig auth;
    auth.type = AuthType::Custom;
    auth.customHeaders = {{u"X-Key"_s, Secret::keychain()}, {u"X-Plain"_s, Secret::plain(u"p"_s)}};
    auth.customParams = {{u"a/b"_s, Secret::keychain()}};
    return auth;
}

AuthConfig passwordGrant()
{
    AuthConfig auth = createOauth2Auth(u"shop"_s, Secret::keychain(), QUrl(u"https://auth.example.com/token"_s));
    auth.grantType = GrantType::Password;
    auth.username = u"ann"_s;
    auth.password = Secret::keychain();
    return auth;
}

} // namespace

class tst_secretuses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsAreLookedUp_data();
    void sameAsAreLookedUp();
    void unsetOnesAreLeftOut();
    void signInsBringARefreshToken();
};

void tst_secretuses::sameAsAreLookedUp_data()
{
    QTest::addColumn<AuthConfig>("auth");
    QTest::newRow("API key") << createApiKeyAuth(Secret::keychain());
    QTest::newRow("bearer") << createBearerAuth(Secret::keychain());
    QTest::newRow("basic") << createBasicAuth(u"ann"_s, Secret::keychain());
    QTest::newRow("client credentials") << createOauth2Auth(u"shop"_s, Secret::keychain(),
                                                            QUrl(u"https://auth.example.com/token"_s));
    QTest::newRow("password grant") << passwordGrant();
    QTest::newRow("custom") << customAuth();
}

void tst_secretuses::sameAsAreLookedUp()
{
    QFETCH(AuthConfig, auth);
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    NotingStore store;
    const SecretKey owner = SecretKey::ofClient(u"w"_s, u"shop"_s);
    AuthManager manager(auth, u"Shop"_s, {scheduler, transport, store, nullptr, owner});
    std::optional<Error> failure;
    manager.prepare([&failure](const Result<void> &result) { failure = result.error(); });
    QVERIFY(failure->subject.startsWith("Shop/auth."_L1));

    ClientConfig config;
    config.auth = auth;
    QStringList expected;
    for (const SecretUse &use : secretUsesOf(config)) {
        // A refresh token is read when it is needed.
        if (use.secret == Secret::keychain() && use.path != "auth.refresh_token"_L1)
            expected.append(owner.withField(use.path).text());
    }
    expected.sort();
    store.keys.sort();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(store.keys, expected);
}

void tst_secretuses::unsetOnesAreLeftOut()
{
    ClientConfig config;
    QVERIFY(secretUsesOf(config).isEmpty());
    config.auth = createBasicAuth(u"ann"_s, {});
    config.proxy.emplace();
    QVERIFY(secretUsesOf(config).isEmpty());
    config.proxy->password = Secret::environment(u"PROXY"_s);
    QCOMPARE(secretUsesOf(config).size(), 1);
    QCOMPARE(secretUsesOf(config).first().path, u"proxy.password"_s);
}

void tst_secretuses::signInsBringARefreshToken()
{
    ClientConfig config;
    config.auth = createOauth2Auth(u"shop"_s, {}, QUrl(u"https://auth.example.com/token"_s));
    config.auth->grantType = GrantType::AuthorizationCode;
    QCOMPARE(secretUsesOf(config).size(), 1);
    QVERIFY(secretUsesOf(config).first() == (SecretUse{u"auth.refresh_token"_s, Secret::keychain()}));
}

QTEST_GUILESS_MAIN(tst_secretuses)
#include "tst_secretuses.moc"
