// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "cli/command.h"
#include "upstream/demoupstream.h"

namespace fuseboard {

/// The demo upstream alone, until Ctrl+C.
class UpstreamCommand final : public Command
{
    Q_OBJECT

public:
    explicit UpstreamCommand(Terminal &terminal);
    ~UpstreamCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString arguments() const override;
    [[nodiscard]] QString details() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    std::optional<ExitCode> start(const QCommandLineParser &arguments) override;
    void interrupt() override;

private:
    void tellAddress(const QString &scenario);

    SystemScheduler m_scheduler;
    DemoUpstream m_upstream;
    bool m_json = false;
};

} // namespace fuseboard
