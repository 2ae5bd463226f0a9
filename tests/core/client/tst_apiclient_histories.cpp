// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QRandomGenerator>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <unordered_map>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What kind of history a seed makes. Each thing is a chance of its own, so that every one meets every other.
struct Kind
{
    explicit Kind(Random &dice)
        : perAttempt(dice.uniform() < 0.5)
        , destroyed(dice.uniform() < 0.5)
        , signedIn(dice.uniform() < 0.5)
        , hasty(dice.uniform() < 0.5)
        , dear(dice.uniform() < 0.5)
    {
    }
    bool perAttempt; // a call keeps the flow that it began with, so one history has one of them
    bool destroyed; // with whatever is under way; else it is drained
    bool signedIn; // with credentials that expire and are revoked
    bool hasty; // users who do not wait
    bool dear; // calls that cost several tokens
};

/// What the client does otherwise than it says, to see that the judge can say no.
enum class Fault { None, TwiceTheRate, NoBoundOfTheQueue, OneProbeMore, PauseForgotten, RequestNotCounted };

/// A call as its user knows it, for L03 and L21.
struct Caller
{
    Call *call = nullptr;
    int cost = 1;
    int attempt = 0; // begun
    int paidFor = 0; // the last attempt that was held against the limits
    bool goesFree = false; // its user sent it without waiting for a token
    bool isHurried = false; // the same for its next request, whether that needs a token or not
    MonotonicTime waitEnd{}; // of the last wait that was told
};

/// A client, a server and users, all at the mercy of one seed; and what must hold whatever they do.
class History : public QObject
{
public:
    History(quint64 seed, int events, Fault planted = Fault::None)
        : m_seed(seed)
        , m_events(events)
        , m_planted(planted)
        , m_dice(seed)
        , m_kind(m_dice)
        , m_told(someConfig())
    {
        m_fixture.config = withFault(m_told);
        m_fixture.transport.setHandler([this](const Request &request, int) { return answer(request); });
        m_mostProbes = m_told.circuitBreaker->halfOpenMaxCalls;
        m_client = &m_fixture.make();
        connect(m_client->limiter(), &RateLimiter::pauseChanged, this, [this] {
            // Only a user ends it earlier.
            m_pauseEnd = std::max(m_pauseEnd, m_client->limiter()->pausedUntil().value_or(MonotonicTime()));
        });
        connect(m_client, &ApiClient::callFinished, this, [this] { ++m_finishedAtClient; });
    }

    ~History() override
    {
        m_closing = true;
        m_fixture.client.reset(); // its last calls tell their end to members that are still there
    }

    /// Empty, or what went wrong.
    QByteArray run()
    {
        for (m_event = 0; m_event < m_events && m_fault.isEmpty(); ++m_event) {
            happen();
            misbehave();
            check();
        }
        return m_fault.isEmpty() ? end() : told(m_fault);
    }

    [[nodiscard]] const ClientMetrics &books() const { return m_books; }

private:
    [[nodiscard]] bool chance(double share) { return m_dice.uniform() < share; }
    [[nodiscard]] int upTo(int most) { return int(m_dice.uniform() * (most + 1)); }
    [[nodiscard]] Duration someTime(Duration most) { return fromSeconds(m_dice.uniform() * toSeconds(most)); }

    ClientConfig someConfig()
    {
        ClientConfig config = m_fixture.config;
        config.timeout = 5s;
        config.connectTimeout = 3s;
        config.pipeline = m_kind.perAttempt ? Pipeline::PerAttempt : Pipeline::PerCall;
        config.totalTimeout = chance(0.5) ? std::optional<Duration>(20s) : std::nullopt;
        config.rateLimit = RateLimitConfig();
        config.rateLimit->maxRequests = 10 + upTo(20);
        config.rateLimit->window = 10s;
        config.rateLimit->burstSize = 5 + upTo(20);
        config.rateLimit->strict = chance(0.3);
        config.rateLimit->maxQueue = 20;
        config.rateLimit->maxWait = chance(0.3) ? std::optional<Duration>(5s) : std::nullopt;
        config.circuitBreaker = CircuitBreakerConfig();
        config.circuitBreaker->failureThreshold = 2 + upTo(3);
        config.circuitBreaker->recoveryTimeout = 1s + someTime(5s);
        config.circuitBreaker->halfOpenMaxCalls = 1 + upTo(1);
        config.circuitBreaker->recoveryBackoff = chance(0.5) ? 2 : 1;
        config.circuitBreaker->observeOnly = chance(0.1);
        if (chance(0.3)) {
            config.circuitBreaker->failureRate = 50;
            config.circuitBreaker->minimumCalls = 4;
        }
        RetryConfig &retry = m_fixture.withRetry(true);
        retry.maxRetries = upTo(3);
        retry.maxServerDelay = 10s;
        retry.idempotencyKeys = chance(0.5);
        retry.retryBudget = chance(0.5) ? std::optional(0.2) : std::nullopt;
        config.retry = retry;
        if (m_kind.signedIn)
            config.auth = oauth();
        return config;
    }

    [[nodiscard]] ClientConfig withFault(ClientConfig config) const
    {
        if (m_planted == Fault::TwiceTheRate)
            config.rateLimit->maxRequests *= 2;
        if (m_planted == Fault::NoBoundOfTheQueue)
            config.rateLimit->maxQueue = 1000;
        if (m_planted == Fault::OneProbeMore)
            ++config.circuitBreaker->halfOpenMaxCalls;
        return config;
    }

    void misbehave()
    {
        if (m_planted == Fault::PauseForgotten)
            m_client->limiter()->ignorePause();
        if (m_planted == Fault::RequestNotCounted && m_event == m_events / 2)
            (void)m_fixture.transport.send({.url = QUrl(u"https://other.example.com/"_s)}, {});
    }

    static AuthConfig oauth()
    {
        AuthConfig auth;
        auth.type = AuthType::OAuth2;
        auth.clientId = u"shop"_s;
        auth.clientSecret = Secret::plain(u"canary-secret"_s);
        auth.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
        return auth;
    }

    FakeOutcome answer(const Request &request)
    {
        expect(!m_closing, "X05: a request leaves while its client goes");
        if (request.url.host() == u"auth.example.com"_s)
            return grant();
        if (request.url.host() == u"api.example.com"_s)
            checkPause(request);
        pay(request);
        const Duration delay = someTime(2s);
        if (m_kind.signedIn && request.url.host() == u"api.example.com"_s
            && request.headers.value("Authorization") != "Bearer canary-at" + QByteArray::number(m_goodToken))
            return FakeOutcome::success(401, {}, {}, delay);
        const double lot = m_dice.uniform();
        if (lot < 0.6)
            return FakeOutcome::success(200, {}, "{}", delay);
        return lot < 0.8 ? refusal(request, delay) : trouble(delay);
    }

    FakeOutcome grant()
    {
        ++m_tokenRequests;
        if (chance(0.1))
            return FakeOutcome::success(503, {}, {}, someTime(1s));
        m_goodToken = ++m_grants;
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                    R"({"token_type":"bearer","expires_in":60,"access_token":"canary-at)"
                                        + QByteArray::number(m_grants) + "\"}",
                                    someTime(1s));
    }

    FakeOutcome refusal(const Request &request, Duration delay)
    {
        switch (upTo(6)) {
        case 0:
            return FakeOutcome::success(429, {{"Retry-After", QByteArray::number(upTo(15))}}, {}, delay);
        case 1:
            return FakeOutcome::success(429, {}, {}, delay);
        case 2:
            return FakeOutcome::success(503, {{"Retry-After", QByteArray::number(upTo(15))}}, {}, delay);
        case 3:
            return FakeOutcome::success(
                200, {{"X-RateLimit-Remaining", QByteArray::number(upTo(3))}, {"X-RateLimit-Reset", "2"}}, {}, delay);
        case 4:
            return FakeOutcome::success(302, {{"Location", "/elsewhere?of=" + idIn(request)}}, {}, delay);
        case 5:
            return FakeOutcome::success(307, {{"Location", "https://other.example.com/x"}}, {}, delay);
        default:
            return FakeOutcome::success(404, {}, {}, delay);
        }
    }

    FakeOutcome trouble(Duration delay)
    {
        switch (upTo(5)) {
        case 0:
            return FakeOutcome::failure(Error(ErrorKind::Reset), delay);
        case 1: {
            FakeOutcome unsent = FakeOutcome::failure(Error(ErrorKind::Dns), delay);
            unsent.sendings = 0;
            return unsent;
        }
        case 2:
            return FakeOutcome::silence();
        case 3:
            return FakeOutcome::failure(Error(ErrorKind::Tls, ErrorDetail::HandshakeFailed), delay);
        default:
            return FakeOutcome::success(upTo(1) == 0 ? 500 : 503, {}, {}, delay);
        }
    }

    void happen()
    {
        const double lot = m_dice.uniform();
        if (lot < 0.45)
            send();
        else if (lot < 0.75)
            m_fixture.scheduler.advance(someTime(chance(0.02) ? 120s : 1s));
        else if (lot < 0.85)
            withSomeCall([](Caller &caller) { caller.call->cancel(); });
        else if (lot < 0.9 && m_kind.hasty)
            withSomeCall([this](Caller &caller) { hurry(caller); });
        else
            meddle();
    }

    void meddle()
    {
        CircuitBreaker *breaker = m_client->breaker();
        switch (upTo(9)) {
        case 0:
            reconfigure();
            break;
        case 1:
            m_fixture.scheduler.jumpWall(fromSeconds((m_dice.uniform() - 0.5) * 7200));
            break;
        case 2:
            m_goodToken = -1; // revoked: 401 until the next grant
            break;
        case 3:
            m_client->limiter()->ignorePause();
            m_pauseEnd = {};
            break;
        case 4:
            chance(0.5) ? breaker->forceOpen() : breaker->forceClosed();
            break;
        case 5:
            chance(0.3) ? breaker->reset() : breaker->release();
            break;
        case 6:
            if (m_isolations < 2) {
                ++m_isolations;
                breaker->isolate();
            }
            break;
        default:
            for (; m_isolations > 0; --m_isolations)
                breaker->endIsolation();
            breaker->release();
            break;
        }
    }

    void reconfigure()
    {
        m_told = someConfig();
        // Who is out already stays out (X02).
        m_mostProbes = std::max(m_mostProbes, m_told.circuitBreaker->halfOpenMaxCalls);
        const auto done = m_client->reconfigure(withFault(m_told));
        expect(done.ok(), "a good configuration is refused");
        m_used.clear();
    }

    void send()
    {
        Request request;
        request.method = chance(0.3) ? "POST" : "GET";
        const int id = m_calls++;
        request.url = QUrl(u"/x?id=%1"_s.arg(id));
        CallOptions options;
        options.cost = m_kind.dear ? 1 + upTo(2) : 1;
        options.priority = RateLimiter::Priority(upTo(2));
        Call *call = m_client->send(request, options);
        m_open[id] = {call, options.cost};
        connect(call, &Call::attemptStarted, this, [this, id](int attempt) { m_open[id].attempt = attempt; });
        connect(call, &Call::waiting, this, [this, id, call](const Wait &wait) {
            m_open[id].waitEnd = wait.until;
            if (chance(0.02))
                call->cancel();
        });
        connect(call, &Call::finished, this, [this, id](const Result<ApiResponse> &) {
            expect(m_open.erase(id) == 1, "a call ended twice");
            listen();
        });
    }

    /// Listeners call back.
    void listen()
    {
        if (m_closing || !chance(0.05))
            return;
        switch (upTo(3)) {
        case 0:
            send();
            break;
        case 1:
            withSomeCall([](Caller &caller) { caller.call->cancel(); });
            break;
        default:
            meddle();
            break;
        }
    }

    template<class Act>
    void withSomeCall(Act act)
    {
        if (m_open.empty())
            return;
        // Hash order differs between libraries, and the same seed must be the same history everywhere.
        const auto oldest = std::min_element(m_open.begin(), m_open.end(),
                                             [](const auto &a, const auto &b) { return a.first < b.first; });
        const int first = oldest->first;
        const auto found = m_open.find(first + upTo(m_calls - 1 - first));
        act((found == m_open.end() ? oldest : found)->second);
    }

    [[nodiscard]] static bool isWaiting(const Call &call, TimelineKind kind)
    {
        const Timeline &story = call.timeline();
        return !story.isEmpty() && story.constLast().running && story.constLast().kind == kind;
    }

    void hurry(Caller &caller)
    {
        const bool isHeld = isWaiting(*caller.call, TimelineKind::TokenWait)
            || isWaiting(*caller.call, TimelineKind::ServerPause);
        caller.goesFree = caller.goesFree || isHeld;
        const bool isInside = !m_kind.perAttempt && isWaiting(*caller.call, TimelineKind::Backoff);
        const Timeline &story = caller.call->timeline();
        const bool isBeforeHop = !story.isEmpty() && story.constLast().kind == TimelineKind::Redirect
            && caller.waitEnd > m_fixture.scheduler.now();
        caller.isHurried = caller.isHurried || isHeld || isInside || isBeforeHop;
        caller.call->sendNow();
    }

    /// Of a call, in what was sent for it or for a redirect of it.
    [[nodiscard]] static QByteArray idIn(const Request &request)
    {
        const QUrlQuery query(request.url);
        return (query.queryItemValue(u"id"_s) + query.queryItemValue(u"of"_s)).toLatin1();
    }

    /// L21: while the server's pause holds, nothing leaves but what a user has sent on.
    void checkPause(const Request &request)
    {
        const auto caller = m_open.find(idIn(request).toInt());
        const bool isHurried = caller != m_open.end() && std::exchange(caller->second.isHurried, false);
        expect(isHurried || m_pauseEnd <= m_fixture.scheduler.now(), "L21: a request leaves in a pause");
    }

    /// A request that needs a token has left: the first of a call or of an attempt, without redirects and replays.
    void pay(const Request &request)
    {
        const QString id = QUrlQuery(request.url).queryItemValue(u"id"_s);
        const auto caller = id.isEmpty() ? m_open.end() : m_open.find(id.toInt());
        if (caller == m_open.end() || !isDue(caller->second))
            return;
        Caller &payer = caller->second;
        payer.paidFor = payer.attempt;
        if (!std::exchange(payer.goesFree, false))
            m_paid += payer.cost;
    }
    [[nodiscard]] bool isDue(const Caller &caller) const
    {
        return m_kind.perAttempt ? caller.attempt > caller.paidFor : caller.paidFor == 0;
    }

    /// Tokens of those who wait for credentials, at most: they may be spent or given back later.
    [[nodiscard]] quint64 heldTokens() const
    {
        quint64 held = 0;
        if (!m_kind.signedIn)
            return held;
        for (const auto &[id, caller] : m_open) {
            if (isWaiting(*caller.call, TimelineKind::CredentialWait))
                held += quint64(caller.cost);
        }
        return held;
    }

    void expect(bool condition, const char *what)
    {
        if (!condition && m_fault.isEmpty())
            m_fault = what;
    }

    void check()
    {
        const ClientMetrics &books = m_client->metrics();
        const quint64 ended = books.succeeded + books.failed + books.refused + books.cancelled;
        expect(books.attempts == books.admitted + books.retries + books.replays + books.redirects,
               "X03: attempts are more or less than their kinds");
        expect(int(books.attempts) + m_tokenRequests == m_fixture.transport.requestCount(),
               "X03: other requests were sent than counted");
        expect(books.calls == quint64(m_calls), "X03: calls are counted wrong");
        expect(books.calls - ended == m_open.size(), "X03: calls under way are counted wrong");
        expect(m_finishedAtClient == int(ended), "the client told other ends than its calls");
        expect(m_client->snapshot().inFlight == int(m_open.size()), "the snapshot shows other calls");
        const int probes = m_client->breaker()->snapshot().probesOut;
        expect(probes <= m_mostProbes, "B19: too many probes are out");
        m_mostProbes = std::max(m_told.circuitBreaker->halfOpenMaxCalls, probes);
        const LimiterSnapshot tokens = m_client->limiter()->snapshot();
        expect(tokens.tokens >= 0 && tokens.tokens <= tokens.burst, "tokens are none or more than the burst");
        expect(tokens.waiting <= m_told.rateLimit->maxQueue, "L13: the queue is too long");
        checkRate(*m_told.rateLimit);
    }

    /// L03: between any two moments no more requests leave than the burst, what came in between, and what others held
    /// at the first; of a strict limiter, not more than max_requests in a window.
    void checkRate(const RateLimitConfig &limits)
    {
        const MonotonicTime now = m_fixture.scheduler.now();
        m_used.push_back({now, m_paid, heldTokens()});
        while (m_used.size() > 60)
            m_used.pop_front();
        for (const Used &since : m_used) {
            const double came = toSeconds(now - since.at) * limits.maxRequests / toSeconds(limits.window);
            const quint64 own = m_paid - since.paid - std::min(m_paid - since.paid, since.held);
            expect(double(own) <= limits.burst() + came + 1e-6, "L03: more than the burst and the rate");
            if (limits.strict && now - since.at < limits.window)
                expect(own <= quint64(limits.maxRequests), "L03: more than strict allows");
        }
    }

    QByteArray end()
    {
        if (m_kind.destroyed) {
            m_books = m_client->metrics();
            m_closing = true;
            m_fixture.client.reset(); // X05: with whatever is under way
            expect(m_open.empty(), "X05: a call has not ended with its client");
        } else {
            for (; m_isolations > 0; --m_isolations)
                m_client->breaker()->endIsolation();
            m_fixture.scheduler.runUntilIdle(24h);
            check();
            m_books = m_client->metrics();
            expect(m_open.empty(), "a call has not ended");
            expect(m_client->breaker()->snapshot().probesOut == 0, "D12: a permit is out for ever");
            expect(m_client->limiter()->snapshot().waiting == 0, "somebody waits for ever");
        }
        m_fixture.scheduler.runDue();
        expect(m_fixture.transport.inFlight() == 0, "a request is in flight for ever");
        expect(m_fixture.scheduler.pending() == 0, "a timer is left");
        return m_fault.isEmpty() ? m_fault : told(m_fault);
    }

    [[nodiscard]] QByteArray told(const QByteArray &fault) const
    {
        return fault + " (event " + QByteArray::number(m_event)
            + "; again with FUSEBOARD_SEED=" + QByteArray::number(m_seed) + ")";
    }

    struct Used
    {
        MonotonicTime at;
        quint64 paid = 0; // tokens, until then
        quint64 held = 0; // by calls that had not left
    };

    const quint64 m_seed;
    const int m_events;
    const Fault m_planted;
    SeededRandom m_dice;
    const Kind m_kind;
    ClientFixture m_fixture;
    ClientConfig m_told; // to the judge
    ApiClient *m_client = nullptr;
    std::unordered_map<int, Caller> m_open;
    std::deque<Used> m_used;
    quint64 m_paid = 0;
    MonotonicTime m_pauseEnd{};
    ClientMetrics m_books;
    QByteArray m_fault;
    int m_mostProbes = 0; // that may be out now
    int m_event = 0;
    int m_calls = 0;
    int m_finishedAtClient = 0;
    int m_goodToken = 0;
    int m_grants = 0;
    int m_tokenRequests = 0;
    int m_isolations = 0;
    bool m_closing = false;
};

} // namespace

namespace {

constexpr quint64 seeds[] = {1, 4, 8, 10, 11, 12, 14, 23, 32, 42};
constexpr int eventsOfSeed = 10'000;

} // namespace

Q_DECLARE_METATYPE(Fault)

/// 100,000 events by chance through the whole client, on virtual time.
class TestApiClientHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingMeetsEverything()
    {
        std::set<std::array<int, 4>> met; // two of the switches, and how they stand
        for (const quint64 seed : seeds) {
            SeededRandom dice{seed};
            const Kind kind(dice);
            const std::array<int, 5> switches{kind.perAttempt, kind.destroyed, kind.signedIn, kind.hasty, kind.dear};
            for (int one = 0; one < 5; ++one) {
                for (int other = 0; other < one; ++other)
                    met.insert({one, other, switches[std::size_t(one)], switches[std::size_t(other)]});
            }
        }
        QCOMPARE(met.size(), 4U * 10);
    }
    void X03_X05_B19_D12_L03_L13_L21_whateverHappens_data()
    {
        QTest::addColumn<quint64>("seed");
        if (qEnvironmentVariableIsSet("FUSEBOARD_SEED")) {
            const quint64 seed = qEnvironmentVariable("FUSEBOARD_SEED").toULongLong();
            QTest::addRow("X03 seed %llu", seed) << seed;
            return;
        }
        for (const quint64 seed : seeds)
            QTest::addRow("X03 seed %llu", seed) << seed;
        QTest::newRow("X03 a seed that nobody has seen") << quint64(QRandomGenerator::system()->generate64());
    }
    void X03_X05_B19_D12_L03_L13_L21_whateverHappens()
    {
        QFETCH(quint64, seed);
        qInfo("FUSEBOARD_SEED=%llu", seed);
        History history(seed, eventsOfSeed);
        const QByteArray fault = history.run();
        QVERIFY2(fault.isEmpty(), fault.constData());
        const ClientMetrics &books = history.books();
        QVERIFY(books.succeeded > 0 && books.failed > 0 && books.refused > 0 && books.cancelled > 0);
    }

    /// The judge must be able to say no.
    void aPlantedFaultIsFound_data()
    {
        QTest::addColumn<Fault>("planted");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("L03") << Fault::TwiceTheRate << QByteArray("L03: more than ");
        QTest::newRow("L13") << Fault::NoBoundOfTheQueue << QByteArray("L13: the queue is too long");
        QTest::newRow("B19") << Fault::OneProbeMore << QByteArray("B19: too many probes are out");
        QTest::newRow("L21") << Fault::PauseForgotten << QByteArray("L21: a request leaves in a pause");
        QTest::newRow("X03") << Fault::RequestNotCounted << QByteArray("X03: other requests were sent than counted");
    }
    void aPlantedFaultIsFound()
    {
        QFETCH(Fault, planted);
        QFETCH(QByteArray, found);
        QByteArray fault;
        for (std::size_t i = 0; i < std::size(seeds) && fault.isEmpty(); ++i)
            fault = History(seeds[i], eventsOfSeed, planted).run();
        qInfo("%s", fault.constData());
        QVERIFY(fault.startsWith(found));
    }
};

QTEST_GUILESS_MAIN(TestApiClientHistories)
#include "tst_apiclient_histories.moc"
