// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/workspacecheck.h"
#include "config/json/jsonvalue.h"

namespace fuseboard {

/// Reads files of clients, requests, environments and workspaces, or all of a workspace's folder, and tells every fault
/// of each.
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
    void check(const QString &argument);
    void checkFolder(const QString &folder);
    void add(const QString &file, const AnyFile &read);
    void tell(const QString &file, const AnyFile &read);
    void tellTotal(const QString &folder, const CheckedFiles &files);

    bool m_json = false;
    bool m_allValid = true;
    JsonValue m_reports = JsonValue::list();
};

} // namespace fuseboard
