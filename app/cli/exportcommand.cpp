// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exportcommand.h"

#include "cli/environmentchoice.h"
#include "cli/faultreport.h"
#include "cli/nearestword.h"
#include "cli/wholefile.h"
#include "config/document.h"
#include "interchange/clientexporter.h"
#include "interchange/exportedclient.h"

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
    return tr("[options] FORMAT FILE");
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
    return {{u"env"_s,
             tr("The environment that gives the client's {{variables}} their values: its file, or its name in the "
                "client's workspace. Secrets stay variables."),
             tr("environment")},
            {u"o"_s, tr("Write to a file instead of standard output."), tr("FILE")}};
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
    // Variables mean something to Fuseboard, so its own file keeps them unless their values are asked for.
    const QString environment = arguments.value(u"env"_s);
    const bool keepsVariables = environment.isEmpty() && words.first() == "fuseboard"_L1;
    const auto client = clientOf(words.last(), environment, keepsVariables);
    return client ? write((*format)->write(*client), arguments.value(u"o"_s)) : ExitCode::BadConfig;
}

std::optional<ClientConfig> ExportCommand::clientOf(const QString &file, const QString &environment,
                                                    bool keepsVariables)
{
    const auto tellFaults = [this](const Error &error, const QString &of, const QStringList &advice = {}) {
        terminal().warn((faultLines(error, of) + advice).join(u'\n'));
        return std::nullopt;
    };
    auto read = readClientConfigFile(file);
    if (!read)
        return tellFaults(read.error(), file);
    if (keepsVariables)
        return std::move(read->config);
    const EnvironmentChoice choice(environment, file);
    if (const QString problem = choice.problemOfName(); !problem.isEmpty()) {
        terminal().warn(problem);
        return std::nullopt;
    }
    const auto scope = choice.scopeWithoutSecrets();
    if (!scope)
        return tellFaults(scope.error(), scope.error().subject);
    const ExportedClient client(read->config, *scope);
    const QStringList advice = choice.advice(client.faults(), *scope);
    if (!client.faults().isEmpty() && !environment.isEmpty())
        return tellFaults(invalidDocument(client.faults()), file, advice);
    tellVariables(client, advice);
    return client.config();
}

void ExportCommand::tellVariables(const ExportedClient &client, const QStringList &advice)
{
    for (const ConfigFault &fault : client.faults())
        terminal().warn(
            tr("warning: {{%1}} in %2 has no value and is exported as it is.").arg(fault.value, fault.path));
    for (const QString &sentence : advice)
        terminal().warn(sentence);
    for (const ConfigFault &secret : client.secrets())
        terminal().warn(
            tr("warning: {{%1}} in %2 is a secret and is exported as it is.").arg(secret.value, secret.path));
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
