// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exportcommand.h"

#include "cli/faultreport.h"
#include "cli/nearestword.h"
#include "cli/wholefile.h"
#include "interchange/clientexporter.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QStringList formatNames()
{
    QStringList names;
    for (const auto &format : clientExporters())
        names.append(format->id());
    return names;
}

} // namespace

QString ExportCommand::name() const
{
    return u"export"_s;
}

QString ExportCommand::summary() const
{
    return tr("Write a client's configuration in another format, without its secrets.");
}

QString ExportCommand::arguments() const
{
    return tr("FORMAT FILE");
}

QString ExportCommand::details() const
{
    return tr("Formats:\n"
              "  fuseboard  The client's file; plain secrets become references to the keychain.\n"
              "  python     An APIClientConfig with every field, secrets read from the environment.\n"
              "  curl       A shell script with curl's own time limits, redirects and retries.");
}

QList<QCommandLineOption> ExportCommand::options() const
{
    return {{u"o"_s, tr("Write to a file instead of standard output."), tr("FILE")}};
}

std::optional<ExitCode> ExportCommand::start(const QCommandLineParser &arguments)
{
    const QStringList words = arguments.positionalArguments();
    if (words.size() != 2)
        return usageError(tr("Name a format (%1) and the file of a client.").arg(formatNames().join(u", "_s)));
    const auto formats = clientExporters();
    const auto format = std::find_if(formats.begin(), formats.end(),
                                     [&](const auto &candidate) { return candidate->id() == words.first(); });
    if (format == formats.end()) {
        const QString near = nearestWord(words.first(), formatNames());
        return usageError(tr("There is no format %1.").arg(words.first()) + u' '
                          + (near.isEmpty() ? tr("There are %1.").arg(formatNames().join(u", "_s))
                                            : tr("Did you mean %1?").arg(near)));
    }
    const auto read = readClientConfigFile(words.last());
    if (!read) {
        terminal().warn(faultLines(read.error(), words.last()).join(u'\n'));
        return ExitCode::BadConfig;
    }
    return write((*format)->write(read->config), arguments.value(u"o"_s));
}

ExitCode ExportCommand::write(const QByteArray &text, const QString &file)
{
    if (file.isEmpty()) {
        terminal().printBytes(text);
        return ExitCode::Success;
    }
    const QString problem = problemOfKeeping(text, file);
    if (problem.isEmpty())
        return ExitCode::Success;
    terminal().warn(tr("%1 could not be written: %2.").arg(file, problem));
    return ExitCode::SomeFailed;
}

} // namespace fuseboard
