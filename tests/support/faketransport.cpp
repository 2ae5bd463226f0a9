// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/faketransport.h"

#include "support/fakeexchange.h"

#include <algorithm>
#include <optional>

namespace fuseboard {

namespace {

/// Empty where it cannot be opened, or holds less than it announces.
std::optional<QByteArray> contentOf(const Body &body)
{
    if (!body.isStream())
        return body.bytes();
    const auto device = body.open();
    if (!device || !device->isReadable())
        return std::nullopt;
    const QByteArray bytes = device->read(body.size());
    return bytes.size() == body.size() ? std::optional(bytes) : std::nullopt;
}

} // namespace

struct FakeTransport::State
{
    QList<FakeOutcome> queue;
    Handler handler;
    FakeOutcome standing = FakeOutcome::success(200);
    Duration delay{};
    QList<Request> requests;
    QList<QByteArray> bodies;
    QList<Limits> limits;
    int inFlight = 0;
    int maxInFlight = 0;
    int cancelled = 0;
    int maxConnections = 0;
    QList<FakeExchange *> waiting;

    [[nodiscard]] bool isFull() const { return maxConnections > 0 && inFlight >= maxConnections; }
    void start(FakeExchange &exchange, const Request &request, const QByteArray &body);
    void startWaiting();
    void ended(FakeExchange *exchange, bool givenUp);
    FakeOutcome nextOutcome(const Request &request);
};

void FakeTransport::State::start(FakeExchange &exchange, const Request &request, const QByteArray &body)
{
    requests.append(request);
    bodies.append(body);
    maxInFlight = std::max(maxInFlight, inFlight);
    exchange.start(nextOutcome(request));
}

void FakeTransport::State::startWaiting()
{
    while (!waiting.isEmpty() && !isFull()) {
        FakeExchange *next = waiting.takeFirst();
        ++inFlight;
        if (const auto request = next->leave())
            start(*next, *request, contentOf(request->body).value_or(QByteArray()));
    }
}

void FakeTransport::State::ended(FakeExchange *exchange, bool givenUp)
{
    inFlight -= waiting.removeAll(exchange) > 0 ? 0 : 1;
    cancelled += givenUp ? 1 : 0;
}

FakeTransport::FakeTransport(Scheduler &scheduler)
    : m_scheduler(scheduler)
    , m_state(std::make_shared<State>())
{
}

FakeTransport::~FakeTransport() = default;

std::unique_ptr<Exchange> FakeTransport::send(const Request &request, const Limits &limits)
{
    const auto refuse = [&](const Error &error) {
        auto refused = FakeOutcome::failure(error);
        refused.sendings = 0;
        auto exchange = std::make_unique<FakeExchange>(m_scheduler, request, limits, FakeExchange::Listener());
        exchange->start(refused);
        return exchange;
    };
    if (const auto check = checkRequest(request); !check)
        return refuse(check.error());
    const auto body = contentOf(request.body);
    if (!body)
        return refuse(Error(ErrorKind::Storage, ErrorDetail::ReadFailed, QStringLiteral("body")));
    auto exchange = std::make_unique<FakeExchange>(
        m_scheduler, request, limits,
        FakeExchange::Listener{[state = m_state](FakeExchange *one, bool givenUp) { state->ended(one, givenUp); },
                               [state = m_state] { state->startWaiting(); }});
    m_state->limits.append(limits);
    if (m_state->isFull() || !m_state->waiting.isEmpty()) {
        m_state->waiting.append(exchange.get());
        exchange->wait();
    } else {
        ++m_state->inFlight;
        m_state->start(*exchange, request, *body);
    }
    return exchange;
}

FakeOutcome FakeTransport::State::nextOutcome(const Request &request)
{
    FakeOutcome outcome = standing;
    if (!queue.isEmpty())
        outcome = queue.takeFirst();
    else if (handler)
        outcome = handler(request, static_cast<int>(requests.size()));
    if (outcome.result && outcome.result->ok())
        outcome.result->value().url = request.url;
    if (outcome.delay == Duration::zero())
        outcome.delay = delay;
    return outcome;
}

void FakeTransport::succeedWith(int status, Headers headers, QByteArray body)
{
    m_state->standing = FakeOutcome::success(status, std::move(headers), std::move(body));
}

void FakeTransport::failWith(Error error)
{
    m_state->standing = FakeOutcome::failure(std::move(error));
}

void FakeTransport::answerWith(FakeOutcome outcome)
{
    m_state->standing = std::move(outcome);
}

void FakeTransport::setDelay(Duration delay)
{
    m_state->delay = delay;
}

void FakeTransport::enqueue(FakeOutcome outcome)
{
    m_state->queue.append(std::move(outcome));
}

void FakeTransport::setHandler(Handler handler)
{
    m_state->handler = std::move(handler);
}

void FakeTransport::setMaxConnections(int connections)
{
    m_state->maxConnections = connections;
}

const QList<Request> &FakeTransport::requests() const
{
    return m_state->requests;
}

const QList<QByteArray> &FakeTransport::bodies() const
{
    return m_state->bodies;
}

const QList<Limits> &FakeTransport::limits() const
{
    return m_state->limits;
}

int FakeTransport::requestCount() const
{
    return static_cast<int>(m_state->requests.size());
}

int FakeTransport::inFlight() const
{
    return m_state->inFlight;
}

int FakeTransport::maxInFlight() const
{
    return m_state->maxInFlight;
}

int FakeTransport::cancelledCount() const
{
    return m_state->cancelled;
}

} // namespace fuseboard
