// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <memory>

namespace fuseboard {

/// Owns one question to the history: when it is destroyed or replaced, the search ends soon and its answer is not
/// given.
class [[nodiscard]] HistoryTicket
{
public:
    using Flag = std::shared_ptr<std::atomic<bool>>;

    HistoryTicket() = default;
    explicit HistoryTicket(Flag cancelled)
        : m_cancelled(std::move(cancelled))
    {
    }
    ~HistoryTicket() { cancel(); }
    HistoryTicket(HistoryTicket &&) noexcept = default;
    HistoryTicket &operator=(HistoryTicket &&other) noexcept
    {
        cancel();
        m_cancelled = std::move(other.m_cancelled);
        return *this;
    }
    HistoryTicket(const HistoryTicket &) = delete;
    HistoryTicket &operator=(const HistoryTicket &) = delete;

    void cancel()
    {
        if (m_cancelled)
            *m_cancelled = true;
        m_cancelled.reset();
    }

private:
    Flag m_cancelled;
};

} // namespace fuseboard
