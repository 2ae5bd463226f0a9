// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/serverquota.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const WallTime now = sys_days(year(2026) / 11 / 24) + hours(9); // Tue, 24 Nov 2026 09:00:00 GMT
constexpr qint64 epochNow = 1'795'510'800;

using Text = QByteArray;

Text epoch(qint64 ahead)
{
    return Text::number(epochNow + ahead);
}

/// What is to be read of one answer.
struct Expected
{
    std::optional<int> limit{};
    std::optional<int> remaining{};
    std::optional<Duration> resetIn{};
    std::optional<Duration> pause{};
};

struct Sample
{
    const char *service;
    int status;
    Headers headers;
    Expected expected;
};

/// As the services document them, moved to the time of the test. Sources are their pages on rate limits.
QList<Sample> samples() // NOLINT(readability-function-size): a table
{
    const std::optional<int> none;
    const auto x = [](const Text &limit, const Text &remaining, const Text &reset) {
        return Headers{
            {"X-RateLimit-Limit", limit}, {"X-RateLimit-Remaining", remaining}, {"X-RateLimit-Reset", reset}};
    };
    const auto dashed = [](const Text &limit, const Text &remaining, const Text &reset) {
        return Headers{
            {"x-rate-limit-limit", limit}, {"x-rate-limit-remaining", remaining}, {"x-rate-limit-reset", reset}};
    };
    const auto plain = [](const Text &limit, const Text &remaining, const Text &reset) {
        return Headers{{"RateLimit-Limit", limit}, {"RateLimit-Remaining", remaining}, {"RateLimit-Reset", reset}};
    };
    const auto with = [](Headers headers, const char *name, const Text &value) {
        headers.append(name, value);
        return headers;
    };
    return {
        // Moments in seconds of the epoch
        {"GitHub, plenty left",
         200,
         with(x("5000", "4987", epoch(3000)), "X-RateLimit-Resource", "core"),
         {5000, 4987, seconds(3001)}},
        {"GitHub, primary limit",
         403,
         with(x("60", "0", epoch(600)), "X-RateLimit-Used", "60"),
         {60, 0, seconds(601), seconds(601)}},
        {"GitHub, secondary limit",
         403,
         with(with(with(x("5000", "4987", epoch(3000)), "X-RateLimit-Used", "13"), "X-RateLimit-Resource", "core"),
              "Retry-After", "60"),
         {5000, 4987, seconds(3001), seconds(60)}},
        {"GitHub, secondary limit with nothing left",
         403,
         {{"Retry-After", "60"}, {"X-RateLimit-Remaining", "0"}},
         {none, 0, {}, seconds(60)}},
        {"GitHub, search",
         200,
         with(x("30", "18", epoch(45)), "X-RateLimit-Resource", "search"),
         {30, 18, seconds(46)}},
        {"GitLab",
         200,
         with(with(plain("600", "599", epoch(60)), "RateLimit-Observed", "1"), "RateLimit-ResetTime",
              "Tue, 24 Nov 2026 09:01:00 GMT"),
         {600, 599, seconds(61)}},
        {"GitLab, limited",
         429,
         with(plain("60", "0", epoch(30)), "Retry-After", "30"),
         {60, 0, seconds(31), seconds(30)}},
        {"X, per window", 200, dashed("900", "899", epoch(900)), {900, 899, seconds(901)}},
        {"X, limited", 429, dashed("15", "0", epoch(120)), {15, 0, seconds(121), seconds(121)}},
        {"X, per day and app",
         200,
         with(with(with(dashed("900", "899", epoch(900)), "x-app-limit-24hour-limit", "10000"),
                   "x-app-limit-24hour-remaining", "3"),
              "x-app-limit-24hour-reset", epoch(7200)),
         {10000, 3, seconds(7201)}},
        {"X, per day and user",
         429,
         with(with(with(dashed("900", "899", epoch(900)), "x-user-limit-24hour-limit", "50"),
                   "x-user-limit-24hour-remaining", "0"),
              "x-user-limit-24hour-reset", epoch(7200)),
         {50, 0, seconds(7201), seconds(7201)}},
        {"Okta",
         200,
         with(dashed("600", "598", epoch(50)), "X-Okta-Request-Id", "reqVy8wsvmBQN27h4soUE3ZEnA"),
         {600, 598, seconds(51)}},
        {"Okta, limited", 429, dashed("100", "0", epoch(20)), {100, 0, seconds(21), seconds(21)}},
        {"Auth0", 200, x("10", "9", epoch(1)), {10, 9, seconds(2)}},
        {"SendGrid", 200, x("500", "499", epoch(40)), {500, 499, seconds(41)}},
        {"SendGrid, limited", 429, x("150", "0", epoch(2)), {150, 0, seconds(3), seconds(3)}},
        {"Intercom", 200, x("1000", "997", epoch(9)), {1000, 997, seconds(10)}},
        {"Linode", 429, with(x("1600", "0", epoch(60)), "Retry-After", "59"), {1600, 0, seconds(61), seconds(59)}},
        {"DigitalOcean", 200, plain("5000", "4816", epoch(1800)), {5000, 4816, seconds(1801)}},
        {"Mapbox",
         200,
         {{"X-Rate-Limit-Interval", "60"}, {"X-Rate-Limit-Limit", "100000"}, {"X-Rate-Limit-Reset", epoch(33)}},
         {100000, none, seconds(34)}},
        {"Sentry",
         429,
         {{"X-Sentry-Rate-Limit-Limit", "40"},
          {"X-Sentry-Rate-Limit-Remaining", "0"},
          {"X-Sentry-Rate-Limit-Reset", epoch(1)},
          {"X-Sentry-Rate-Limit-ConcurrentLimit", "25"},
          {"X-Sentry-Rate-Limit-ConcurrentRemaining", "24"}},
         {40, 0, seconds(2), seconds(2)}},
        {"Fastly",
         200,
         {{"Fastly-RateLimit-Remaining", "877"}, {"Fastly-RateLimit-Reset", epoch(1500)}},
         {none, 877, seconds(1501)}},
        {"Vercel", 429, x("100", "0", epoch(10)), {100, 0, seconds(11), seconds(11)}},
        {"Twitch",
         200,
         {{"Ratelimit-Limit", "800"}, {"Ratelimit-Remaining", "799"}, {"Ratelimit-Reset", epoch(1)}},
         {800, 799, seconds(2)}},
        {"OpenRouter, milliseconds",
         429,
         x("20", "0", Text::number((epochNow + 30) * 1000)),
         {20, 0, seconds(31), seconds(31)}},
        {"Linear, milliseconds",
         200,
         {{"X-RateLimit-Requests-Limit", "1500"},
          {"X-RateLimit-Requests-Remaining", "1499"},
          {"X-RateLimit-Requests-Reset", Text::number((epochNow + 60) * 1000)},
          {"X-RateLimit-Complexity-Limit", "250000"},
          {"X-RateLimit-Complexity-Remaining", "249"},
          {"X-RateLimit-Complexity-Reset", Text::number((epochNow + 60) * 1000)}},
         {1500, 1499, seconds(61)}},
        {"Linear, complexity used up",
         400,
         {{"X-RateLimit-Requests-Limit", "1500"},
          {"X-RateLimit-Requests-Remaining", "1499"},
          {"X-RateLimit-Requests-Reset", Text::number((epochNow + 60) * 1000)},
          {"X-RateLimit-Complexity-Limit", "250000"},
          {"X-RateLimit-Complexity-Remaining", "0"},
          {"X-RateLimit-Complexity-Reset", Text::number((epochNow + 9) * 1000)}},
         {250000, 0, seconds(10), seconds(10)}},
        // Spans
        {"Discord",
         200,
         with(with(x("5", "4", epoch(64) + ".500"), "X-RateLimit-Reset-After", "64.57"), "X-RateLimit-Bucket",
              "abcd1234"),
         {5, 4, milliseconds(65'500)}},
        {"Discord, limited",
         429,
         with(with(with(x("10", "0", epoch(64) + ".500"), "X-RateLimit-Reset-After", "64.57"), "Retry-After", "65"),
              "X-RateLimit-Scope", "user"),
         {10, 0, milliseconds(65'500), seconds(65)}},
        {"Reddit",
         200,
         {{"X-Ratelimit-Remaining", "594.0"}, {"X-Ratelimit-Used", "6"}, {"X-Ratelimit-Reset", "366"}},
         {none, 594, seconds(366)}},
        {"Reddit, used up",
         429,
         {{"X-Ratelimit-Remaining", "0.0"}, {"X-Ratelimit-Used", "600"}, {"X-Ratelimit-Reset", "12"}},
         {none, 0, seconds(12), seconds(12)}},
        {"PagerDuty", 200, plain("960", "950", "28"), {960, 950, seconds(28)}},
        {"Klaviyo", 429, with(plain("75", "0", "17"), "Retry-After", "17"), {75, 0, seconds(17), seconds(17)}},
        {"Persona", 200, plain("300", "280", "53"), {300, 280, seconds(53)}},
        {"Zendesk",
         200,
         {{"X-Rate-Limit", "700"},
          {"X-Rate-Limit-Remaining", "699"},
          {"ratelimit-limit", "700"},
          {"ratelimit-remaining", "699"},
          {"ratelimit-reset", "41"}},
         {700, 699, seconds(41)}},
        {"Zendesk, limited",
         429,
         {{"X-Rate-Limit", "700"}, {"X-Rate-Limit-Remaining", "0"}, {"Retry-After", "93"}},
         {700, 0, {}, seconds(93)}},
        {"Datadog",
         200,
         with(with(x("100", "93", "1783"), "X-RateLimit-Period", "3600"), "X-RateLimit-Name", "metrics"),
         {100, 93, seconds(1783)}},
        {"Contentful",
         429,
         {{"X-Contentful-RateLimit-Hour-Limit", "36000"},
          {"X-Contentful-RateLimit-Hour-Remaining", "35883"},
          {"X-Contentful-RateLimit-Second-Limit", "10"},
          {"X-Contentful-RateLimit-Second-Remaining", "0"},
          {"X-Contentful-RateLimit-Reset", "1"}},
         {10, 0, seconds(1), seconds(1)}},
        {"OpenAI",
         200,
         {{"x-ratelimit-limit-requests", "60"},
          {"x-ratelimit-limit-tokens", "150000"},
          {"x-ratelimit-remaining-requests", "59"},
          {"x-ratelimit-remaining-tokens", "42"},
          {"x-ratelimit-reset-requests", "1s"},
          {"x-ratelimit-reset-tokens", "6m0s"}},
         {60, 59, seconds(1)}},
        {"OpenAI, tokens used up",
         429,
         {{"x-ratelimit-limit-requests", "60"},
          {"x-ratelimit-limit-tokens", "150000"},
          {"x-ratelimit-remaining-requests", "59"},
          {"x-ratelimit-remaining-tokens", "0"},
          {"x-ratelimit-reset-requests", "1s"},
          {"x-ratelimit-reset-tokens", "6m0s"}},
         {150000, 0, minutes(6), minutes(6)}},
        {"OpenAI, requests used up",
         429,
         {{"x-ratelimit-limit-requests", "200"},
          {"x-ratelimit-remaining-requests", "0"},
          {"x-ratelimit-reset-requests", "7m12s"},
          {"retry-after-ms", "1500"},
          {"retry-after", "2"}},
         {200, 0, seconds(432), milliseconds(1500)}},
        {"OpenAI, milliseconds",
         200,
         {{"x-ratelimit-limit-requests", "5000"},
          {"x-ratelimit-remaining-requests", "4999"},
          {"x-ratelimit-reset-requests", "12ms"}},
         {5000, 4999, milliseconds(12)}},
        {"Groq",
         200,
         {{"x-ratelimit-limit-requests", "14400"},
          {"x-ratelimit-remaining-requests", "14370"},
          {"x-ratelimit-reset-requests", "2m59.56s"}},
         {14400, 14370, milliseconds(179'560)}},
        {"Azure OpenAI",
         429,
         {{"x-ratelimit-remaining-requests", "0"},
          {"x-ratelimit-remaining-tokens", "2000"},
          {"retry-after-ms", "8500"},
          {"retry-after", "9"}},
         {none, 0, {}, milliseconds(8500)}},
        {"HubSpot",
         200,
         {{"X-HubSpot-RateLimit-Daily", "250000"},
          {"X-HubSpot-RateLimit-Daily-Remaining", "249000"},
          {"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"},
          {"X-HubSpot-RateLimit-Max", "100"},
          {"X-HubSpot-RateLimit-Remaining", "99"},
          {"X-HubSpot-RateLimit-Secondly", "10"},
          {"X-HubSpot-RateLimit-Secondly-Remaining", "100"}},
         {100, 99, seconds(10)}},
        {"HubSpot, used up",
         429,
         {{"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"},
          {"X-HubSpot-RateLimit-Max", "100"},
          {"X-HubSpot-RateLimit-Remaining", "0"}},
         {100, 0, seconds(10), seconds(10)}},
        {"Trello",
         200,
         {{"X-Rate-Limit-Api-Key-Interval-Ms", "10000"},
          {"X-Rate-Limit-Api-Key-Max", "300"},
          {"X-Rate-Limit-Api-Key-Remaining", "299"},
          {"X-Rate-Limit-Api-Token-Interval-Ms", "10000"},
          {"X-Rate-Limit-Api-Token-Max", "100"},
          {"X-Rate-Limit-Api-Token-Remaining", "98"}},
         {100, 98, seconds(10)}},
        // Dates
        {"Anthropic",
         200,
         {{"anthropic-ratelimit-requests-limit", "50"},
          {"anthropic-ratelimit-requests-remaining", "49"},
          {"anthropic-ratelimit-requests-reset", "2026-11-24T09:00:30Z"},
          {"anthropic-ratelimit-tokens-limit", "80000"},
          {"anthropic-ratelimit-tokens-remaining", "7"},
          {"anthropic-ratelimit-tokens-reset", "2026-11-24T09:01:00Z"}},
         {50, 49, seconds(31)}},
        {"Anthropic, output used up",
         429,
         {{"anthropic-ratelimit-requests-limit", "50"},
          {"anthropic-ratelimit-requests-remaining", "49"},
          {"anthropic-ratelimit-requests-reset", "2026-11-24T09:00:30Z"},
          {"anthropic-ratelimit-output-tokens-limit", "16000"},
          {"anthropic-ratelimit-output-tokens-remaining", "0"},
          {"anthropic-ratelimit-output-tokens-reset", "2026-11-24T09:00:45Z"},
          {"retry-after", "46"}},
         {16000, 0, seconds(46), seconds(46)}},
        {"Anthropic, input used up",
         429,
         {{"anthropic-ratelimit-input-tokens-limit", "40000"},
          {"anthropic-ratelimit-input-tokens-remaining", "0"},
          {"anthropic-ratelimit-input-tokens-reset", "2026-11-24T09:00:20Z"}},
         {40000, 0, seconds(21), seconds(21)}},
        {"Atlassian Jira",
         429,
         with(with(x("350000", "0", "2026-11-24T09:30Z"), "RateLimit-Reason", "jira-quota-tenant-based"), "Retry-After",
              "1801"),
         {350000, 0, seconds(1801), seconds(1801)}},
        {"Atlassian Confluence, near the limit",
         200,
         with(x("40", "5", "2026-11-24T09:01:00.000Z"), "X-RateLimit-NearLimit", "true"),
         {40, 5, seconds(61)}},
        {"Jira Data Center",
         429,
         {{"X-RateLimit-Limit", "10"},
          {"X-RateLimit-Remaining", "0"},
          {"X-RateLimit-Interval-Seconds", "10"},
          {"X-RateLimit-FillRate", "2"},
          {"retry-after", "4"}},
         {10, 0, {}, seconds(4)}},
        {"Vimeo", 200, x("250", "247", "2026-11-24T09:15:00+00:00"), {250, 247, seconds(901)}},
        {"lemlist, a date of a script", 200, x("20", "7", "Tue Nov 24 2026 10:02:42 GMT+0100 (CET)"), {20, 7}},
        // Only what is left, or what is used
        {"Shopify", 200, {{"X-Shopify-Shop-Api-Call-Limit", "32/40"}}, {40, 8}},
        {"Shopify, limited",
         429,
         {{"X-Shopify-Shop-Api-Call-Limit", "40/40"}, {"Retry-After", "2"}},
         {40, 0, {}, seconds(2)}},
        {"Salesforce", 200, {{"Sforce-Limit-Info", "api-usage=18/5000"}}, {5000, 4982}},
        {"Strava", 200, {{"X-RateLimit-Limit", "200,2000"}, {"X-RateLimit-Usage", "45,1990"}}, {2000, 10}},
        {"Strava, used up", 429, {{"X-RateLimit-Limit", "200,2000"}, {"X-RateLimit-Usage", "201,1500"}}, {200, 0}},
        {"Bitbucket",
         200,
         {{"X-RateLimit-Limit", "1000"}, {"X-RateLimit-Resource", "api"}, {"X-RateLimit-NearLimit", "false"}},
         {1000}},
        {"Heroku", 200, {{"RateLimit-Remaining", "2399"}}, {none, 2399}},
        {"Docker Hub", 200, {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "76;w=21600"}}, {100, 76}},
        {"Azure Resource Manager", 200, {{"x-ms-ratelimit-remaining-subscription-reads", "11999"}}, {none, 11999}},
        {"Azure, writes", 201, {{"x-ms-ratelimit-remaining-subscription-writes", "1199"}}, {none, 1199}},
        {"Azure, tenant", 200, {{"x-ms-ratelimit-remaining-tenant-reads", "14999"}}, {none, 14999}},
        {"Azure Compute, by policy",
         200,
         {{"x-ms-ratelimit-remaining-resource",
           "Microsoft.Compute/DeleteVMScaleSet3Min;107,Microsoft.Compute/DeleteVMScaleSet30Min;587"},
          {"x-ms-ratelimit-remaining-resource", "Microsoft.Compute/VMScaleSetBatchedVMRequests5Min;3704"}},
         {none, 107}},
        {"Azure Compute, limited",
         429,
         {{"x-ms-ratelimit-remaining-resource",
           "Microsoft.Compute/HighCostGet3Min;46,Microsoft.Compute/HighCostGet30Min;0"},
          {"Retry-After", "1200"}},
         {none, 0, {}, seconds(1200)}},
        {"Xero",
         200,
         {{"X-DayLimit-Remaining", "4999"}, {"X-MinLimit-Remaining", "59"}, {"X-AppMinLimit-Remaining", "9999"}},
         {none, 59}},
        {"Xero, limited", 429, {{"X-MinLimit-Remaining", "0"}, {"Retry-After", "18"}}, {none, 0, {}, seconds(18)}},
        {"Etsy",
         200,
         {{"x-limit-per-second", "10"},
          {"x-remaining-this-second", "9"},
          {"x-limit-per-day", "10000"},
          {"x-remaining-today", "9823"}},
         {10, 9}},
        // Retry-After alone
        {"Stripe", 429, {{"Stripe-Rate-Limited-Reason", "global-rate"}}, {}},
        {"Slack", 429, {{"Retry-After", "30"}}, {none, none, {}, seconds(30)}},
        {"Notion", 429, {{"Retry-After", "529"}}, {none, none, {}, seconds(529)}},
        {"Figma",
         429,
         {{"Retry-After", "44"}, {"X-Figma-Plan-Tier", "org"}, {"X-Figma-Rate-Limit-Type", "high"}},
         {none, none, {}, seconds(44)}},
        {"Twilio", 429, {{"Retry-After", "1"}, {"Twilio-Concurrent-Requests", "101"}}, {none, none, {}, seconds(1)}},
        {"Spotify", 429, {{"retry-after", "7"}}, {none, none, {}, seconds(7)}},
        {"Asana", 429, {{"Retry-After", "30"}}, {none, none, {}, seconds(30)}},
        {"Dropbox", 429, {{"Retry-After", "300"}, {"X-Dropbox-Request-Id", "1"}}, {none, none, {}, seconds(300)}},
        {"Cloudflare, maintenance",
         503,
         {{"Retry-After", "Tue, 24 Nov 2026 09:05:00 GMT"}, {"Server", "cloudflare"}},
         {none, none, {}, seconds(300)}},
        // The drafts of the IETF
        {"Cloudflare",
         200,
         {{"Ratelimit", "\"default\";r=1150;t=240"}, {"Ratelimit-Policy", "\"default\";q=1200;w=300"}},
         {1200, 1150, seconds(240)}},
        {"draft-00", 200, plain("100", "50", "50"), {100, 50, seconds(50)}},
        {"draft-03", 200, plain("10, 10;w=1, 50;w=60", "9", "1"), {10, 9, seconds(1)}},
        {"draft-04",
         200,
         plain("100, 100;w=60;burst=1000;comment=\"sliding window\", 5000;w=3600;burst=0", "50", "50"),
         {100, 50, seconds(50)}},
        {"draft-04, used up", 429, plain("10, 10;w=1, 50;w=60", "0", "1"), {10, 0, seconds(1), seconds(1)}},
        {"draft-05",
         429,
         with(with(plain("10", "0", "10"), "RateLimit-Policy", "10;w=10"), "Retry-After", "20"),
         {10, 0, seconds(10), seconds(20)}},
        {"draft-06",
         200,
         with(plain("100", "50", "50"), "RateLimit-Policy", "100;w=60;burst=1000, 5000;w=3600"),
         {100, 50, seconds(50)}},
        {"draft-07",
         200,
         {{"RateLimit", "limit=100, remaining=50, reset=5"}, {"RateLimit-Policy", "100;w=10"}},
         {100, 50, seconds(5)}},
        {"draft-08",
         200,
         {{"RateLimit", "default;r=50;t=30"}, {"RateLimit-Policy", "default;q=100;w=10"}},
         {100, 50, seconds(30)}},
        {"draft-09",
         200,
         {{"RateLimit", "\"problemPolicy\";r=0;t=10"},
          {"RateLimit-Policy", "\"problemPolicy\";q=100;w=10;pk=:cHsdsRa894==:"}},
         {100, 0, seconds(10), seconds(10)}},
        {"draft-10",
         200,
         {{"RateLimit", "\"protected\";r=999;pk=:dHJpYWwxMjEzMjM=:;t=29, \"hourly\";r=5;t=1200"},
          {"RateLimit-Policy", "\"protected\";q=1000;w=60,\"hourly\";q=5000;w=3600"}},
         {5000, 5, seconds(1200)}},
    };
}

} // namespace

Q_DECLARE_METATYPE(Sample)

class TestQuotaSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void H_asServicesSendThem_data()
    {
        QTest::addColumn<Sample>("sample");
        const QList<Sample> all = samples();
        for (const Sample &sample : all)
            QTest::addRow("H10 H12 H13 %s", sample.service) << sample;
        qInfo("%lld samples", qint64(all.size()));
        QVERIFY(all.size() >= 60);
    }
    void H_asServicesSendThem()
    {
        QFETCH(Sample, sample);
        ResetDialects dialects;
        // The second answer of the same host reads as the first: what is remembered does no harm (H10).
        for (int i = 0; i < 2; ++i) {
            const ServerQuota quota = parseQuota(sample.headers, sample.status, now, dialects);
            QCOMPARE(quota.limit, sample.expected.limit);
            QCOMPARE(quota.remaining, sample.expected.remaining);
            QCOMPARE(quota.resetIn, sample.expected.resetIn);
            QCOMPARE(quota.pause(), sample.expected.pause);
        }
    }

    void H13_ADV_D18_inAnyCase()
    {
        for (const Sample &sample : samples()) {
            Headers shouted;
            for (const auto &header : sample.headers.fields())
                shouted.append(header.first.toUpper(), header.second);
            ResetDialects dialects;
            ResetDialects others;
            QCOMPARE(parseQuota(shouted, sample.status, now, dialects),
                     parseQuota(sample.headers, sample.status, now, others));
        }
    }

    void H10_spansWithUnitsTeachNothing()
    {
        const Text reset = "x-ratelimit-reset";
        ResetDialects dialects{{reset, ResetDialect::EpochSeconds}};
        const auto resetOf = [&dialects](const char *name, const Text &value) {
            return parseQuota({{name, value}}, 200, now, dialects).resetIn;
        };
        QCOMPARE(resetOf("X-RateLimit-Reset", "6m0s"), Duration(minutes(6)));
        QCOMPARE(resetOf("X-RateLimit-Reset-After", "3"), Duration(seconds(3)));
        QCOMPARE(resetOf("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"), Duration(seconds(10)));
        QCOMPARE(dialects.value(reset), ResetDialect::EpochSeconds);
    }

    void H04_brokenSpellings_data()
    {
        QTest::addColumn<Text>("reset");
        for (const char *reset : {"", "s", "1x", "5s1m", "1s1s", "1 m", "-1s", "1.2.3s", "1m-2s", "1e3s"})
            QTest::addRow("H04 '%s'", reset) << Text(reset);
        QTest::addRow("ADV-D12 more than 32 days") << Text("33d");
    }
    void H04_brokenSpellings()
    {
        QFETCH(Text, reset);
        ResetDialects dialects;
        const ServerQuota quota = parseQuota({{"X-RateLimit-Reset", reset}}, 200, now, dialects);
        QCOMPARE(quota.resetIn, std::nullopt);
        QCOMPARE(quota.notes, (QList<QuotaRemark>{{QuotaNote::ResetImplausible, {"X-RateLimit-Reset", reset}}}));
    }

    void H04_brokenUsage_data()
    {
        QTest::addColumn<Text>("name");
        QTest::addColumn<Text>("value");
        for (const char *value : {"", "/", "32", "32/", "/40", "a/b", "-1/40", "32/40/50"})
            QTest::addRow("H04 Shopify '%s'", value) << Text("X-Shopify-Shop-Api-Call-Limit") << Text(value);
        for (const char *value : {"", "a;", ";b", "107", "a;-1"})
            QTest::addRow("H04 Azure '%s'", value) << Text("x-ms-ratelimit-remaining-resource") << Text(value);
    }
    void H04_brokenUsage()
    {
        QFETCH(Text, name);
        QFETCH(Text, value);
        ResetDialects dialects;
        QVERIFY(parseQuota({{name, value}}, 200, now, dialects).isEmpty());
    }

    void H05_hugeUsage()
    {
        ResetDialects dialects;
        const ServerQuota quota = parseQuota({{"Sforce-Limit-Info", "api-usage=1/99999999999999999999"}}, 200, now,
                                             dialects);
        QCOMPARE(quota.remaining, std::numeric_limits<int>::max());
    }
};

QTEST_GUILESS_MAIN(TestQuotaSamples)
#include "tst_quotasamples.moc"
