// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/verdict.h"

#include <QTest>

using namespace fuseboard;

namespace {

CircuitBreakerConfig listing(const QList<int> &codes)
{
    CircuitBreakerConfig config;
    config.failureStatusCodes = codes;
    return config;
}

CircuitBreakerConfig lenientWithTimeouts()
{
    CircuitBreakerConfig config;
    config.countTimeoutsAsFailures = false;
    return config;
}

CircuitBreakerConfig countingLocalErrors()
{
    CircuitBreakerConfig config;
    config.countLocalErrors = true;
    return config;
}

Error withStatus(ErrorKind kind, int status)
{
    Error error(kind);
    error.httpStatus = status;
    return error;
}

} // namespace

class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D8_statuses_data()
    {
        QTest::addColumn<CircuitBreakerConfig>("config");
        QTest::addColumn<int>("status");
        QTest::addColumn<Verdict>("verdict");
        const CircuitBreakerConfig usual;
        for (const int status : {500, 502, 503, 504})
            QTest::addRow("D8 failure %d", status) << usual << status << Verdict::Failure;
        for (const int status : {200, 204, 301, 304, 400, 403, 404, 408, 418, 422, 501, 505, 599})
            QTest::addRow("D8 success %d", status) << usual << status << Verdict::Success;
        for (const int status : {401, 407, 429})
            QTest::addRow("D8 neutral %d", status) << usual << status << Verdict::Neutral;
        QTest::newRow("D8 501 when listed") << listing({501}) << 501 << Verdict::Failure;
        QTest::newRow("D8 429 when listed") << listing({429}) << 429 << Verdict::Failure;
        QTest::newRow("E12 nothing listed") << listing({}) << 503 << Verdict::Success;
        QTest::newRow("E12 200 listed twice") << listing({200, 200}) << 200 << Verdict::Failure;
    }
    void D8_statuses()
    {
        QFETCH(CircuitBreakerConfig, config);
        QFETCH(int, status);
        QFETCH(Verdict, verdict);
        QCOMPARE(verdictFor(config, status), verdict);
        QCOMPARE(verdictFor(config, withStatus(ErrorKind::HttpStatus, status)), verdict);
    }

    void D8_errors_data()
    {
        QTest::addColumn<CircuitBreakerConfig>("config");
        QTest::addColumn<Error>("error");
        QTest::addColumn<Verdict>("verdict");
        const CircuitBreakerConfig usual;
        const auto row = [&usual](const char *name, const Error &error, Verdict verdict) {
            QTest::newRow(name) << usual << error << verdict;
        };
        row("D8 refused", Error(ErrorKind::Refused), Verdict::Failure);
        row("D8 reset", Error(ErrorKind::Reset, ErrorDetail::ClosedInBody), Verdict::Failure);
        row("D8 tls", Error(ErrorKind::Tls, ErrorDetail::CertificateExpired), Verdict::Failure);
        row("D8 tls not here", Error(ErrorKind::Tls, ErrorDetail::TlsUnavailable), Verdict::Neutral);
        row("D8 protocol", Error(ErrorKind::Protocol, ErrorDetail::NotHttp), Verdict::Failure);
        row("D8 attempt timeout", Error(ErrorKind::AttemptTimeout), Verdict::Failure);
        row("D8 no connection of ours free", Error(ErrorKind::AttemptTimeout, ErrorDetail::NoConnectionFree),
            Verdict::Neutral);
        row("D8 asleep between answer and redirect", Error(ErrorKind::AttemptTimeout, ErrorDetail::EndedAsleep),
            Verdict::Neutral);
        row("D8 connect timeout", Error(ErrorKind::ConnectTimeout), Verdict::Failure);
        row("D8 total timeout", Error(ErrorKind::TotalTimeout), Verdict::Failure);
        row("D8 cancelled", Error(ErrorKind::Cancelled), Verdict::Neutral);
        row("D8 limited here", Error(ErrorKind::RateLimited), Verdict::Neutral);
        row("D8 circuit", Error(ErrorKind::CircuitOpen), Verdict::Neutral);
        row("D8 auth", Error(ErrorKind::AuthFailed), Verdict::Neutral);
        row("D8 configuration", Error(ErrorKind::ConfigInvalid), Verdict::Neutral);
        row("D8 storage", Error(ErrorKind::Storage), Verdict::Neutral);
        row("too large but alive", withStatus(ErrorKind::TooLarge, 200), Verdict::Success);
        row("too large a failure", withStatus(ErrorKind::TooLarge, 503), Verdict::Failure);
        row("redirect blocked", withStatus(ErrorKind::RedirectBlocked, 302), Verdict::Success);
        row("B22 dns", Error(ErrorKind::Dns), Verdict::Neutral);
        row("B22 no route", Error(ErrorKind::Refused, ErrorDetail::HostUnreachable), Verdict::Neutral);
        row("B22 no way to the proxy", Error(ErrorKind::Refused, ErrorDetail::ProxyNotFound), Verdict::Neutral);
        QTest::newRow("B22 no way to the proxy, counted")
            << countingLocalErrors() << Error(ErrorKind::Refused, ErrorDetail::ProxyNotFound) << Verdict::Failure;
        row("B22 proxy", Error(ErrorKind::Refused, ErrorDetail::ProxyFailed), Verdict::Failure);
        QTest::newRow("B22 dns counted") << countingLocalErrors() << Error(ErrorKind::Dns) << Verdict::Failure;
        QTest::newRow("B22 no route counted")
            << countingLocalErrors() << Error(ErrorKind::Refused, ErrorDetail::HostUnreachable) << Verdict::Failure;
        const auto uncounted = [](const char *name, const Error &error, Verdict verdict) {
            QTest::newRow(name) << lenientWithTimeouts() << error << verdict;
        };
        uncounted("E13 D8 attempt timeout not counted", Error(ErrorKind::AttemptTimeout), Verdict::Neutral);
        uncounted("E13 D8 connect timeout not counted", Error(ErrorKind::ConnectTimeout), Verdict::Neutral);
        uncounted("E13 D8 total timeout not counted", Error(ErrorKind::TotalTimeout), Verdict::Neutral);
        uncounted("E13 D8 408 is no timeout of ours", withStatus(ErrorKind::HttpStatus, 408), Verdict::Success);
        uncounted("E13 D8 504 is none either", withStatus(ErrorKind::HttpStatus, 504), Verdict::Failure);
        uncounted("E13 D8 refused all the same", Error(ErrorKind::Refused), Verdict::Failure);
        uncounted("E13 D8 reset all the same", Error(ErrorKind::Reset), Verdict::Failure);
    }
    void D8_errors()
    {
        QFETCH(CircuitBreakerConfig, config);
        QFETCH(Error, error);
        QFETCH(Verdict, verdict);
        QCOMPARE(verdictFor(config, error), verdict);
    }
};

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
