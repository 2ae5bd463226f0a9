// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/circuitbreaker.h"
#include "resilience/functionwork.h"

#include <QObject>

#include <memory>

namespace fuseboard {

/// One function that a breaker has let pass: settles its permit once, hands its result over, and deletes itself. Needs
/// the breaker only to begin. Internal.
class GuardedRun final : public QObject
{
    Q_OBJECT

public:
    GuardedRun(CircuitBreaker::Permit permit, CircuitBreakerConfig config, std::unique_ptr<FunctionWork> work);
    ~GuardedRun() override;

    void start();

private:
    void ended(const AttemptOutcome &outcome);
    void giveUp();
    void finish(Verdict verdict, std::optional<Duration> openFor = {});
    [[nodiscard]] Verdict verdictOf(const AttemptOutcome &outcome) const;

    CircuitBreaker::Permit m_permit;
    const CircuitBreakerConfig m_config; // the breaker may be gone by then
    const std::unique_ptr<FunctionWork> m_work;
    bool m_finished = false;
};

} // namespace fuseboard
