// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a call's place, permits and pauses while its credentials are had.

#include "oauthclientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestApiClientCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D2_theVerdictOutlivesCredentialsThatFail();
    void D2_credentialsThatFailBeforeTheFirstAttemptAreNoVerdict();
};

void TestApiClientCredentials::D2_theVerdictOutlivesCredentialsThatFail()
{
    OAuthFixture fixture;
    fixture.withRetry();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.grant = [&fixture](const Request &) {
        return fixture.grants == 0 ? fixture.granted("\"expires_in\":0") : OAuthFixture::refused("invalid_client");
    };
    fixture.api = [](const Request &) { return FakeOutcome::success(503); };
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(10s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(watch.lastStatus, 503);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Open);
}

void TestApiClientCredentials::D2_credentialsThatFailBeforeTheFirstAttemptAreNoVerdict()
{
    OAuthFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.grant = [](const Request &) { return OAuthFixture::refused("invalid_client"); };
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(10s);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
    QCOMPARE(fixture.client->breaker()->snapshot().consecutiveFailures, 0);
}

QTEST_GUILESS_MAIN(TestApiClientCredentials)
#include "tst_apiclient_credentials.moc"
