// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendcommand.h"

#include "cli/callstory.h"
#include "cli/environmentchoice.h"
#include "cli/faultreport.h"
#include "cli/sendreport.h"
#include "cli/signin.h"
#include "cli/wholefile.h"
#include "client/urljoin.h"
#include "config/configfile.h"
#include "config/json/jsontext.h"
#include "models/errorwording.h"
#include "models/filenotice.h"
#include "models/timelinewording.h"
#include "variables/clientsubstitution.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t mostStories = 20; // of calls that are told one by one

} // namespace

SendCommand::SendCommand(Terminal &terminal)
    : Command(terminal)
{
}

SendCommand::~SendCommand() = default;

QString SendCommand::name() const
{
    return u"send"_s;
}

QString SendCommand::summary() const
{
    return tr("Send a request through a client's policies and tell what happened.");
}

QString SendCommand::arguments() const
{
    return tr("--client FILE [options] METHOD PATH");
}

QString SendCommand::details() const
{
    return tr("PATH is relative to the client's base_url. Ctrl+C cancels and still prints the summary.\n"
              "Secrets come from the file (with a warning) or, as \"${env:NAME}\", from the environment.");
}

QList<QCommandLineOption> SendCommand::options() const
{
    return SendOptions::declared();
}

std::optional<ExitCode> SendCommand::start(const QCommandLineParser &arguments)
{
    const auto read = SendOptions::read(arguments);
    if (const auto *problem = std::get_if<QString>(&read))
        return usageError(*problem);
    const SendOptions &options = std::get<SendOptions>(read);
    const auto bytes = readConfigFile(options.clientFile);
    if (!bytes)
        return tellBadConfig(options, bytes.error(), FileKind::Client);
    const auto config = readClientConfig(*bytes);
    if (!config)
        return tellBadConfig(options, config.error(), looksLike(*bytes));
    for (const QString &line : warningLines(config->warnings, options.clientFile))
        terminal().warn(line);
    const auto effective = inEnvironment(config->config, options);
    if (const auto *end = std::get_if<ExitCode>(&effective))
        return *end;
    const ClientConfig &client = std::get<ClientConfig>(effective);
    if (const auto url = joinUrl(client.baseUrl, options.request.url); !url)
        return usageError(wording::sentence(url.error()));
    m_run = std::make_unique<SendRun>(client, options, m_scheduler);
    m_run->hideSecrets(m_secrets);
    if (options.login)
        m_run->signInBy(signInAt(terminal()));
    connect(m_run.get(), &SendRun::signInFailed, this, [this, name = config->config.name](const Error &error) {
        terminal().warn(wording::sentence(error, {name, std::nullopt, true}));
    });
    m_progress = std::make_unique<Progress>(terminal(), m_scheduler, [this] { return progressText(); });
    connect(m_run.get(), &SendRun::finished, this, &SendCommand::end);
    Q_EMIT underWay();
    m_run->start();
    return std::nullopt;
}

std::variant<ClientConfig, ExitCode> SendCommand::inEnvironment(const ClientConfig &written, const SendOptions &options)
{
    const auto scope = environmentChoice(options.environment, options.clientFile);
    if (!scope)
        return tellBadConfig(options, scope.error(), FileKind::Client, scope.error().subject);
    m_secrets = scope->secretValues();
    auto effective = effectiveConfig(written, *scope);
    if (!effective)
        return tellBadConfig(options, effective.error(), FileKind::Client);
    return std::move(effective).value();
}

void SendCommand::interrupt()
{
    m_run->cancel();
}

ExitCode SendCommand::tellBadConfig(const SendOptions &options, const Error &error, FileKind kind,
                                    const QString &otherFile)
{
    const QString file = otherFile.isEmpty() ? options.clientFile : otherFile;
    terminal().warn(faultLines(error, file).join(u'\n'));
    for (const QString &line : warningLines(error.warnings, file))
        terminal().warn(line);
    if (kind != FileKind::Client)
        terminal().warn(tr("%1 looks like the file of a %2; --client takes that of a client.")
                            .arg(options.clientFile, wording::word(kind)));
    if (options.json) {
        JsonValue report = JsonValue::object();
        report.append(u"error"_s, errorReport(error));
        terminal().printBytes(indentedJson(report));
    }
    return ExitCode::BadConfig;
}

QString SendCommand::progressText() const
{
    if (m_run->isSigningIn())
        return tr("Waiting for the sign-in …");
    if (const auto &wait = m_run->wait())
        return wording::waitText(*wait, m_scheduler.now()) + u" …"_s;
    const ClientMetrics &metrics = m_run->client().metrics();
    return tr("%1 of %2 calls done, %3 failed, %4 refused …")
        .arg(QString::number(m_run->reports().size()), QString::number(m_run->options().repeat),
             QString::number(metrics.failed), QString::number(metrics.refused));
}

void SendCommand::end()
{
    m_progress.reset();
    const ClientMetrics &metrics = m_run->client().metrics();
    if (m_run->options().json)
        terminal().printBytes(indentedJson(
            sendReport(metrics, m_run->client().snapshot(), m_run->reports(), m_run->client().config().retry)));
    else
        tellStory();
    const bool kept = m_run->options().output.isEmpty() || writeBody();
    const auto planned = static_cast<quint64>(m_run->options().repeat);
    Q_EMIT finished(kept && metrics.succeeded == planned ? ExitCode::Success : ExitCode::SomeFailed);
}

bool SendCommand::writeBody()
{
    const QByteArray body = m_run->reports().empty() ? QByteArray() : m_run->reports().front().body;
    const QString &name = m_run->options().output;
    if (name == u"-"_s) {
        // A screen would obey what a server hides in its text; pipes and files get the bytes as they came.
        terminal().isOutputScreen() ? terminal().print(shownBody(body)) : terminal().printBytes(body);
        return true;
    }
    const QString problem = problemOfKeeping(body, name);
    if (!problem.isEmpty())
        terminal().warn(tr("The body could not be written to %1: %2").arg(name, problem));
    return problem.isEmpty();
}

void SendCommand::tell(const QString &text)
{
    m_run->options().output == u"-"_s ? terminal().warn(text) : terminal().print(text);
}

void SendCommand::tellStory()
{
    const SendSubject subject{m_run->client().config(), QString::fromLatin1(m_run->options().request.method)};
    const int columns = terminal().columns();
    const auto &reports = m_run->reports();
    for (std::size_t i = 0; i < std::min(reports.size(), mostStories); ++i) {
        const CallReport &report = reports.at(i);
        if (m_run->options().repeat > 1)
            tell(tr("call %1").arg(i + 1));
        tell((tellTimeline(report, subject, columns) << tellEnd(report, subject, columns)).join(u'\n'));
        if (const QString body = tellBody(report); !body.isEmpty() && m_run->options().output.isEmpty())
            tell(u'\n' + body);
    }
    if (reports.size() > mostStories)
        tell(tr("… and %Ln more", nullptr, static_cast<int>(reports.size() - mostStories)));
    tell(u'\n' + tellSummary(m_run->client().metrics(), m_run->client().snapshot(), columns));
}

} // namespace fuseboard
