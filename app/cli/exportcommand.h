// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "config/clientconfig.h"

namespace fuseboard {

class ExportedClient;

/// Writes a client's configuration in another format, without its secrets.
class ExportCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString arguments() const override;
    [[nodiscard]] QString details() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    std::optional<ExitCode> start(const QCommandLineParser &arguments) override;

private:
    /// Nothing where it cannot be exported, which was told then.
    std::optional<ClientConfig> clientOf(const QString &file, const QString &environment, bool keepsVariables);
    void tellVariables(const ExportedClient &client, const QStringList &advice);
    ExitCode write(const QByteArray &text, const QString &file);
};

} // namespace fuseboard
