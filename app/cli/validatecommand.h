// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "config/json/jsonvalue.h"
#include "workspace/anyfile.h"

namespace fuseboard {

/// Reads files of clients, requests and workspaces and tells every fault of each.
class ValidateCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString arguments() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    std::optional<ExitCode> start(const QCommandLineParser &arguments) override;

private:
    void tell(const QString &file, const AnyFile &read);
};

} // namespace fuseboard
