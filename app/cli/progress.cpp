// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progress.h"

namespace fuseboard {

using namespace std::chrono_literals;

namespace {
constexpr Duration patience = 1s;
constexpr Duration betweenFrames = 500ms;
constexpr Duration betweenLines = 10s;
} // namespace

Progress::Progress(Terminal &terminal, Scheduler &scheduler, Text text)
    : m_terminal(terminal)
    , m_scheduler(scheduler)
    , m_text(std::move(text))
{
    arm(patience);
}

Progress::~Progress()
{
    m_terminal.clearProgress();
}

void Progress::arm(Duration wait)
{
    m_timer = m_scheduler.after(wait, [this] { tell(); });
}

void Progress::tell()
{
    if (m_terminal.isInteractive())
        m_terminal.showProgress(m_text());
    else
        m_terminal.warn(m_text());
    arm(m_terminal.isInteractive() ? betweenFrames : betweenLines);
}

} // namespace fuseboard
