// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QByteArray>

#include <functional>
#include <map>

namespace fuseboard {

/// Tells all calls of a client that a server's pause begins or grows: the first time at once, and then at most ten
/// times a second for each origin, the last word always. A hundred answers that ask for a pause a millisecond apart are
/// no hundred pieces of news for thousands of waiters. Internal.
class PauseNews
{
public:
    using Tell = std::function<void(const QByteArray &origin)>;

    /// tell may destroy this. The scheduler must outlive it.
    PauseNews(Scheduler &scheduler, Tell tell);

    void pauseBegan(const QByteArray &origin);

private:
    struct Rest
    {
        TimerHandle end;
        bool hasNews = false;
    };
    void restEnded(const QByteArray &origin);

    Scheduler &m_scheduler;
    Tell m_tell;
    std::map<QByteArray, Rest> m_rests; // of the origins that were told of just now
};

} // namespace fuseboard
