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
    return begin(std::make_unique<AsyncFunction<AttemptOutcome>>(std::move(function)));
}

RetryRun *RetryHandler::begin(std::unique_ptr<FunctionWork> work)
{
    auto *run = new FunctionRetryRun(m_backoff, m_scheduler, m_random, std::move(work));
    run->startAttempt();
    return run;
}

const RetryConfig &RetryHandler::config() const
{
    return m_backoff.config();
}

std::unique_ptr<RetryHandler> createRetryHandler(RetryConfig config, Scheduler &scheduler, Random &random)
{
    return std::make_unique<RetryHandler>(std::move(config), scheduler, random);
}

} // namespace fuseboard

#include "moc_retryhandler.cpp"
