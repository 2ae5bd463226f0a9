// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendcommand.h"

#include "auth/replacedheaders.h"
#include "cli/callstory.h"
#include "cli/clientreading.h"
#include "cli/keptrequest.h"
#include "cli/sendreport.h"
#include "cli/signin.h"
#include "cli/wholefile.h"
#include "client/urljoin.h"
#include "config/json/jsontext.h"
#include "models/errorwording.h"
#include "models/timelinewording.h"
#include "models/wording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// What the engine would refuse anyway, once for each call, is better said before anything starts.
Result<void> checkedFor(const ClientConfig &client, Request request)
{
    const auto url = joinUrl(client.baseUrl, request.url);
    if (!url)
        return url.error();
    request.url = *url;
    return checkRequest(request);
}

/// Names of headers that the credentials, the request's own or else the client's, take the place of.
QStringList replacedHeaders(const ClientConfig &client, const BuiltRequest &built)
{
    QStringList names;
    const AuthConfig *auth = built.options.auth ? &*built.options.auth : client.auth ? &*client.auth : nullptr;
    for (const auto &[header, value] : built.request.headers.fields()) {
        const QString name = QString::fromLatin1(header);
        if (auth && replacesHeader(*auth, name) && !names.contains(name, Qt::CaseInsensitive))
            names.append(name);
    }
    return names;
}

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
    return tr("--client FILE [options] METHOD PATH\n"
              "       fuseboard-cli send --workspace FOLDER --request NAME [options]");
}

QString SendCommand::details() const
{
    return tr("PATH is relative to the client's base_url. Ctrl+C cancels and still prints the summary.\n"
              "Secrets come from the file (with a warning) or, as \"${env:NAME}\", from the environment; those that it "
              "leaves to the keychain come from variables like ORDERS_AUTH_TOKEN.");
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
    const KeptRequest kept(options.workspace, options.keptRequest);
    const bool isKept = !options.keptRequest.isEmpty();
    ClientReading reading(terminal(),
                          {isKept ? kept.clientFile() : options.clientFile, options.environment, options.json});
    if (const QString problem = isKept ? kept.problemOfName() : QString(); !problem.isEmpty()) {
        reading.tellMissing(options.keptRequest, problem);
        return ExitCode::BadConfig;
    }
    const auto client = reading.read();
    if (!client)
        return ExitCode::BadConfig;
    const auto request = isKept ? built(kept, options, reading)
                                : RequestToSend{{options.request, {}}, {}, reading.scope()};
    if (!request)
        return ExitCode::BadConfig;
    if (const auto sendable = checkedFor(*client, request->built.request); !sendable) {
        if (!isKept)
            return usageError(wording::sentence(sendable.error()));
        reading.tell(sendable.error(), kept.file());
        return ExitCode::BadConfig;
    }
    if (options.login && (!client->auth || client->auth->type != AuthType::OAuth2))
        return usageError(tr("--login signs in by OAuth, and %1 has no credentials of that type. Leave --login out.")
                              .arg(client->name));
    m_run = std::make_unique<SendRun>(*client, options, *request, m_scheduler);
    if (options.login)
        m_run->signInBy(signInAt(terminal()));
    begin();
    return std::nullopt;
}

std::optional<RequestToSend> SendCommand::built(const KeptRequest &kept, const SendOptions &options,
                                                ClientReading &reading)
{
    const auto config = kept.read();
    if (!config) {
        reading.tell(config.error(), kept.file());
        return std::nullopt;
    }
    auto request = buildRequest(*config, {reading.scope(), options.workspace});
    if (!request) {
        reading.tell(request.error(), kept.file());
        return std::nullopt;
    }
    ClientConfig carrier;
    carrier.auth = request->options.auth ? std::optional(*request->options.auth) : std::nullopt;
    if (!reading.hasSecretsOf(carrier, kept.file()))
        return std::nullopt;
    QList<RequestTest> tests = config->tests;
    tests.removeIf([](const RequestTest &test) { return !test.enabled; });
    return RequestToSend{std::move(request).value(), tests, reading.scope()};
}

void SendCommand::begin()
{
    const ClientConfig &client = m_run->client().config();
    for (const QString &header : replacedHeaders(client, m_run->request().built))
        terminal().warn(tr("warning: the header %1 is replaced by the credentials. Leave it out, or the credentials.")
                            .arg(wording::printable(header)));
    connect(m_run.get(), &SendRun::signInFailed, this, [this](const Error &error) {
        terminal().warn(wording::sentence(error, {m_run->client().config().name, std::nullopt, true}));
    });
    m_story = std::make_unique<SendStory>(terminal(), *m_run);
    m_progress = std::make_unique<Progress>(terminal(), m_scheduler, [this] { return progressText(); });
    connect(m_run.get(), &SendRun::callEnded, this, &SendCommand::take);
    connect(m_run.get(), &SendRun::finished, this, &SendCommand::end);
    Q_EMIT underWay();
    m_run->start();
}

void SendCommand::interrupt()
{
    m_run->cancel();
}

QString SendCommand::progressText() const
{
    if (m_run->isSigningIn())
        return tr("Waiting for the sign-in …");
    const auto wait = m_run->wait();
    const QString waiting = wait ? wording::waitText(*wait, m_scheduler.now()) + u" …"_s : QString();
    if (!waiting.isEmpty() && m_run->options().repeat == 1)
        return waiting;
    const QString counts = countsText();
    return waiting.isEmpty() ? counts : counts + u' ' + waiting;
}

QString SendCommand::countsText() const
{
    const ClientMetrics &metrics = m_run->client().metrics();
    return tr("%1 of %2 calls done, %3 failed, %4 refused …")
        .arg(QString::number(m_run->counts().ended), QString::number(m_run->options().repeat),
             QString::number(metrics.failed), QString::number(metrics.refused));
}

void SendCommand::take(const CallReport &report)
{
    m_body = report.body;
    m_hasAnswer = report.hasAnswer;
    m_isFiled = report.isFiled;
    if (m_run->options().json)
        m_reports.push_back(report);
    else
        m_story->tellCall(report);
}

void SendCommand::end()
{
    m_progress.reset();
    const ApiClient &client = m_run->client();
    const SendSubject subject{client.config(), QString::fromLatin1(m_run->request().built.request.method)};
    if (m_run->options().json)
        terminal().printBytes(
            indentedJson(sendReport(client.metrics(), client.snapshot(), m_reports, subject, m_run->counts())));
    else
        m_story->tellSummary();
    const bool kept = m_run->options().output.isEmpty() || writeBody();
    Q_EMIT finished(kept && isSuccess() ? ExitCode::Success : ExitCode::SomeFailed);
}

bool SendCommand::isSuccess() const
{
    const SendCounts &counts = m_run->counts();
    // The rest of a row was called off because nobody wanted to hear of it.
    return terminal().hasReaderLeft() ? counts.unwanted == 0 : counts.accepted == m_run->options().repeat;
}

bool SendCommand::writeBody()
{
    const QString &name = m_run->options().output;
    if (name == u"-"_s) {
        showBody();
        return true;
    }
    if (m_isFiled)
        return true;
    if (!m_hasAnswer) {
        terminal().warn(tr("There is no whole answer to write to %1, which stays as it was.").arg(name));
        return true; // the call has failed by itself
    }
    const QString problem = problemOfKeeping(m_body, name);
    if (problem.isEmpty())
        return true;
    if (m_run->options().json) {
        terminal().warn(tr("The body could not be written to %1: %2. It is:").arg(name, problem));
        terminal().warn(screenText(QString::fromUtf8(m_body)));
    } else {
        terminal().warn(tr("The body could not be written to %1: %2. It is on standard output.").arg(name, problem));
        showBody();
    }
    return false;
}

void SendCommand::showBody()
{
    // A screen would obey what a server hides in its text; pipes and files get the bytes as they came.
    terminal().isOutputScreen() ? terminal().print(screenText(QString::fromUtf8(m_body)))
                                : terminal().printBytes(m_body);
}

} // namespace fuseboard
