// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/authfactories.h"
#include "config/configreader.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestAuthFactories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O15_apiKey();
    void O15_bearer();
    void O15_basic();
    void O14_clientCredentials();
    void allAreValid();
};

void TestAuthFactories::O15_apiKey()
{
    const AuthConfig plain = createApiKeyAuth(Secret::environment(u"API_KEY"_s));
    QCOMPARE(plain.type, AuthType::ApiKey);
    QCOMPARE(plain.token, Secret::environment(u"API_KEY"_s));
    QCOMPARE(plain.tokenLocation, AuthLocation::Header);
    QCOMPARE(plain.tokenKey, u"X-API-Key"_s);
    QCOMPARE(plain.tokenPrefix, QString());
    const AuthConfig named = createApiKeyAuth(Secret::keychain(), u"Authorization"_s, u"ApiKey"_s);
    QCOMPARE(named.tokenKey, u"Authorization"_s);
    QCOMPARE(named.tokenPrefix, u"ApiKey"_s);
}

void TestAuthFactories::O15_bearer()
{
    const AuthConfig auth = createBearerAuth(Secret::keychain());
    QCOMPARE(auth.type, AuthType::Bearer);
    QCOMPARE(auth.token, Secret::keychain());
    QCOMPARE(auth.tokenKey, u"Authorization"_s);
}

void TestAuthFactories::O15_basic()
{
    const AuthConfig auth = createBasicAuth(u"ann"_s, Secret::keychain());
    QCOMPARE(auth.type, AuthType::Basic);
    QCOMPARE(auth.username, u"ann"_s);
    QCOMPARE(auth.password, Secret::keychain());
}

void TestAuthFactories::O14_clientCredentials()
{
    const AuthConfig auth = createOauth2Auth(u"shop"_s, Secret::keychain(), QUrl(u"https://auth.example.com/token"_s),
                                             {u"read"_s, u"write"_s});
    QCOMPARE(auth.type, AuthType::OAuth2);
    QCOMPARE(auth.grant(), GrantType::ClientCredentials);
    QCOMPARE(auth.clientId, u"shop"_s);
    QCOMPARE(auth.clientSecret, Secret::keychain());
    QCOMPARE(auth.tokenUrl, QUrl(u"https://auth.example.com/token"_s));
    QCOMPARE(auth.scopes, (QStringList{u"read"_s, u"write"_s}));
}

void TestAuthFactories::allAreValid()
{
    ClientConfig config;
    config.name = u"x"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    for (const AuthConfig &auth :
         {createApiKeyAuth(Secret::keychain()), createBearerAuth(Secret::keychain()),
          createBasicAuth(u"ann"_s, Secret::keychain()),
          createOauth2Auth(u"shop"_s, Secret::keychain(), QUrl(u"https://auth.example.com/token"_s))}) {
        config.auth = auth;
        const auto faults = validate(config);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.value(0).path));
    }
}

QTEST_GUILESS_MAIN(TestAuthFactories)
#include "tst_authfactories.moc"
