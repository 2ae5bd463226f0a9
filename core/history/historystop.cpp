// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historystop.h"

#include <utility>

namespace fuseboard {

void HistoryStop::watch(std::function<void()> interrupt)
{
    const std::lock_guard lock(m_mutex);
    m_interrupt = std::move(interrupt);
}

void HistoryStop::stop()
{
    m_isStopped = true;
    const std::lock_guard lock(m_mutex);
    if (m_interrupt)
        m_interrupt();
}

} // namespace fuseboard
