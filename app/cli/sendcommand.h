// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progress.h"
#include "cli/sendrun.h"
#include "cli/sendstory.h"

#include <memory>
#include <vector>

namespace fuseboard {

class ClientReading;
class KeptRequest;

/// Sends a request through a client, once or often, and tells its story.
class SendCommand final : public Command
{
    Q_OBJECT

public:
    explicit SendCommand(Terminal &terminal);
    ~SendCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString arguments() const override;
    [[nodiscard]] QString details() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    std::optional<ExitCode> start(const QCommandLineParser &arguments) override;
    void interrupt() override;

private:
    /// A kept request with the values of its variables; nothing where it cannot be sent, which was told then.
    static std::optional<RequestToSend> built(const KeptRequest &kept, const SendOptions &options,
                                              ClientReading &reading);
    void begin();
    void take(const CallReport &report);
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString countsText() const;
    void end();
    [[nodiscard]] bool isSuccess() const;
    bool writeBody();
    void showBody();

    SystemScheduler m_scheduler;
    std::unique_ptr<SendRun> m_run;
    std::unique_ptr<SendStory> m_story;
    std::unique_ptr<Progress> m_progress;
    std::vector<CallReport> m_reports; // for the JSON object alone
    QByteArray m_body; // of the last call that has ended
    bool m_hasAnswer = false; // the same
    bool m_isFiled = false; // its body is where it is to go
};

} // namespace fuseboard
