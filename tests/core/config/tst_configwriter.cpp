// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "config/configwriter.h"
#include "support/everyfield.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ClientConfig readBack(const QByteArray &json)
{
    const auto read = readClientConfig(json);
    return read ? read->config : ClientConfig();
}

} // namespace

class ConfigWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K16_everyFieldSurvives();
    void K16_noFieldIsForgotten();
    void goodFilesAreFixedPoints_data();
    void goodFilesAreFixedPoints();
    void onlyWhatWasChosenIsWritten();
    void emptySectionsStayOn();
    void orderIsThatOfSpec();
    void numbersAreShort();
};

void ConfigWriterTest::K16_everyFieldSurvives()
{
    const ClientConfig config = everyFieldChanged();
    QCOMPARE(validate(config), QList<ConfigFault>());
    const ClientConfig back = readBack(writeClientConfig(config));
    QCOMPARE(back.auth == config.auth, true);
    QCOMPARE(back.rateLimit == config.rateLimit, true);
    QCOMPARE(back.circuitBreaker == config.circuitBreaker, true);
    QCOMPARE(back.retry == config.retry, true);
    QCOMPARE(back.tls == config.tls, true);
    QCOMPARE(back.proxy == config.proxy, true);
    QCOMPARE(back == config, true);
}

// A member that is missing in its list of fields would be equal to its default after a round trip, which the test above
// sees only if it was changed; this one holds everyFieldChanged() to that, with the number of fields of each section.
void ConfigWriterTest::K16_noFieldIsForgotten()
{
    const QByteArray json = writeClientConfig(everyFieldChanged());
    const auto membersOf = [&json](const char *section) {
        const qsizetype from = json.indexOf("\n  \"" + QByteArray(section) + "\": {");
        const QByteArray text = json.mid(from, json.indexOf("\n  }", from) - from);
        return text.count("\n    \"");
    };
    QCOMPARE(json.count("\n  \""), 25 + 2); // format included
    QCOMPARE(membersOf("auth"), 21 + 1);
    QCOMPARE(membersOf("rate_limit"), 8 + 1);
    QCOMPARE(membersOf("circuit_breaker"), 15 + 1);
    QCOMPARE(membersOf("retry"), 12 + 1);
    QCOMPARE(membersOf("tls"), 5 + 1);
    QCOMPARE(membersOf("proxy"), 5 + 1);
}

void ConfigWriterTest::goodFilesAreFixedPoints_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(FUSEBOARD_TEST_DATA "/config/good"));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void ConfigWriterTest::goodFilesAreFixedPoints()
{
    QFETCH(QString, file);
    const auto read = readClientConfigFile(file);
    QVERIFY(read.ok());
    const QByteArray written = writeClientConfig(read->config);
    const ClientConfig back = readBack(written);
    QVERIFY(back == read->config);
    QCOMPARE(writeClientConfig(back), written);
}

void ConfigWriterTest::onlyWhatWasChosenIsWritten()
{
    ClientConfig config;
    config.name = u"api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    QCOMPARE(writeClientConfig(config),
             "{\n  \"format\": 1,\n  \"name\": \"api\",\n"
             "  \"base_url\": \"https://api.example.com\"\n}\n");
}

void ConfigWriterTest::emptySectionsStayOn()
{
    ClientConfig config;
    config.name = u"api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    config.retry = RetryConfig();
    const ClientConfig back = readBack(writeClientConfig(config));
    QVERIFY(back.retry.has_value());
    QVERIFY(!back.rateLimit.has_value());
}

void ConfigWriterTest::orderIsThatOfSpec()
{
    const QByteArray json = writeClientConfig(everyFieldChanged());
    qsizetype before = 0;
    for (const char *name : {"format",
                             "name",
                             "base_url",
                             "auth",
                             "rate_limit",
                             "circuit_breaker",
                             "retry",
                             "timeout",
                             "connect_timeout",
                             "default_headers",
                             "log_requests",
                             "log_responses",
                             "log_response_body",
                             "max_connections",
                             "max_keepalive_connections",
                             "total_timeout",
                             "pipeline",
                             "follow_redirects",
                             "max_redirects",
                             "allow_insecure_redirects",
                             "max_response_bytes",
                             "record_history",
                             "cookies",
                             "tls",
                             "proxy",
                             "z_later",
                             "a_later"}) {
        const qsizetype at = json.indexOf("\n  \"" + QByteArray(name) + "\": ");
        QVERIFY2(at >= before, name);
        before = at;
    }
    QVERIFY(json.indexOf("\"X-Z\"") < json.indexOf("\"Accept\""));
}

void ConfigWriterTest::numbersAreShort()
{
    ClientConfig config;
    config.timeout = 100ms;
    config.connectTimeout = 1ms;
    config.retry = RetryConfig();
    config.retry->backoffMultiplier = 1.1;
    config.retry->maxDelay = 90s;
    const QByteArray json = writeClientConfig(config);
    QVERIFY(json.contains("\"timeout\": 0.1,"));
    QVERIFY(json.contains("\"connect_timeout\": 0.001\n"));
    QVERIFY(json.contains("\"backoff_multiplier\": 1.1\n"));
    QVERIFY(json.contains("\"max_delay\": 90,"));
}

QTEST_GUILESS_MAIN(ConfigWriterTest)
#include "tst_configwriter.moc"
