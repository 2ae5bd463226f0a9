// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/validatecommand.h"

#include "cli/faultreport.h"
#include "config/json/jsontext.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QString ValidateCommand::name() const
{
    return u"validate"_s;
}

QString ValidateCommand::summary() const
{
    return tr("Check client configurations and name every fault.");
}

QString ValidateCommand::arguments() const
{
    return tr("[options] FILE…");
}

QList<QCommandLineOption> ValidateCommand::options() const
{
    return {{u"json"_s, tr("Print one JSON object.")}};
}

std::optional<ExitCode> ValidateCommand::start(const QCommandLineParser &arguments)
{
    const QStringList files = arguments.positionalArguments();
    if (files.isEmpty())
        return usageError(tr("Name at least one file."));
    bool allValid = true;
    JsonValue list = JsonValue::list();
    for (const QString &file : files) {
        const auto read = readClientConfigFile(file);
        allValid = allValid && read.ok();
        if (arguments.isSet(u"json"_s))
            list.items.push_back(validationReport(file, read));
        else
            tell(file, read);
    }
    if (arguments.isSet(u"json"_s)) {
        JsonValue report = JsonValue::object();
        report.append(u"valid"_s, JsonValue::ofFlag(allValid));
        report.append(u"files"_s, std::move(list));
        terminal().printBytes(indentedJson(report));
    }
    return allValid ? ExitCode::Success : ExitCode::BadConfig;
}

void ValidateCommand::tell(const QString &file, const Result<ReadConfig> &read)
{
    if (!read)
        terminal().warn(faultLines(read.error(), file).join(u'\n'));
    for (const QString &line : warningLines(read ? read->warnings : read.error().warnings, file))
        terminal().warn(line);
    if (!read)
        return;
    terminal().print(tr("%1: valid, client %2").arg(file, read->config.name));
}

} // namespace fuseboard
