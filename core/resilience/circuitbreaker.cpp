// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/circuitbreaker.h"

#include "resilience/guardedrun.h"

#include <deque>
#include <utility>

namespace fuseboard {

/// Shared with the permits, so that they may outlive the breaker; q is null from then on.
class CircuitBreaker::Private
{
public:
    Private(CircuitBreaker *breaker, const CircuitBreakerConfig &breakerConfig, Scheduler &breakerScheduler,
            Duration attemptTimeout)
        : q(breaker)
        , scheduler(breakerScheduler)
        , config(breakerConfig)
        , core(breakerConfig, attemptTimeout)
    {
    }

    void catchUp(MonotonicTime now);
    void announce(const std::optional<BreakerCore::Transition> &transition);
    void tellAll();
    void armTimer(MonotonicTime now);
    void settle(const BreakerCore::Pass &pass, Verdict verdict, std::optional<Duration> openFor);
    template<class Operation>
    void change(Operation operation);
    [[nodiscard]] Error errorFor(const BreakerCore::Admission &admission) const;

    CircuitBreaker *q;
    Scheduler &scheduler;
    CircuitBreakerConfig config;
    BreakerCore core;
    BreakerState announced = BreakerState::Closed;
    std::deque<BreakerCore::Transition> untold;
    bool telling = false;
    TimerHandle timer;
    quint64 openings = 0;
    quint64 refused = 0;
};

/// OPEN ends by time alone: whoever comes first, the timer or a caller, has it told before anything else.
void CircuitBreaker::Private::catchUp(MonotonicTime now)
{
    if (announced == BreakerState::Open && core.state(now) == BreakerState::HalfOpen) {
        announce(
            BreakerCore::Transition{BreakerState::Open, BreakerState::HalfOpen, BreakerReason::RecoveryElapsed, now});
    }
}

void CircuitBreaker::Private::announce(const std::optional<BreakerCore::Transition> &transition)
{
    if (!transition)
        return;
    announced = transition->to;
    openings += isOpening(transition->reason) ? 1 : 0;
    untold.push_back(*transition);
    armTimer(transition->at);
    tellAll();
}

/// A listener may call back and cause further changes: these queue up behind those that are being told.
void CircuitBreaker::Private::tellAll()
{
    if (telling)
        return;
    telling = true;
    while (q && !untold.empty()) {
        const BreakerCore::Transition next = untold.front();
        untold.pop_front();
        Q_EMIT q->stateChanged(next.from, next.to, next.reason);
    }
    telling = false;
}

void CircuitBreaker::Private::armTimer(MonotonicTime now)
{
    const auto until = core.openUntil(now);
    if (!until) {
        timer.cancel();
        return;
    }
    timer = scheduler.after(*until - now, [this] {
        const auto self = q->d;
        self->catchUp(self->scheduler.now());
    });
}

void CircuitBreaker::Private::settle(const BreakerCore::Pass &pass, Verdict verdict, std::optional<Duration> openFor)
{
    if (!q)
        return;
    const MonotonicTime now = scheduler.now();
    catchUp(now);
    announce(core.settle(pass, verdict, now, openFor));
}

template<class Operation>
void CircuitBreaker::Private::change(Operation operation)
{
    const auto self = q->d;
    const MonotonicTime now = scheduler.now();
    catchUp(now);
    announce(operation(core, now));
    if (q)
        armTimer(now);
}

Error CircuitBreaker::Private::errorFor(const BreakerCore::Admission &admission) const
{
    Error error(ErrorKind::CircuitOpen, admission.refusal);
    error.wait = admission.retryIn;
    error.count = core.consecutiveFailures();
    return error;
}

CircuitBreaker::Permit::Permit(std::shared_ptr<Private> breaker, BreakerCore::Pass pass)
    : m_breaker(std::move(breaker))
    , m_pass(pass)
{
}

CircuitBreaker::Permit::~Permit()
{
    abandon();
}

CircuitBreaker::Permit &CircuitBreaker::Permit::operator=(Permit &&other) noexcept
{
    if (this != &other) {
        abandon();
        m_breaker = std::move(other.m_breaker);
        m_pass = other.m_pass;
    }
    return *this;
}

void CircuitBreaker::Permit::abandon()
{
    if (const auto breaker = std::exchange(m_breaker, {}))
        breaker->core.abandon(m_pass);
}

void CircuitBreaker::Permit::settle(Verdict verdict, std::optional<Duration> openFor)
{
    if (const auto breaker = std::exchange(m_breaker, {}))
        breaker->settle(m_pass, verdict, openFor);
}

void CircuitBreaker::Permit::renew(Duration ahead)
{
    if (m_breaker)
        m_breaker->core.renew(m_pass, m_breaker->scheduler.now(), ahead);
}

bool CircuitBreaker::Permit::isStale() const
{
    return m_breaker && (!m_breaker->q || !m_breaker->core.isCurrent(m_pass, m_breaker->scheduler.now()));
}

bool CircuitBreaker::Permit::isOpen() const
{
    return m_breaker != nullptr;
}

CircuitBreaker::CircuitBreaker(const CircuitBreakerConfig &config, Scheduler &scheduler, Duration attemptTimeout,
                               QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>(this, config, scheduler, attemptTimeout))
{
}

CircuitBreaker::~CircuitBreaker()
{
    d->q = nullptr;
    d->timer.cancel();
}

Result<CircuitBreaker::Permit> CircuitBreaker::admit()
{
    const auto self = d;
    const MonotonicTime now = self->scheduler.now();
    self->catchUp(now);
    const BreakerCore::Admission admission = self->core.admit(now);
    if (admission.pass)
        return Permit(self, *admission.pass);
    ++self->refused;
    return self->errorFor(admission);
}

std::optional<Error> CircuitBreaker::refusal() const
{
    const BreakerCore::Admission admission = d->core.peek(d->scheduler.now());
    if (admission.pass)
        return std::nullopt;
    return d->errorFor(admission);
}

void CircuitBreaker::guard(std::unique_ptr<FunctionWork> work)
{
    const auto self = d; // listeners may destroy the breaker
    auto admitted = admit();
    if (admitted)
        (new GuardedRun(std::move(admitted).value(), self->config, std::move(work)))->start();
    else
        work->deliver(admitted.error());
}

BreakerState CircuitBreaker::state() const
{
    return d->core.state(d->scheduler.now());
}

BreakerSnapshot CircuitBreaker::snapshot() const
{
    const MonotonicTime now = d->scheduler.now();
    BreakerSnapshot snapshot;
    snapshot.state = d->core.state(now);
    if (const auto until = d->core.openUntil(now))
        snapshot.retryIn = *until - now;
    snapshot.trip = d->core.trip();
    snapshot.consecutiveFailures = d->core.consecutiveFailures();
    snapshot.failureThreshold = d->config.failureThreshold;
    snapshot.probeSuccesses = d->core.probeSuccesses();
    snapshot.successThreshold = d->config.successThreshold;
    snapshot.probesOut = d->core.probesOut(now);
    snapshot.failureRate = d->core.failureRate(now);
    snapshot.openings = d->openings;
    snapshot.refused = d->refused;
    snapshot.forced = d->core.isForced();
    snapshot.isolated = d->core.isIsolated();
    snapshot.observeOnly = d->config.observeOnly;
    return snapshot;
}

const std::optional<BreakerTrip> &CircuitBreaker::trip() const
{
    return d->core.trip();
}

const CircuitBreakerConfig &CircuitBreaker::config() const
{
    return d->config;
}

void CircuitBreaker::forceOpen()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.forceOpen(now); });
}

void CircuitBreaker::forceClosed()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.forceClosed(now); });
}

void CircuitBreaker::release()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.release(now); });
}

void CircuitBreaker::isolate()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.isolate(now); });
}

void CircuitBreaker::endIsolation()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.endIsolation(now); });
}

void CircuitBreaker::reset()
{
    d->change([](BreakerCore &core, MonotonicTime now) { return core.reset(now); });
}

void CircuitBreaker::reconfigure(const CircuitBreakerConfig &config, Duration attemptTimeout)
{
    d->config = config;
    d->core.reconfigure(config, attemptTimeout);
}

} // namespace fuseboard

#include "moc_circuitbreaker.cpp"
