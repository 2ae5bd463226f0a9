// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/democommand.h"

#include "cli/callstory.h"
#include "cli/sendreport.h"
#include "config/json/jsontext.h"
#include "models/wording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration betweenTables = 5s;
constexpr double longestDemo = 86'400;

QString tableRow(const ClientSnapshot &snapshot)
{
    const QString none = u"–"_s;
    const QString tokens = snapshot.limiter
        ? u"%1/%2"_s.arg(QString::number(snapshot.limiter->tokens, 'f', 0)).arg(snapshot.limiter->burst)
        : none;
    return u"  %1 %2 p95 %3 errors %4 tokens %5 %6"_s.arg(snapshot.name, -14)
        .arg(snapshot.breaker ? wording::pillText(*snapshot.breaker) : none, -10)
        .arg(snapshot.p95 ? wording::duration(*snapshot.p95) : none, -8)
        .arg(snapshot.errorRate ? wording::percent(*snapshot.errorRate) : none, -7)
        .arg(tokens, -6)
        .arg(wording::rate(snapshot.callsPerSecond));
}

} // namespace

DemoCommand::DemoCommand(Terminal &terminal)
    : Command(terminal)
{
}

DemoCommand::~DemoCommand() = default;

QString DemoCommand::name() const
{
    return u"demo"_s;
}

QString DemoCommand::summary() const
{
    return tr("Run the demo workspace against the demo upstream and tell its story.");
}

QString DemoCommand::arguments() const
{
    return tr("[options]");
}

QString DemoCommand::details() const
{
    return tr("Five clients meet a server that fails in bursts, has hiccups and limits its callers.\n"
              "Within a minute a breaker opens, probes and closes. Ctrl+C ends it with the summary.\n"
              "Its calls fail on purpose: where it ran the exit code is 0, whatever came of them.");
}

QList<QCommandLineOption> DemoCommand::options() const
{
    return {
        {u"seconds"_s, tr("End after so many seconds (1 … 86400)."), tr("n"), u"60"_s},
        {u"seed"_s, tr("Another course of the same story."), tr("number"), u"1"_s},
        {u"json"_s, tr("Print one JSON object at the end instead of the story.")},
    };
}

std::optional<ExitCode> DemoCommand::start(const QCommandLineParser &arguments)
{
    const QStringList extra = arguments.positionalArguments();
    if (!extra.isEmpty())
        return usageError(tr("'%1' is too much: it takes options only.").arg(extra.first()));
    bool isNumber = false;
    const double seconds = arguments.value(u"seconds"_s).toDouble(&isNumber);
    if (!isNumber || !(seconds >= 1 && seconds <= longestDemo))
        return usageError(tr("--seconds is '%1'; allowed is 1 … 86400.").arg(arguments.value(u"seconds"_s)));
    const quint64 seed = arguments.value(u"seed"_s).toULongLong(&isNumber);
    if (!isNumber)
        return usageError(tr("--seed is '%1'; allowed is a whole number from 0.").arg(arguments.value(u"seed"_s)));

    m_json = arguments.isSet(u"json"_s);
    m_session = std::make_unique<DemoSession>(m_scheduler, seed);
    if (!m_session->start()) {
        terminal().warn(tr("fuseboard-cli demo: %1").arg(m_session->upstream().errorString()));
        return ExitCode::SomeFailed;
    }
    Q_EMIT underWay();
    m_story = std::make_unique<DemoStory>(terminal(), m_scheduler);
    m_deadline = m_scheduler.after(fromSeconds(seconds), [this] { end(); });
    if (m_json)
        return std::nullopt;
    terminal().print(tr("The demo upstream listens on %1.").arg(m_session->upstream().url().toString()));
    for (const auto &client : m_session->clients()) {
        connect(client.get(), &ApiClient::eventAdded, m_story.get(),
                [this, each = client.get()](const ClientEvent &event) { m_story->tellEvent(*each, event); });
    }
    connect(&m_session->traffic(), &DemoTraffic::callBegan, m_story.get(),
            [this](const ApiClient *client, Call *call) { m_story->follow(*client, call); });
    tellState();
    return std::nullopt;
}

void DemoCommand::interrupt()
{
    end();
}

void DemoCommand::tellState()
{
    terminal().print(m_story->time());
    for (const auto &client : m_session->clients())
        terminal().print(tableRow(client->snapshot()));
    m_tick = m_scheduler.after(betweenTables, [this] { tellState(); });
}

void DemoCommand::end()
{
    m_tick.cancel();
    m_deadline.cancel();
    m_session->stop();
    JsonValue clients = JsonValue::list();
    for (const auto &client : m_session->clients()) {
        if (m_json)
            clients.items.push_back(sendReport(client->metrics(), client->snapshot(), {}, {client->config(), {}}));
        else
            terminal().print(client->config().name + u": "_s + tellSummary(client->metrics(), client->snapshot()));
    }
    if (m_json) {
        JsonValue report = JsonValue::object();
        report.append(u"clients"_s, std::move(clients));
        report.append(u"requests_served"_s,
                      JsonValue::ofInteger(static_cast<qint64>(m_session->upstream().requestsServed())));
        terminal().printBytes(indentedJson(report));
    }
    Q_EMIT finished(ExitCode::Success);
}

} // namespace fuseboard
