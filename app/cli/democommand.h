// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "cli/command.h"
#include "cli/demosession.h"
#include "cli/demostory.h"

#include <memory>

namespace fuseboard {

/// The demo workspace under its traffic, told in the terminal.
class DemoCommand final : public Command
{
    Q_OBJECT

public:
    explicit DemoCommand(Terminal &terminal);
    ~DemoCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString arguments() const override;
    [[nodiscard]] QString details() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    std::optional<ExitCode> start(const QCommandLineParser &arguments) override;
    void interrupt() override;

private:
    void tellState();
    void end();

    SystemScheduler m_scheduler;
    std::unique_ptr<DemoSession> m_session;
    std::unique_ptr<DemoStory> m_story;
    TimerHandle m_tick;
    TimerHandle m_deadline;
    bool m_json = false;
};

} // namespace fuseboard
