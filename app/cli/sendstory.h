// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/callreport.h"
#include "cli/sendrun.h"
#include "cli/terminal.h"

namespace fuseboard {

/// Tells what happens to the calls of a run: each when it has ended, the first 20 of them, and all together in the end.
class SendStory final
{
public:
    /// Both must outlive it.
    SendStory(Terminal &terminal, const SendRun &run);

    /// The next one that has ended.
    void tellCall(const CallReport &report);
    void tellSummary();

private:
    void tell(const QString &text);

    Terminal &m_terminal;
    const SendRun &m_run;
    int m_ended = 0;
};

} // namespace fuseboard
