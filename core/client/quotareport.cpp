// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/quotareport.h"

#include "client/calllog.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int statusForbidden = 403;
constexpr int statusLimited = 429;
constexpr qsizetype mostOfValue = 80;
constexpr Duration longestAsked = std::chrono::hours(24 * 365 * 100); // a moment that lies so far ahead can be told

std::optional<Duration> bounded(std::optional<Duration> asked)
{
    return asked ? std::optional(std::min(*asked, longestAsked)) : std::nullopt;
}

/// A time rather than a count: that is what is missed.
std::optional<QuotaRemark> firstOf(const QList<QuotaRemark> &notes)
{
    const auto time = std::find_if(notes.begin(), notes.end(), [](const QuotaRemark &remark) {
        return remark.note != QuotaNote::RemainingMalformed;
    });
    if (time != notes.end())
        return *time;
    return notes.isEmpty() ? std::nullopt : std::optional(notes.first());
}

} // namespace

QuotaReport::QuotaReport(ClientCore &core, const QByteArray &origin, const Response &response)
    : m_core(core)
    , m_origin(origin)
    , m_status(response.status)
    , m_obeyed(core.config().rateLimit.value_or(RateLimitConfig()).respectRetryAfter)
    , m_quota(parseQuota(response.headers, response.status, core.services().scheduler.wallNow(),
                         core.policies(origin).dialects))
{
}

bool QuotaReport::isLimited() const
{
    return isUsedUp() || (m_status == statusForbidden && retryAfter());
}

bool QuotaReport::isUsedUp() const
{
    return m_status == statusLimited || (m_status == statusForbidden && m_quota.remaining == 0);
}

int QuotaReport::status() const
{
    return isLimited() ? statusLimited : m_status;
}

int QuotaReport::statusForRetries() const
{
    return isUsedUp() ? statusLimited : m_status;
}

std::optional<Duration> QuotaReport::pause() const
{
    const auto pause = m_obeyed ? bounded(m_quota.pause()) : std::nullopt;
    return pause > Duration::zero() ? pause : std::nullopt;
}

std::optional<Duration> QuotaReport::retryAfter() const
{
    return m_obeyed ? bounded(m_quota.retryAfter) : std::nullopt;
}

std::shared_ptr<const PauseCause> QuotaReport::cause(const Request &request) const
{
    if (!pause() && !isLimited())
        return {};
    PauseCause cause;
    cause.status = m_status;
    cause.source = !pause()  ? PauseSource::Unnamed
        : m_quota.retryAfter ? PauseSource::RetryAfter
                             : PauseSource::QuotaUsedUp;
    if (m_quota.pause()) { // obeyed or not
        const QuotaField &field = m_quota.retryAfter ? m_quota.retryAfterField : m_quota.resetField;
        cause.header = field.name;
        cause.value = shown(field.value, request);
    }
    cause.remark = firstOf(m_quota.notes);
    if (cause.remark)
        cause.remark->field.value = shown(cause.remark->field.value, request);
    return std::make_shared<const PauseCause>(std::move(cause));
}

QByteArray QuotaReport::shown(const QByteArray &value, const Request &request) const
{
    // Redacted before it is cut, with all of a secret that begins in what is shown: half of one is not found.
    const Redactor redactor = m_core.redactorFor(request);
    const QByteArray begun = value.left(mostOfValue + redactor.longestForm());
    return redactor.text(QString::fromUtf8(begun)).toUtf8().left(mostOfValue);
}

void QuotaReport::log(const Request &request) const
{
    if (m_quota.notes.isEmpty() || !CallLog::isHeard(m_core))
        return;
    const QPointer core(&m_core);
    for (QuotaRemark remark : m_quota.notes) {
        if (!core) // by whoever has read the last line
            return;
        auto &logged = m_core.policies(m_origin).loggedNotes;
        if (!logged.emplace(remark.field.name.toLower(), remark.note).second)
            continue;
        remark.field.value = shown(remark.field.value, request);
        CallLog::ignored(m_core, request, m_origin, remark);
    }
}

void QuotaReport::tell(const Request &request) const
{
    const QPointer core(&m_core);
    log(request);
    const QPointer limiter(core ? m_core.policies(m_origin).limiter.get() : nullptr);
    if (!limiter)
        return;
    const auto before = limiter->pausedUntil();
    const bool mayBegin = !before && (pause() || isLimited());
    const QString subject = mayBegin ? m_core.subject(request) : QString(); // the request goes with its call
    // Known before those who wait hear of it: it is their story.
    const bool longer = pause() ? !before || m_core.now() + *pause() > *before : isLimited() && !before;
    if (longer)
        m_core.policies(m_origin).pauseCause = cause(request);
    limiter->observe(m_quota);
    if (limiter && !isLimited())
        limiter->observeOther();
    else if (limiter && !pause())
        limiter->observeBare429();
    const auto until = limiter ? limiter->pausedUntil() : std::nullopt;
    if (!core || !until || !mayBegin)
        return;
    ClientEvent event;
    event.kind = EventKind::RateLimited;
    event.status = m_status;
    event.wait = *until - core->now();
    event.subject = subject;
    core->recordEvent(event);
}

} // namespace fuseboard
