// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progress.h"
#include "cli/sendrun.h"
#include "workspace/anyfile.h"

#include <memory>
#include <variant>

namespace fuseboard {

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
    /// The configuration with the values of its variables; or how the command ends, after it was told why.
    std::variant<ClientConfig, ExitCode> inEnvironment(const ClientConfig &written, const SendOptions &options);
    ExitCode tellBadConfig(const SendOptions &options, const Error &error, FileKind kind,
                           const QString &otherFile = {});
    [[nodiscard]] QString progressText() const;
    void end();
    void tellStory();
    void tell(const QString &text);
    bool writeBody();

    SystemScheduler m_scheduler;
    QStringList m_secrets; ///< that came by variables
    std::unique_ptr<SendRun> m_run;
    std::unique_ptr<Progress> m_progress;
};

} // namespace fuseboard
