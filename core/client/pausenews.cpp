// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/pausenews.h"

namespace fuseboard {

namespace {

constexpr Duration restBetweenNews = std::chrono::milliseconds(100);

} // namespace

PauseNews::PauseNews(Scheduler &scheduler, Tell tell)
    : m_scheduler(scheduler)
    , m_tell(std::move(tell))
{
}

void PauseNews::pauseBegan(const QByteArray &origin)
{
    const auto [rest, isFirst] = m_rests.try_emplace(origin);
    if (!isFirst) {
        rest->second.hasNews = true;
        return;
    }
    rest->second.end = m_scheduler.after(restBetweenNews, [this, origin] { restEnded(origin); });
    m_tell(origin);
}

void PauseNews::restEnded(const QByteArray &origin)
{
    const auto rest = m_rests.extract(origin);
    if (rest.mapped().hasNews)
        pauseBegan(origin);
}

} // namespace fuseboard
