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
};

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
        return std::make_unique<FakeExchange>(m_scheduler, refused, limits, [](bool) {});
    };
    if (const auto check = checkRequest(request); !check)
        return refuse(check.error());
    const auto body = contentOf(request.body);
    if (!body)
        return refuse(Error(ErrorKind::Storage, ErrorDetail::ReadFailed, QStringLiteral("body")));
    m_state->requests.append(request);
    m_state->bodies.append(*body);
    m_state->limits.append(limits);
    ++m_state->inFlight;
    m_state->maxInFlight = std::max(m_state->maxInFlight, m_state->inFlight);
    const auto ended = [state = m_state](bool givenUp) {
        --state->inFlight;
        state->cancelled += givenUp ? 1 : 0;
    };
    return std::make_unique<FakeExchange>(m_scheduler, nextOutcome(request), limits, ended);
}

FakeOutcome FakeTransport::nextOutcome(const Request &request)
{
    FakeOutcome outcome = m_state->standing;
    if (!m_state->queue.isEmpty())
        outcome = m_state->queue.takeFirst();
    else if (m_state->handler)
        outcome = m_state->handler(request, requestCount());
    if (outcome.result && outcome.result->ok())
        outcome.result->value().url = request.url;
    if (outcome.delay == Duration::zero())
        outcome.delay = m_state->delay;
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
