// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;

class TestApiClientSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S01_defaultHeadersStayWithTheirOrigin();
};

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
