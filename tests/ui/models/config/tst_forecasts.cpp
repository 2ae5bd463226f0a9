// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "models/config/limiterforecast.h"
#include "models/config/pipelinewording.h"
#include "models/config/retryforecast.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_forecasts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L03_limiterLetsOutBurstAndRefill();
    void L03_strictLimiterLetsOutNoMore();
    void L03_curveEndsAtWhatTheSentenceSays_data();
    void L03_curveEndsAtWhatTheSentenceSays();
    void largeLimitsAreReckonedToo();
    void L03_limiterIsToldInOneSentence_data();
    void L03_limiterIsToldInOneSentence();
    void delaysHaveTheirBands();
    void worstCaseCountsTimeoutsAndWaits();
    void D6_worstCaseIsReckoned_data();
    void D6_worstCaseIsReckoned();
    void whatComesOnTopIsTold();
    void totalTimeoutEndsIt();
    void withoutRetriesThereIsOneRequest();
    void thousandRetriesDoNotOverflow();
    void pipelineTellsItsFigures();
    void breakerTellsItsFigures();

private:
    static RateLimitConfig limit()
    {
        RateLimitConfig config;
        config.maxRequests = 100;
        config.burstSize = 120;
        return config;
    }
};

void tst_forecasts::L03_limiterLetsOutBurstAndRefill()
{
    const LimiterForecast forecast = limiterForecast(limit());
    QCOMPARE(forecast.span, Duration(60s));
    QCOMPARE(forecast.levels.front().sent, 120);
    QCOMPARE(forecast.levels.back().at, Duration(60s));
    QCOMPARE(forecast.levels.back().sent, 220);
    QCOMPARE(forecast.mostInWindow, 220);
    const auto middle = forecast.levels.at(forecast.levels.size() / 2);
    QCOMPARE(middle.at, Duration(30s));
    QCOMPARE(middle.sent, 170);
}

void tst_forecasts::L03_strictLimiterLetsOutNoMore()
{
    RateLimitConfig config = limit();
    config.strict = true;
    const LimiterForecast forecast = limiterForecast(config);
    QCOMPARE(forecast.atOnce, 100);
    QCOMPARE(forecast.mostInWindow, 100);
    QCOMPARE(forecast.levels.at(forecast.levels.size() - 2).sent, 100);
}

void tst_forecasts::L03_curveEndsAtWhatTheSentenceSays_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<Duration>("window");
    QTest::addColumn<bool>("strict");
    QTest::newRow("L03 2 in 5 s") << 2 << Duration(5s) << false;
    QTest::newRow("L03 2 in 5 s, strict") << 2 << Duration(5s) << true;
    QTest::newRow("L03 7 in 11 s") << 7 << Duration(11s) << false;
    QTest::newRow("L03 1000 an hour") << 1000 << Duration(1h) << false;
    QTest::newRow("L03 the longest window") << 1'000'000 << Duration(31'536'000s) << false;
}

void tst_forecasts::L03_curveEndsAtWhatTheSentenceSays()
{
    QFETCH(const int, requests);
    QFETCH(const Duration, window);
    QFETCH(const bool, strict);
    RateLimitConfig config;
    config.maxRequests = requests;
    config.window = window;
    config.strict = strict;
    const LimiterForecast forecast = limiterForecast(config);
    QCOMPARE(forecast.levels.back().at, window);
    QCOMPARE(forecast.levels.back().sent, forecast.mostInWindow);
}

void tst_forecasts::largeLimitsAreReckonedToo()
{
    RateLimitConfig config;
    config.maxRequests = 1'000'000;
    config.burstSize = 1'000'000;
    config.strict = true;
    QCOMPARE(limiterForecast(config).mostInWindow, 1'000'000);
    config.window = 1ms;
    config.strict = false;
    QCOMPARE(limiterForecast(config).span, Duration(1s));
}

void tst_forecasts::L03_limiterIsToldInOneSentence_data()
{
    QTest::addColumn<int>("burst");
    QTest::addColumn<bool>("strict");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, int burst, bool strict, int most) {
        QTest::newRow(name) << burst << strict << u"100 requests/min on average, at most %1 in any 1 min."_s.arg(most);
    };
    row("L03 the burst comes on top", 120, false, 220);
    row("L03 a burst of one", 1, false, 101);
    row("L03 strict", 120, true, 100);
    row("L03 strict with a small burst", 10, true, 100);
}

void tst_forecasts::L03_limiterIsToldInOneSentence()
{
    QFETCH(int, burst);
    QFETCH(bool, strict);
    RateLimitConfig config = limit();
    config.burstSize = burst;
    config.strict = strict;
    QTEST(wording::limiterSentence(config), "sentence");
}

void tst_forecasts::delaysHaveTheirBands()
{
    ClientConfig config;
    config.retry = RetryConfig();
    config.retry->maxRetries = 7;
    const RetryForecast forecast = retryForecast(config);
    QCOMPARE(forecast.steps.size(), 7U);
    QCOMPARE(forecast.steps.at(0), (RetryForecast::Step{1s, 750ms, 1250ms}));
    QCOMPARE(forecast.steps.at(2), (RetryForecast::Step{4s, 3s, 5s}));
    QCOMPARE(forecast.steps.at(6), (RetryForecast::Step{60s, 45s, 60s})); // at the cap it only shortens
    config.retry->jitter = false;
    QCOMPARE(retryForecast(config).steps.at(0), (RetryForecast::Step{1s, 1s, 1s}));
}

void tst_forecasts::worstCaseCountsTimeoutsAndWaits()
{
    ClientConfig config;
    config.timeout = 5s;
    config.retry = RetryConfig();
    config.retry->jitter = false;
    const RetryForecast forecast = retryForecast(config);
    QCOMPARE(forecast.attempts, 4);
    QCOMPARE(forecast.waits, Duration(7s));
    QCOMPARE(forecast.worstCase, Duration(27s));
    QCOMPARE(
        wording::retrySentence(config),
        u"Up to 4 requests, with waits of 1 s, 2 s, 4 s between them; worst case 27 s for one call. Where the server "
        "asks for longer waits, up to 6 min 20 s."_s);
}

void tst_forecasts::D6_worstCaseIsReckoned_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<Duration>("worst");
    QTest::addColumn<Duration>("byServer");
    const auto row = [](const char *name, const QByteArray &settings, Duration worst, Duration byServer) {
        QTest::newRow(name) << settings << worst << byServer;
    };
    // By hand: attempts × timeout + Σ of min(delay × 1.25, longest delay); for the server 1.1 × what it may ask for.
    row("D6 the defaults", R"("retry": {})", 4 * 30s + 1250ms + 2500ms + 5s, 4 * 30s + 3 * 132s);
    row("D6 SPEC's production", R"("retry": {"max_delay": 30})", 128750ms, 516s);
    row("D6 without jitter", R"("retry": {"jitter": false}, "timeout": 5)", 27s, 380s);
    row("D6 linear", R"("retry": {"strategy": "linear"}, "timeout": 1)", 4 * 1s + 2500ms + 5s + 7500ms, 400s);
    row("D6 fixed, at the cap",
        R"("retry": {"strategy": "fixed", "initial_delay": 60, "max_retries": 2}, "timeout": 1)", 123s, 267s);
    row("D6 a server that may not ask for much", R"("retry": {"max_server_delay": 2, "max_retries": 2}, "timeout": 1)",
        3s + 1250ms + 2500ms, 3s + 2200ms + 2500ms);
    row("D6 a server that is not obeyed", R"("retry": {}, "rate_limit": {"respect_retry_after": false})", 128750ms,
        128750ms);
    row("D6 the total ends both", R"("retry": {}, "total_timeout": 60)", 60s, 60s);
    row("D6 the total ends the server's", R"("retry": {}, "total_timeout": 200)", 128750ms, 200s);
    row("D6 no retries", R"("timeout": 7)", 7s, 7s);
}

void tst_forecasts::D6_worstCaseIsReckoned()
{
    QFETCH(const QByteArray, settings);
    const auto read = readClientConfig(R"({"name": "a", "base_url": "https://h", )" + settings + '}');
    QVERIFY(read.ok());
    const RetryForecast forecast = retryForecast(read->config);
    QTEST(forecast.worstCase, "worst");
    QTEST(forecast.worstByServer, "byServer");
}

void tst_forecasts::whatComesOnTopIsTold()
{
    ClientConfig config;
    QVERIFY(!wording::retrySentence(config).contains(u"on top"_s));
    config.rateLimit = RateLimitConfig();
    QVERIFY(wording::retrySentence(config).endsWith(u"Waits of the rate limiter come on top."_s));
    config.auth = AuthConfig();
    config.auth->type = AuthType::OAuth2;
    QVERIFY(wording::retrySentence(config).endsWith(
        u"Waits of the rate limiter and the requests for a token come on top."_s));
    config.rateLimit.reset();
    QVERIFY(wording::retrySentence(config).endsWith(u"The requests for a token come on top."_s));
    config.totalTimeout = 60s;
    QVERIFY2(!wording::retrySentence(config).contains(u"on top"_s), "the total timeout spans them");
}

void tst_forecasts::totalTimeoutEndsIt()
{
    ClientConfig config;
    config.retry = RetryConfig();
    config.totalTimeout = 60s;
    const RetryForecast forecast = retryForecast(config);
    QVERIFY(forecast.endsByTotal);
    QCOMPARE(forecast.worstCase, Duration(60s));
    QVERIFY(wording::retrySentence(config).contains(u"the total timeout ends the call after 1 min"_s));
}

void tst_forecasts::withoutRetriesThereIsOneRequest()
{
    QCOMPARE(wording::retrySentence(ClientConfig()), u"One request; worst case 30 s for one call."_s);
    QCOMPARE(retryForecast(ClientConfig()).attempts, 1);
}

void tst_forecasts::thousandRetriesDoNotOverflow()
{
    ClientConfig config;
    config.timeout = 24h;
    config.retry = RetryConfig();
    config.retry->maxRetries = 1000;
    config.retry->initialDelay = 24h;
    config.retry->maxDelay = 24h;
    config.retry->jitter = false;
    QCOMPARE(retryForecast(config).worstCase, Duration(24h) * 2001);
}

void tst_forecasts::pipelineTellsItsFigures()
{
    ClientConfig config;
    QCOMPARE(wording::figures(PipelineStage::Limiter, config), u"off"_s);
    config.rateLimit = limit();
    config.rateLimit->window = 1s;
    config.retry = RetryConfig();
    config.circuitBreaker = CircuitBreakerConfig();
    QCOMPARE(wording::figures(PipelineStage::Limiter, config), u"100/s, burst 120"_s);
    QCOMPARE(wording::figures(PipelineStage::Retry, config), u"3 ×, 1 s → 1 min"_s);
    QCOMPARE(wording::figures(PipelineStage::Breaker, config), u"opens after 5"_s);
    QCOMPARE(wording::figures(PipelineStage::Http, config), u"connect 10 s · 30 s"_s);
    QCOMPARE(pipelineStages(Pipeline::PerAttempt).at(1), PipelineStage::Retry);
    QVERIFY(repeatedStages(Pipeline::PerAttempt).contains(PipelineStage::Limiter));
    QCOMPARE(repeatedStages(Pipeline::PerCall), QList{PipelineStage::Http});
}

void tst_forecasts::breakerTellsItsFigures()
{
    CircuitBreakerConfig config;
    QCOMPARE(
        wording::breakerSentence(config),
        u"Opens by 5 failures in a row; nothing is sent for 1 min, then probes pass, and 2 successes in a row close it."_s);
    config.failureRate = 50;
    QCOMPARE(wording::opensBy(config), u"50 % of 10 or more calls in 1 min"_s);
    config.recoveryBackoff = 2;
    QCOMPARE(wording::probesAfter(config), u"after 1 min, growing to 5 min"_s);
}

QTEST_GUILESS_MAIN(tst_forecasts)
#include "tst_forecasts.moc"
