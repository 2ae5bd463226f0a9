// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// R23: "fuseboard-cli send" explains each wait and decision with reason, figure and end, in the JSON and in the text.
class TestCliTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R23_explains_data();
    void R23_explains();
    void L23_explainsThePauseOfAnEarlierRun();
    void O02_tellsOfAReplay();
    void R08_tellsOfACancellation();
    void everyFieldIsDocumented();

private:
    static void addWaits();
    static void addRefusals();
    static void addRetries();
    static void addEnds();
    void freshUpstream();
    QString clientFile(const QByteArray &more, const QByteArray &path = {});
    QJsonObject send(const QByteArray &more, const QString &words);
    QByteArray tell(const QByteArray &more, const QString &words);

    QTemporaryDir m_folder;
    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
    QSet<QString> m_fields; // all that have occurred
};

namespace {

/// All entries of all results, each with the start of its call.
QList<QJsonObject> entriesOf(const QJsonObject &report)
{
    QList<QJsonObject> entries;
    const QJsonArray results = report.value("results"_L1).toArray();
    for (const auto &result : results) {
        const QJsonArray timeline = result.toObject().value("timeline"_L1).toArray();
        for (const auto &each : timeline) {
            QJsonObject entry = each.toObject();
            entry.insert(u"started_at"_s, result.toObject().value("started_at"_L1));
            entries.append(entry);
        }
    }
    return entries;
}

/// The fields of expected stand in entry: equal, or any number where a null is expected.
bool matches(const QJsonObject &entry, const QJsonObject &expected)
{
    for (auto field = expected.begin(); field != expected.end(); ++field) {
        const QJsonValue value = entry.value(field.key());
        const bool fits = field->isNull() ? value.isDouble() : value == *field;
        if (!fits)
            return false;
    }
    return true;
}

/// Errors speak as the story does: with the client's name, and the end of what was to be waited for.
void checkErrors(const QJsonObject &report)
{
    const QJsonArray results = report.value("results"_L1).toArray();
    for (const auto &result : results) {
        const QJsonObject error = result.toObject().value("error"_L1).toObject();
        const QByteArray text = error.value("text"_L1).toString().toUtf8();
        QVERIFY2(!text.contains("this client") && !text.contains("GET /"), text.constData());
        if (error.contains("retry_in_ms"_L1) && error.value("kind"_L1) != u"http_error"_s)
            QVERIFY2(text.contains(" demo ") && text.contains(" (at "), text.constData());
    }
}

/// Whether an entry must say when its wait ends: all that wait do, and refusals unless nobody can know.
bool mustHaveAnEnd(const QJsonObject &entry)
{
    const QString kind = entry.value("kind"_L1).toString();
    const QString reason = entry.value("reason"_L1).toString();
    if (kind == u"refused"_s)
        return !QStringList{u"probe_in_flight"_s, u"isolated"_s, u"forced_open"_s, u"cost_above_burst"_s}.contains(
            reason);
    if (kind == u"gave_up"_s)
        return QStringList{u"server_delay_too_long"_s, u"total_timeout_ahead"_s, u"circuit_open"_s}.contains(reason);
    return QStringList{u"token_wait"_s, u"server_pause"_s, u"backoff"_s}.contains(kind);
}

QDateTime timeOf(const QJsonValue &moment)
{
    return QDateTime::fromString(moment.toString(), Qt::ISODateWithMs);
}

/// The wait that an entry's "until" ends.
double waitOf(const QJsonObject &entry)
{
    for (const auto field : {"expected_ms"_L1, "delay_ms"_L1, "wait_ms"_L1}) {
        if (entry.contains(field))
            return entry.value(field).toDouble();
    }
    return -1;
}

void collect(const QJsonValue &value, QSet<QString> &fields)
{
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        fields.insert(field.key());
        collect(*field, fields);
    }
    const QJsonArray list = value.toArray();
    for (const auto &item : list)
        collect(item, fields);
}

} // namespace

void TestCliTimeline::freshUpstream()
{
    m_upstream.reset();
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY(m_upstream->listen());
}

QString TestCliTimeline::clientFile(const QByteArray &more, const QByteArray &path)
{
    QByteArray text = R"({"name": "demo", "base_url": "UPSTREAM)" + path + '"'
        + (more.isEmpty() ? QByteArray() : QByteArray(", " + more)) + "}";
    QByteArray url = m_upstream->url().toEncoded();
    while (url.endsWith('/'))
        url.chop(1);
    QFile file(m_folder.filePath(u"client.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text.replace("UPSTREAM", url));
    return file.fileName();
}

QJsonObject TestCliTimeline::send(const QByteArray &more, const QString &words)
{
    freshUpstream();
    CliProcess cli(QStringList{u"send"_s, u"--json"_s, u"--client"_s, clientFile(more)} + words.split(u' '));
    cli.waitForEnd();
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(cli.out(), &parsed);
    [&] { QVERIFY2(parsed.error == QJsonParseError::NoError, (cli.out() + cli.err()).constData()); }();
    collect(document.object(), m_fields);
    return document.object();
}

QByteArray TestCliTimeline::tell(const QByteArray &more, const QString &words)
{
    freshUpstream();
    CliProcess cli(QStringList{u"send"_s, u"--client"_s, clientFile(more)} + words.split(u' '));
    cli.waitForEnd();
    return cli.out() + cli.err();
}

void TestCliTimeline::R23_explains_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QJsonObject>("entry"); // a null stands for any number
    QTest::addColumn<QString>("told"); // a regular expression; §N is a span, §T a time of day
    addWaits();
    addRefusals();
    addRetries();
    addEnds();
}

namespace {

void addStory(const char *name, const QByteArray &client, const QString &words, const QJsonObject &entry,
              const QString &told)
{
    QTest::newRow(name) << client << words << entry << told;
}

} // namespace

void TestCliTimeline::addWaits()
{
    addStory("L08 token wait", R"("rate_limit": {"max_requests": 10, "window_seconds": 1, "burst_size": 1})",
             u"--repeat 3 --concurrency 3 GET /orders"_s,
             {{u"kind"_s, u"token_wait"_s},
              {u"reason"_s, u"no_token"_s},
              {u"place"_s, 2},
              {u"attempt"_s, 1},
              {u"duration_ms"_s, {}},
              {u"expected_ms"_s, {}}},
             u"waited §N for a token: place 2 in the queue, expected §N, until §T"_s);
    addStory("L19 quota used up", R"("rate_limit": {})", u"--repeat 2 GET /limited/orders?limit=1&window=1"_s,
             {{u"kind"_s, u"server_pause"_s},
              {u"reason"_s, u"quota_used_up"_s},
              {u"source"_s, u"quota_used_up"_s},
              {u"source_status"_s, 200},
              {u"header"_s, u"X-RateLimit-Reset"_s},
              {u"expected_ms"_s, {}}},
             u"paused §N, until §T: nothing is left of the server's quota, its 200 said X-RateLimit-Reset: [0-9]+\n"_s);
    addStory("D9 a 429 without header", R"("rate_limit": {})", u"--repeat 2 GET /healthy?status=429"_s,
             {{u"kind"_s, u"server_pause"_s},
              {u"reason"_s, u"too_many_requests"_s},
              {u"source_status"_s, 429},
              {u"expected_ms"_s, {}}},
             u"paused §N, until §T: the server's 429 did not say how long\n"_s);
    addStory("S01 redirect", "", u"GET /redirect/1?status=307"_s,
             {{u"kind"_s, u"redirect"_s}, {u"status"_s, 307}, {u"attempt"_s, 1}, {u"wait_ms"_s, 0}},
             u"307 leads to http://127.0.0.1:[0-9]+/redirect/headers"_s);
}

void TestCliTimeline::addRefusals() // NOLINT(readability-function-size): one story for each
{
    const auto refused = [](const QString &reason, const QString &by,
                            std::initializer_list<QPair<QString, QJsonValue>> more) {
        QJsonObject entry{{u"kind"_s, u"refused"_s}, {u"reason"_s, reason}, {u"by"_s, by}};
        for (const auto &field : more)
            entry.insert(field.first, field.second);
        return entry;
    };
    addStory(
        "B01 circuit open", R"("circuit_breaker": {"failure_threshold": 2})", u"--repeat 3 GET /healthy?status=503"_s,
        refused(
            u"failures_reached"_s, u"circuit_breaker"_s,
            {{u"rule"_s, u"failures_in_a_row"_s}, {u"failures"_s, 2}, {u"failure_threshold"_s, 2}, {u"wait_ms"_s, {}}}),
        u"refused: The circuit of demo is open, so nothing was sent: 2 of 2 failures in a row. The next probe is "
        "allowed in 1 min .at §T.."_s);
    addStory(
        "B03 rate reached", R"("circuit_breaker": {"failure_rate": 50, "minimum_calls": 4})",
        u"--repeat 5 GET /flaky?n=1"_s,
        refused(u"failures_reached"_s, u"circuit_breaker"_s,
                {{u"rule"_s, u"failure_rate"_s}, {u"failures"_s, 4}, {u"window_calls"_s, 4}, {u"failure_rate"_s, 50}}),
        u"refused: The circuit of demo is open, so nothing was sent: 4 of 4 calls failed, and 50 % of them are"_s);
    // Three wait for their retry when the fourth opens the circuit. The first one back is the probe, and still under
    // way when the others come.
    addStory("B19 probe in flight",
             R"("pipeline": "per_attempt", "circuit_breaker": {"failure_threshold": 4, "recovery_timeout": 0.1},
             "retry": {"max_retries": 1, "initial_delay": 1, "jitter": false})",
             u"--repeat 4 --concurrency 4 GET /healthy?status=503&delay=0.5"_s,
             refused(u"probe_in_flight"_s, u"circuit_breaker"_s, {{u"attempt"_s, 2}}),
             u"refused: The circuit of demo is half-open and its probe is under way"_s);
    addStory(
        "L11 max_wait", R"("rate_limit": {"max_requests": 1, "window_seconds": 60, "burst_size": 1, "max_wait": 2})",
        u"--repeat 2 GET /orders"_s,
        refused(u"wait_too_long"_s, u"rate_limit"_s, {{u"limit_ms"_s, 2000}, {u"wait_ms"_s, {}}, {u"waiting"_s, 0}}),
        u"refused: A token of demo is §N .at §T. away, longer than the 2 s a call may wait"_s);
    addStory(
        "L13 max_queue", R"("rate_limit": {"max_requests": 4, "window_seconds": 1, "burst_size": 1, "max_queue": 1})",
        u"--repeat 3 --concurrency 3 GET /orders"_s,
        refused(u"queue_full"_s, u"rate_limit"_s, {{u"waiting"_s, 1}, {u"wait_ms"_s, {}}}),
        u"refused: The queue of demo is full: 1 call waits for a token already. There is room in about §N .at §T."_s);
    addStory(
        "R09 total timeout ahead",
        R"("timeout": 1, "total_timeout": 2, "rate_limit": {"max_requests": 1, "window_seconds": 60, "burst_size": 1})",
        u"--repeat 2 GET /orders"_s,
        refused(u"wait_too_long"_s, u"total_timeout"_s, {{u"limit_ms"_s, 2000}, {u"wait_ms"_s, {}}}),
        u"refused: A token of demo is §N .at §T. away, beyond the 2 s that the call has in all"_s);
    addStory("R09 total timeout within a pause", R"("timeout": 1, "total_timeout": 2, "rate_limit": {})",
             u"--repeat 2 GET /limited/orders?limit=1&window=90"_s,
             refused(u"wait_too_long"_s, u"total_timeout"_s,
                     {{u"limit_ms"_s, 2000},
                      {u"wait_ms"_s, {}},
                      {u"source"_s, u"quota_used_up"_s},
                      {u"header"_s, u"X-RateLimit-Reset"_s}}),
             u"refused: The server asks demo to wait §N .at §T., beyond the 2 s that the call has in all.*"
             "X-RateLimit-Reset: [0-9]+"_s);
    addStory("L11 max_wait within a pause", R"("rate_limit": {"max_wait": 2})",
             u"--repeat 2 GET /limited/orders?limit=1&window=90"_s,
             refused(u"wait_too_long"_s, u"rate_limit"_s,
                     {{u"limit_ms"_s, 2000},
                      {u"wait_ms"_s, {}},
                      {u"source"_s, u"quota_used_up"_s},
                      {u"header"_s, u"X-RateLimit-Reset"_s}}),
             u"refused: The server asks demo to wait §N .at §T., longer than the 2 s a call may wait.*raise max_wait.*"
             "X-RateLimit-Reset: [0-9]+"_s);
    addStory(
        "D6 pause too long", R"("rate_limit": {}, "retry": {"max_server_delay": 3})",
        u"--repeat 2 GET /limited/orders?limit=1&window=90"_s,
        refused(u"server_pause_too_long"_s, u"rate_limit"_s,
                {{u"limit_ms"_s, 3000}, {u"source"_s, u"quota_used_up"_s}, {u"header"_s, u"X-RateLimit-Reset"_s}}),
        u"refused: The server asks demo to wait §N .at §T., longer than the 3 s allowed.*X-RateLimit-Reset: [0-9]+"_s);
}

void TestCliTimeline::addRetries() // NOLINT(readability-function-size): one story for each
{
    const QByteArray quick =
        R"("timeout": 0.3, "connect_timeout": 0.2, "retry": {"max_retries": 2, "initial_delay": 0.02})";
    const auto retry = [](const QString &reason, int number, std::initializer_list<QPair<QString, QJsonValue>> more) {
        QJsonObject entry{{u"kind"_s, u"backoff"_s}, {u"reason"_s, reason}, {u"retry"_s, number}, {u"delay_ms"_s, {}}};
        for (const auto &field : more)
            entry.insert(field.first, field.second);
        return entry;
    };
    addStory(
        "R02 status listed", quick, u"GET /flaky?n=1"_s,
        retry(u"status_listed"_s, 2,
              {{u"max_retries"_s, 2},
               {u"attempt"_s, 3},
               {u"source"_s, u"backoff"_s},
               {u"strategy"_s, u"exponential"_s},
               {u"initial_delay_ms"_s, 20},
               {u"backoff_multiplier"_s, 2},
               {u"max_delay_ms"_s, 60'000},
               {u"base_ms"_s, 40},
               {u"jitter_ms"_s, {}}}),
        u"retry 2 of 2 in §N, at §T: its status is in retry_status_codes; exponential 20 ms × 2\\^1 = 40 ms(, jitter "
        "[+−][0-9]+ %)?\n"_s); // one of less than half a percent is not told
    addStory("R10 timed out", quick, u"GET /hang"_s, retry(u"attempt_timed_out"_s, 1, {{u"base_ms"_s, 20}}),
             u"retry 1 of 2 in §N, at §T: timeouts are retried .retry_on_timeout.; exponential 20 ms"_s);
    addStory("transport failed", quick, u"GET /half/orders"_s, retry(u"transport_failed"_s, 1, {}),
             u"retry 1 of 2 in §N, at §T: failed connections are retried;"_s);
    addStory("R02 linear",
             R"("retry": {"max_retries": 2, "initial_delay": 0.01, "strategy": "linear", "jitter": false})",
             u"GET /flaky?n=1"_s,
             retry(u"status_listed"_s, 2, {{u"strategy"_s, u"linear"_s}, {u"base_ms"_s, 40}, {u"jitter_ms"_s, 0}}),
             u"retry 2 of 2 in 40 ms, at §T: its status is in retry_status_codes; linear 10 ms × 2 × 2 = 40 ms\n"_s);
    addStory("D6 Retry-After", R"("retry": {"max_retries": 2})",
             u"--repeat 2 --concurrency 2 GET /limited/orders?limit=1&window=1"_s,
             retry(u"status_listed"_s, 1,
                   {{u"source"_s, u"retry_after"_s},
                    {u"header"_s, u"Retry-After"_s},
                    {u"header_value"_s, u"1"_s},
                    {u"base_ms"_s, 1000},
                    {u"jitter_ms"_s, {}}}),
             u"retry 1 of 2 in §N, at §T: its status is in retry_status_codes; the server's 429 said Retry-After: 1"
             "(, jitter|\n)"_s);
}

void TestCliTimeline::addEnds()
{
    const auto ended = [](const QString &reason, std::initializer_list<QPair<QString, QJsonValue>> more = {}) {
        QJsonObject entry{{u"kind"_s, u"gave_up"_s}, {u"reason"_s, reason}, {u"attempt"_s, {}}};
        for (const auto &field : more)
            entry.insert(field.first, field.second);
        return entry;
    };
    const QByteArray quick =
        R"("timeout": 0.3, "connect_timeout": 0.2, "retry": {"max_retries": 1, "initial_delay": 0.02)";
    addStory("R01 used up", quick + "}", u"GET /flaky?n=1"_s,
             ended(u"retries_used_up"_s, {{u"retry"_s, 1}, {u"max_retries"_s, 1}}),
             u"no further retry: the only one is used up"_s);
    addStory("R11 unsafe method", quick + "}", u"POST /flaky?n=1"_s, ended(u"unsafe_method"_s),
             u"no further retry: the server may have carried the request out, and POST is not safe to repeat"_s);
    addStory("R22 not retryable", quick + "}", u"GET /healthy?status=501"_s, ended(u"not_retryable"_s),
             u"no further retry: it cannot mend this failure"_s);
    addStory("retries off", "", u"GET /flaky?n=1"_s, ended(u"retry_off"_s),
             u"no further retry: retries are off for this client"_s);
    addStory("R10 timeouts not retried", quick + R"(, "retry_on_timeout": false})", u"GET /hang"_s,
             ended(u"timeouts_not_retried"_s), u"no further retry: timeouts are not retried .retry_on_timeout."_s);
    addStory(
        "D6 delay too long", R"("retry": {"max_server_delay": 3})",
        u"--repeat 2 --concurrency 2 GET /limited/orders?limit=1&window=90"_s,
        ended(u"server_delay_too_long"_s,
              {{u"delay_ms"_s, {}}, {u"limit_ms"_s, 3000}, {u"header"_s, u"Retry-After"_s}, {u"source_status"_s, 429}}),
        u"no further retry: a wait of §N was asked for, until §T, longer than max_server_delay of 3 s: the server's "
        "429 said Retry-After: [0-9]+"_s);
    addStory("R09 total ahead",
             R"("timeout": 0.5, "connect_timeout": 0.2, "total_timeout": 1, "retry": {"initial_delay": 5})",
             u"GET /flaky?n=1"_s, ended(u"total_timeout_ahead"_s, {{u"delay_ms"_s, {}}, {u"limit_ms"_s, 1000}}),
             u"no further retry: the wait of §N would end too late, at §T, beyond the total timeout of 1 s"_s);
    addStory(
        "R17 circuit opened", quick + R"(}, "pipeline": "per_attempt", "circuit_breaker": {"failure_threshold": 1})",
        u"GET /flaky?n=1"_s,
        ended(u"circuit_open"_s, {{u"rule"_s, u"failures_in_a_row"_s}, {u"failures"_s, 1}, {u"wait_ms"_s, {}}}),
        u"no further retry: the circuit of demo opened after 1 of 1 failures in a row. The next probe is allowed in "
        "1 min .at §T."_s);
    addStory("R19 budget", R"("retry": {"max_retries": 1, "initial_delay": 0.2, "retry_budget": 0})",
             u"--repeat 8 --concurrency 8 GET /flaky?n=1"_s,
             ended(u"budget_used_up"_s, {{u"retry_budget"_s, 0}, {u"retrying"_s, 3}}),
             u"no further retry: too many calls are being retried already: 3 .retry_budget is 0."_s);
}

void TestCliTimeline::R23_explains()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QString, words);
    QFETCH(const QJsonObject, entry);
    QFETCH(QString, told);
    const QJsonObject report = send(client, words);
    const QByteArray shown = QJsonDocument(report).toJson();
    bool found = false;
    for (const QJsonObject &each : entriesOf(report)) {
        found = found || matches(each, entry);
        const double jitter = std::abs(each.value("jitter_ms"_L1).toDouble());
        QVERIFY2(jitter <= each.value("base_ms"_L1).toDouble() / 4 + 0.001, shown.constData()); // D6
        QVERIFY2(!each.value("until"_L1).isNull() || !mustHaveAnEnd(each), shown.constData());
        if (each.value("until"_L1).isNull())
            continue;
        // The end of a wait is its begin and its length.
        const QDateTime end = timeOf(each.value("until"_L1));
        const QDateTime start = timeOf(each.value("started_at"_L1));
        QVERIFY2(end.isValid() && end.timeSpec() == Qt::UTC && start.isValid(), shown.constData());
        const double length = each.value("at_ms"_L1).toDouble() + waitOf(each);
        QVERIFY2(std::abs(double(start.msecsTo(end)) - length) < 3, shown.constData());
        QVERIFY2(waitOf(each) > 0, shown.constData());
    }
    QVERIFY2(found, shown.constData());
    checkErrors(report);

    told.replace(u"§N"_s, u"[0-9.]+ (ms|s|min)( [0-9]+ s)?"_s);
    told.replace(u"§T"_s, u"[0-2][0-9]:[0-5][0-9]:[0-9.]+"_s);
    const QByteArray story = tell(client, words);
    const QRegularExpression expression(told);
    QVERIFY(expression.isValid());
    QVERIFY2(expression.match(QString::fromUtf8(story)).hasMatch(), (told.toUtf8() + "\n\n" + story).constData());
}

void TestCliTimeline::L23_explainsThePauseOfAnEarlierRun()
{
    freshUpstream();
    const QTemporaryDir cache;
    const auto run = [&, file = clientFile(R"("rate_limit": {})")](const QStringList &more) {
        CliProcess cli(QStringList{u"send"_s, u"--client"_s, file} + more
                           + QStringList{u"GET"_s, u"/limited/orders?limit=1&window=2"_s},
                       {u"XDG_CACHE_HOME="_s + cache.path()});
        cli.waitForEnd();
        return cli.out();
    };
    run({});
    const QByteArray report = run({u"--json"_s});
    const QJsonObject expected{
        {u"kind"_s, u"server_pause"_s}, {u"reason"_s, u"quota_used_up"_s},
        {u"source_status"_s, 200},      {u"header"_s, u"X-RateLimit-Reset"_s},
        {u"expected_ms"_s, {}},
    };
    const auto entries = entriesOf(QJsonDocument::fromJson(report).object());
    QVERIFY2(!entries.isEmpty() && matches(entries.first(), expected), report.constData());
    QVERIFY(!entries.first().value("header_value"_L1).toString().isEmpty());
    QVERIFY(timeOf(entries.first().value("until"_L1)).isValid());
    const QByteArray story = run({});
    QVERIFY2(story.contains(": nothing is left of the server's quota, its 200 said X-RateLimit-Reset: "),
             story.constData());
}

void TestCliTimeline::O02_tellsOfAReplay()
{
    freshUpstream();
    const QByteArray oauth = R"("auth": {"type": "oauth2", "client_id": "demo", "client_secret": "${env:OAUTH_SECRET}",
        "token_url": "UPSTREAM/oauth/token"})";
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, clientFile(oauth, "/oauth/api"), u"--repeat"_s, u"40"_s,
                    u"GET"_s, u"/orders?delay=0.05"_s},
                   {u"OAUTH_SECRET=demo-secret"_s});
    QTRY_VERIFY(m_upstream->requestsServed() > 5);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_upstream->port());
    socket.write("POST /oauth/revoke HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    collect(report, m_fields);
    int replays = 0;
    for (const QJsonObject &entry : entriesOf(report)) {
        if (entry.value("kind"_L1) != u"replay"_s)
            continue;
        ++replays;
        QCOMPARE(entry.value("reason"_L1).toString(), u"token_refused"_s);
        QCOMPARE(entry.value("status"_L1).toInt(), 401);
    }
    QCOMPARE(replays, 1);
    QCOMPARE(report.value("replays"_L1).toInt(), 1);
    QCOMPARE(report.value("retries"_L1).toInt(), 0); // O13
}

void TestCliTimeline::R08_tellsOfACancellation()
{
#ifndef Q_OS_UNIX
    QSKIP("no signals here");
#endif
    freshUpstream();
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, clientFile(R"("retry": {"initial_delay": 60})"), u"GET"_s,
                    u"/flaky?n=1"_s});
    QTRY_VERIFY(cli.err().contains("before attempt 2")); // progress: it waits
    cli.interrupt();
    cli.waitForEnd();
    const auto entries = entriesOf(QJsonDocument::fromJson(cli.out()).object());
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries.at(1).value("kind"_L1).toString(), u"backoff"_s);
    QVERIFY(entries.at(1).value("duration_ms"_L1).toDouble() < entries.at(1).value("delay_ms"_L1).toDouble());
    QCOMPARE(entries.at(2).value("kind"_L1).toString(), u"cancelled"_s);
}

/// docs/cli.md tells each field that has occurred above.
void TestCliTimeline::everyFieldIsDocumented()
{
    QFile page(QStringLiteral(FUSEBOARD_SOURCE_DIR "/docs/cli.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    QVERIFY(m_fields.size() > 50);
    QStringList missing;
    for (const QString &field : std::as_const(m_fields)) {
        if (!text.contains('`' + field.toUtf8() + '`'))
            missing.append(field);
    }
    QVERIFY2(missing.isEmpty(), missing.join(u' ').toUtf8().constData());
}

QTEST_GUILESS_MAIN(TestCliTimeline)
#include "tst_clitimeline.moc"
