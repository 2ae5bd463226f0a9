// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/validatecommand.h"

#include "cli/faultreport.h"
#include "config/json/jsontext.h"
#include "models/filenotice.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QString ValidateCommand::name() const
{
    return u"validate"_s;
}

QString ValidateCommand::summary() const
{
    return tr("Check files of clients, requests, environments and workspaces and name every fault.");
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
        const AnyFile read = readAnyFile(file);
        allValid = allValid && read.name.ok();
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

void ValidateCommand::tell(const QString &file, const AnyFile &read)
{
    const bool valid = read.name.ok();
    if (!valid)
        terminal().warn(faultLines(read.name.error(), file).join(u'\n'));
    for (const QString &line : warningLines(valid ? read.warnings : read.name.error().warnings, file))
        terminal().warn(line);
    if (valid)
        terminal().print(tr("%1: valid, %2 %3").arg(file, wording::word(read.kind), *read.name));
    else if (read.kind != FileKind::Client)
        terminal().warn(tr("%1 was read as the file of a %2.").arg(file, wording::word(read.kind)));
}

} // namespace fuseboard
