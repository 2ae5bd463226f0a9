// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/retryhandler.h"

#include "resilience/functionretryrun.h"

namespace fuseboard {

RetryRun::~RetryRun() = default;

RetryHandler::RetryHandler(RetryConfig config, Scheduler &scheduler, Random &random, QObject *parent)
    : QObject(parent)
    , m_backoff(std::move(config))
    , m_scheduler(scheduler)
    , m_random(random)
{
}

RetryHandler::~RetryHandler() = default;

RetryRun *RetryHandler::run(std::function<QFuture<AttemptOutcome>()> function)
{
    auto *run = new FunctionRetryRun(m_backoff, m_scheduler, m_random, std::move(function));
    run->startAttempt();
    return run;
}

const RetryConfig &RetryHandler::config() const
{
    return m_backoff.config();
}

} // namespace fuseboard

#include "moc_retryhandler.cpp"
