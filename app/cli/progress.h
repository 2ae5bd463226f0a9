// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "cli/terminal.h"

#include <functional>

namespace fuseboard {

/// Tells on standard error how far a work is, once it takes longer than a second: on a screen twice a second in one
/// line, elsewhere a line each ten seconds.
class Progress
{
public:
    using Text = std::function<QString()>;

    Progress(Terminal &terminal, Scheduler &scheduler, Text text);
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

private:
    void arm(Duration wait);
    void tell();

    Terminal &m_terminal;
    Scheduler &m_scheduler;
    Text m_text;
    TimerHandle m_timer;
};

} // namespace fuseboard
