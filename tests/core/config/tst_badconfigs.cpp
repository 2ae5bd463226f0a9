// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"

#include <QDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

using D = ErrorDetail;

QStringList &rowNames()
{
    static QStringList names;
    return names;
}

void row(const char *file, D detail, const char *path, int line, int column, int faults = 1)
{
    rowNames().append(QString::fromLatin1(file));
    QTest::newRow(file) << detail << QString::fromUtf8(path) << line << column << faults;
}

QString badFile(const QString &name)
{
    return QStringLiteral(FUSEBOARD_TEST_DATA "/config/bad/") + name;
}

/// In every file whose name or content says so this stands where a secret belongs.
const QString canary = u"canary-4711"_s;

} // namespace

/// Every file of tests/data/config/bad is refused, with what is wrong, the field and the place. The names of the files
/// begin with the ids of ADVERSARIAL and SEMANTICS.
class BadConfigsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void everyFileHasARow();
};

void BadConfigsTest::refused_data() // NOLINT(readability-function-size): one line for each file
{
    QTest::addColumn<D>("detail");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("faults");
    row("a1-data", D::BadUrl, "base_url", 3, 15);
    row("a1-file", D::BadUrl, "base_url", 3, 15);
    row("a1-ftp", D::BadUrl, "base_url", 3, 15);
    row("a1-javascript", D::BadUrl, "base_url", 3, 15);
    row("a1-qrc", D::BadUrl, "base_url", 3, 15);
    row("a10-custom-header-crlf", D::BadHeaderValue, "auth.custom_headers.X-Key", 5, 51);
    row("a10-header-crlf", D::BadHeaderValue, "default_headers.X-A", 5, 12);
    row("a10-header-leading-space", D::BadHeaderValue, "default_headers.X-A", 5, 12);
    row("a10-secret-header-crlf", D::BadHeaderValue, "default_headers.Authorization", 5, 22);
    row("a11-header-name-empty", D::BadHeaderName, "default_headers.", 5, 5);
    row("a11-header-name-space", D::BadHeaderName, "default_headers.X…", 5, 5);
    row("a11-token-key", D::BadHeaderName, "auth.token_key", 5, 60);
    row("a12-token-newline", D::BadHeaderValue, "auth.token", 5, 32);
    row("a14-content-length", D::BadHeaderName, "default_headers.Content-Length", 5, 5);
    row("a15-header-case-twin", D::Duplicate, "default_headers.ACCEPT", 6, 5);
    row("a2-user-info", D::BadUrl, "base_url", 3, 15);
    row("a23-variable-form", D::OutOfRange, "auth.token", 5, 32);
    row("a5-encoded-host", D::BadUrl, "base_url", 3, 15);
    row("a5-fragment", D::BadUrl, "base_url", 3, 15);
    row("a5-no-host", D::BadUrl, "base_url", 3, 15);
    row("a5-no-scheme", D::BadUrl, "base_url", 3, 15);
    row("a5-relative", D::BadUrl, "base_url", 3, 15);
    row("a5-space", D::BadUrl, "base_url", 3, 15);
    row("a5-variable-in-an-option", D::BadUrl, "base_url", 3, 15);
    row("a5-variable-in-no-url", D::BadUrl, "base_url", 3, 15);
    row("a9-port-080", D::BadUrl, "base_url", 3, 15);
    row("a9-port-1e3", D::BadUrl, "base_url", 3, 15);
    row("a9-port-65536", D::BadUrl, "base_url", 3, 15);
    row("a9-port-empty", D::BadUrl, "base_url", 3, 15);
    row("a9-port-negative", D::BadUrl, "base_url", 3, 15);
    row("a9-port-superscript", D::BadUrl, "base_url", 3, 15);
    row("a9-port-zero", D::BadUrl, "base_url", 3, 15);
    row("c25-issuer-http", D::BadUrl, "auth.issuer", 5, 52);
    row("c25-token-url-http", D::BadUrl, "auth.token_url", 5, 55);
    row("c25-token-url-lookalike", D::BadUrl, "auth.token_url", 5, 55);
    row("e12-code-999", D::OutOfRange, "circuit_breaker.failure_status_codes[1]", 5, 35);
    row("e12-code-text", D::WrongType, "circuit_breaker.failure_status_codes[0]", 5, 30);
    row("e12-code-twice", D::Duplicate, "circuit_breaker.failure_status_codes[2]", 5, 40);
    row("e12-codes-number", D::WrongType, "retry.retry_status_codes", 5, 27);
    row("e15-initial-above-max", D::Contradiction, "retry.initial_delay", 5, 22);
    row("e15-max-delay-zero", D::OutOfRange, "retry.max_delay", 5, 18);
    row("e15-multiplier-1e9", D::OutOfRange, "retry.backoff_multiplier", 5, 27);
    row("e15-multiplier-half", D::OutOfRange, "retry.backoff_multiplier", 5, 27);
    row("e15-retries-1001", D::OutOfRange, "retry.max_retries", 5, 20);
    row("e15-retries-negative", D::OutOfRange, "retry.max_retries", 5, 20);
    row("e15-strategy", D::UnknownName, "retry.strategy", 5, 17);
    row("e19-connect-above-timeout", D::Contradiction, "connect_timeout", 5, 22);
    row("e19-timeout-1e10", D::OutOfRange, "timeout", 4, 14);
    row("e19-timeout-above-total", D::Contradiction, "timeout", 4, 14);
    row("e19-timeout-negative", D::OutOfRange, "timeout", 4, 14);
    row("e19-timeout-zero", D::OutOfRange, "timeout", 4, 14);
    row("e2-max-requests-2-to-63", D::OutOfRange, "rate_limit.max_requests", 5, 21);
    row("e2-max-requests-fraction", D::WrongType, "rate_limit.max_requests", 5, 21);
    row("e2-max-requests-negative", D::OutOfRange, "rate_limit.max_requests", 5, 21);
    row("e2-max-requests-zero", D::OutOfRange, "rate_limit.max_requests", 5, 21);
    row("e2-window-1e400", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e2-window-huge", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e2-window-infinity", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e2-window-nan", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e2-window-tiny", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e2-window-zero", D::OutOfRange, "rate_limit.window_seconds", 5, 23);
    row("e20-connections-zero", D::OutOfRange, "max_connections", 4, 22);
    row("e20-keepalive-above-connections", D::Contradiction, "max_keepalive_connections", 5, 32);
    row("e3-burst-half", D::WrongType, "rate_limit.burst_size", 5, 19);
    row("e3-burst-zero", D::OutOfRange, "rate_limit.burst_size", 5, 19);
    row("e8-failure-rate-zero", D::OutOfRange, "circuit_breaker.failure_rate", 5, 21);
    row("e8-minimum-above-window", D::Contradiction, "circuit_breaker.window_calls", 5, 65);
    row("e8-recovery-above-cap", D::Contradiction, "circuit_breaker.recovery_timeout", 5, 25);
    row("e8-threshold-zero", D::OutOfRange, "circuit_breaker.failure_threshold", 5, 26);
    row("e8-window-type", D::UnknownName, "circuit_breaker.window_type", 5, 20);
    row("h6-client-key", D::Missing, "tls.client_key", 4, 10);
    row("h-proxy-no-host", D::Missing, "proxy.host", 4, 12, 2);
    row("h-proxy-port", D::OutOfRange, "proxy.port", 5, 44);
    row("k1-bad-escape", D::Syntax, "name", 2, 14);
    row("k1-blank", D::Syntax, "", 1, 1);
    row("k1-comment", D::Syntax, "", 2, 3);
    row("k1-control-in-text", D::Syntax, "name", 2, 13);
    row("k1-empty", D::Syntax, "", 1, 1);
    row("k1-garbage-behind", D::Syntax, "", 5, 1);
    row("k1-hex", D::Syntax, "timeout", 4, 14);
    row("k1-leading-zero", D::Syntax, "timeout", 4, 14);
    row("k1-missing-comma", D::Syntax, "", 2, 16);
    row("k1-one-byte", D::Syntax, "", 1, 2);
    row("k1-python-true", D::Syntax, "log_requests", 4, 19);
    row("k1-single-quotes", D::Syntax, "", 2, 3);
    row("k1-trailing-comma", D::Syntax, "", 4, 16);
    row("k1-truncated-in-text", D::Syntax, "name", 2, 14);
    row("k1-truncated", D::Syntax, "base_url", 4, 7);
    row("k1-unquoted-secret", D::Syntax, "auth.token", 4, 39);
    row("k1-zeros", D::Syntax, "", 1, 1);
    row("k14-secret-number", D::WrongType, "auth.token", 5, 32);
    row("k14-secret-store", D::OutOfRange, "auth.token", 5, 32);
    row("k2-bom-and-fault", D::WrongType, "base_url", 1, 29);
    row("k2-column-in-characters", D::WrongType, "base_url", 1, 33);
    row("k2-crlf", D::WrongType, "timeout", 4, 14);
    row("k2-cut-sequence", D::NotUtf8, "", 2, 12);
    row("k2-latin1", D::NotUtf8, "", 2, 13);
    row("k2-nul-behind", D::Syntax, "", 5, 1);
    row("k2-nul", D::Syntax, "", 2, 16);
    row("k2-overlong", D::NotUtf8, "", 2, 12);
    row("k2-utf16-no-bom", D::NotUtf8, "", 1, 1);
    row("k2-utf16", D::NotUtf8, "", 1, 1);
    row("k3-duplicate-in-section", D::Duplicate, "retry.max_retries", 5, 23);
    row("k3-duplicate-key", D::Duplicate, "timeout", 5, 3);
    row("k3-flag-number", D::WrongType, "log_requests", 4, 19);
    row("k3-flag-text", D::WrongType, "follow_redirects", 4, 23);
    row("k3-header-value-number", D::WrongType, "default_headers.X-Version", 5, 18);
    row("k3-headers-list", D::WrongType, "default_headers", 4, 22);
    row("k3-missing-all", D::Missing, "name", 1, 1, 2);
    row("k3-missing-name", D::Missing, "name", 1, 1);
    row("k3-name-number", D::WrongType, "name", 2, 11);
    row("k3-root-list", D::WrongType, "", 1, 1);
    row("k3-root-text", D::WrongType, "", 1, 1);
    row("k3-section-list", D::WrongType, "retry", 4, 12);
    row("k3-section-text", D::WrongType, "auth", 4, 11);
    row("k3-timeout-null", D::WrongType, "timeout", 4, 14);
    row("k3-timeout-text", D::WrongType, "timeout", 4, 14);
    row("k3-timeout-true", D::WrongType, "timeout", 4, 14);
    row("k3-unknown-with-nan", D::OutOfRange, "x_extra", 4, 14);
    row("k4-format-negative", D::OutOfRange, "format", 2, 13);
    row("k4-format-newer", D::OutOfRange, "format", 2, 13);
    row("k4-format-text", D::WrongType, "format", 2, 13);
    row("k4-format-zero", D::OutOfRange, "format", 2, 13);
    row("k5-name-blank", D::OutOfRange, "name", 2, 11);
    row("k5-name-empty", D::OutOfRange, "name", 2, 11);
    row("k5-name-long", D::OutOfRange, "name", 2, 11);
    row("k5-name-newline", D::OutOfRange, "name", 2, 11);
    row("o14-code-without-url", D::Missing, "auth.authorization_url", 4, 11);
    row("o14-device-without-url", D::Missing, "auth.device_authorization_url", 4, 11);
    row("o14-extra-param-number", D::WrongType, "auth.extra_params.x", 5, 100);
    row("o14-extra-param-own", D::Contradiction, "auth.extra_params.client_id", 5, 95);
    row("o14-grant-type", D::UnknownName, "auth.grant_type", 5, 92);
    row("o14-password-without-user", D::Missing, "auth.username", 4, 11, 2);
    row("o14-refresh-without-token", D::Missing, "auth.refresh_token", 4, 11);
    row("o15-api-key-no-token", D::Missing, "auth.token", 4, 11);
    row("o15-basic-colon", D::OutOfRange, "auth.username", 5, 34);
    row("o15-basic-no-user", D::Missing, "auth.username", 4, 11);
    row("o15-custom-empty", D::Missing, "auth.custom_headers", 4, 11);
    row("o15-oauth2-no-url", D::Missing, "auth.token_url", 4, 11);
    row("o15-unknown-type", D::UnknownName, "auth.type", 5, 13);
    row("s04-exception-url", D::OutOfRange, "tls.exception_host", 5, 23);
    row("s04-pin", D::OutOfRange, "tls.pinned_sha256", 5, 22);
}

void BadConfigsTest::refused()
{
    QFETCH(D, detail);
    QFETCH(QString, path);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(int, faults);
    const QString file = badFile(QString::fromUtf8(QTest::currentDataTag()) + u".json"_s);
    const auto read = readClientConfigFile(file);
    QVERIFY(!read.ok());
    const Error &error = read.error();
    QCOMPARE(error.kind, ErrorKind::ConfigInvalid);
    QCOMPARE(error.detail, detail);
    QCOMPARE(error.subject, file);
    QCOMPARE(error.faults.size(), faults);
    const ConfigFault &first = error.faults.first();
    QCOMPARE(first.detail, detail);
    QCOMPARE(first.path, path);
    QCOMPARE(first.line, line);
    QCOMPARE(first.column, column);
    for (const ConfigFault &fault : error.faults) {
        QVERIFY(fault.value.size() <= 80);
        QVERIFY2(!fault.value.contains(canary.left(6)), qPrintable(fault.value));
    }
}

void BadConfigsTest::everyFileHasARow()
{
    const QStringList files = QDir(badFile({})).entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(files.size() >= 45);
    for (const QString &file : files)
        QVERIFY2(rowNames().contains(file.chopped(5)), qPrintable(file));
}

QTEST_GUILESS_MAIN(BadConfigsTest)
#include "tst_badconfigs.moc"
