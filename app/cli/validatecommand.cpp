// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/validatecommand.h"

#include "cli/faultreport.h"
#include "config/json/jsontext.h"
#include "models/filenotice.h"
#include "workspace/workspacelayout.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

namespace fuseboard {

using namespace Qt::StringLiterals;

QString ValidateCommand::name() const
{
    return u"validate"_s;
}

QString ValidateCommand::summary() const
{
    return tr("Check files, or all of a workspace's folder, and name every fault.");
}

QString ValidateCommand::arguments() const
{
    return tr("[options] FILE|FOLDER…");
}

QList<QCommandLineOption> ValidateCommand::options() const
{
    return {{u"json"_s, tr("Print one JSON object.")}};
}

std::optional<ExitCode> ValidateCommand::start(const QCommandLineParser &arguments)
{
    const QStringList names = arguments.positionalArguments();
    if (names.isEmpty())
        return usageError(tr("Name at least one file, or the folder of a workspace."));
    m_json = arguments.isSet(u"json"_s);
    for (const QString &name : names)
        QFileInfo(name).isDir() ? checkFolder(QDir::cleanPath(name)) : check(name);
    if (m_json) {
        JsonValue report = JsonValue::object();
        report.append(u"valid"_s, JsonValue::ofFlag(m_allValid));
        report.append(u"files"_s, std::move(m_reports));
        terminal().printBytes(indentedJson(report));
    }
    return m_allValid ? ExitCode::Success : ExitCode::BadConfig;
}

void ValidateCommand::check(const QString &argument)
{
    const AnyFile read = readAnyFile(argument);
    add(argument, read);
    if (m_json)
        return;
    if (read.name)
        terminal().print(tr("%1: valid, %2 %3").arg(argument, wording::word(read.kind), *read.name));
    else if (read.kind != FileKind::Client)
        terminal().warn(tr("%1 was read as a file of this kind: %2.").arg(argument, wording::word(read.kind)));
}

void ValidateCommand::checkFolder(const QString &folder)
{
    if (looksLikeWorkspace(folder)) {
        const CheckedFiles files = checkWorkspace(folder);
        for (auto file = files.begin(); file != files.end(); ++file)
            add(pathWithin(folder, file.key()), file.value());
        if (!m_json)
            tellTotal(folder, files);
        return;
    }
    m_allValid = false;
    const Error missing(ErrorKind::Storage, ErrorDetail::NotFound, pathWithin(folder, workspaceFile()));
    if (m_json)
        m_reports.items.push_back(validationReport(folder, {FileKind::Workspace, missing, {}}));
    else if (QDir(folder).isEmpty())
        terminal().warn(tr("%1 is empty. Give the folder of a workspace, or the names of files.").arg(folder));
    else
        terminal().warn(tr("%1 is no workspace: it has no workspace.json. Give the folder of a workspace, or the names "
                           "of files.")
                            .arg(folder));
}

void ValidateCommand::add(const QString &file, const AnyFile &read)
{
    m_allValid = m_allValid && read.name.ok();
    if (m_json)
        m_reports.items.push_back(validationReport(file, read));
    else
        tell(file, read);
}

void ValidateCommand::tell(const QString &file, const AnyFile &read)
{
    if (!read.name)
        terminal().warn(faultLines(read.name.error(), file).join(u'\n'));
    for (const QString &line : warningLines(read.name ? read.warnings : read.name.error().warnings, file))
        terminal().warn(line);
}

void ValidateCommand::tellTotal(const QString &folder, const CheckedFiles &files)
{
    QHash<FileKind, int> counts;
    int faulty = 0;
    for (const AnyFile &file : files) {
        ++counts[file.kind];
        faulty += file.name ? 0 : 1;
    }
    if (faulty > 0) {
        //: %1 a folder, %2 and %3 numbers
        terminal().warn(tr("%1: not valid, files with faults: %2 of %3")
                            .arg(folder, QString::number(faulty), QString::number(files.size())));
        return;
    }
    const auto count = [&counts](FileKind kind) { return QString::number(counts.value(kind)); };
    terminal().print(tr("%1: valid, %2 %3 (clients: %4, requests: %5, environments: %6)")
                         .arg(folder, wording::word(FileKind::Workspace), *files.constFind(workspaceFile())->name,
                              count(FileKind::Client), count(FileKind::Request), count(FileKind::Environment)));
}

} // namespace fuseboard
