// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S05_lateAnswersDoNotTellTheOldSecret();
    void S05_defaultHeadersAreSecretsToo();
    void S01_defaultHeadersStayWithTheirOrigin();

private:
    static AuthConfig bearer(const char *token);
};

AuthConfig TestApiClientSecrets::bearer(const char *token)
{
    AuthConfig config;
    config.type = AuthType::Bearer;
    config.token = Secret::plain(QString::fromLatin1(token));
    return config;
}

void TestApiClientSecrets::S05_lateAnswersDoNotTellTheOldSecret()
{
    ClientFixture fixture;
    fixture.config.auth = bearer("canary-old");
    FakeOutcome late = FakeOutcome::success(302, {{"Location", "/echo/canary%2Dold"}});
    late.delay = 5s;
    fixture.transport.enqueue(late);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(1s);
    fixture.config.auth = bearer("canary-new");
    QVERIFY(fixture.client->reconfigure(fixture.config));
    fixture.scheduler.runUntilIdle();
    const auto redirects = watch.entries(TimelineKind::Redirect);
    QCOMPARE(redirects.size(), 1);
    QCOMPARE(redirects.first().target, QStringLiteral("https://api.example.com/echo/•••"));
}

void TestApiClientSecrets::S05_defaultHeadersAreSecretsToo()
{
    ClientFixture fixture;
    fixture.config.defaultHeaders = {{QStringLiteral("Authorization"), QStringLiteral("Bearer canary-token")}};
    fixture.make();
    fixture.config.defaultHeaders.append({QStringLiteral("X-Api-Key"), QStringLiteral("canary-key")});
    fixture.config.defaultHeaders.append({QStringLiteral("X-Tenant"), QStringLiteral("acme")});
    QVERIFY(fixture.client->reconfigure(fixture.config));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/acme/canary-token/canary-key"}}));
    CallWatch watch(fixture.client->get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.entries(TimelineKind::Redirect).first().target,
             QStringLiteral("https://api.example.com/acme/•••/•••"));
}

void TestApiClientSecrets::S01_defaultHeadersStayWithTheirOrigin()
{
    ClientFixture fixture;
    fixture.config.defaultHeaders = {{QStringLiteral("X-Vault-Token"), QStringLiteral("canary")},
                                     {QStringLiteral("X-Tenant"), QStringLiteral("canary")},
                                     {QStringLiteral("Accept"), QStringLiteral("text/plain")}};
    fixture.transport.enqueue(FakeOutcome::success(307, {{"Location", "https://other.example/"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requests().size(), 2);
    const Request &first = fixture.transport.requests().first();
    const Request &second = fixture.transport.requests().last();
    for (const char *name : {"X-Vault-Token", "X-Tenant"}) {
        QVERIFY(first.headers.contains(name));
        QVERIFY(!second.headers.contains(name));
    }
    QCOMPARE(second.headers.value("Accept"), std::optional(QByteArray("text/plain")));
}

QTEST_GUILESS_MAIN(TestApiClientSecrets)
#include "tst_apiclient_secrets.moc"
