// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/upstreamcommand.h"

#include "cli/nearestword.h"
#include "config/json/jsontext.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

UpstreamCommand::UpstreamCommand(Terminal &terminal)
    : Command(terminal)
    , m_upstream(m_scheduler)
{
}

UpstreamCommand::~UpstreamCommand() = default;

QString UpstreamCommand::name() const
{
    return u"upstream"_s;
}

QString UpstreamCommand::summary() const
{
    return tr("Run the demo upstream: a loopback server that plays trouble.");
}

QString UpstreamCommand::arguments() const
{
    return tr("[options]");
}

QString UpstreamCommand::details() const
{
    return tr("Scenarios: %1.\nEach lives under its own path; see docs/scenarios.md. Ctrl+C ends it.")
        .arg(DemoUpstream::scenarios().join(u", "_s));
}

QList<QCommandLineOption> UpstreamCommand::options() const
{
    return {
        {u"scenario"_s, tr("Play this one on every path."), tr("name")},
        {u"port"_s, tr("Listen on 127.0.0.1:<number>; 0 takes any free port, which is the default."), tr("number"),
         u"0"_s},
        {u"json"_s, tr("Print the address, and in the end the figures, as one JSON object a line.")},
    };
}

std::optional<ExitCode> UpstreamCommand::start(const QCommandLineParser &arguments)
{
    const QStringList extra = arguments.positionalArguments();
    if (!extra.isEmpty())
        return usageError(tr("'%1' is too much: it takes options only.").arg(extra.first()));
    bool isNumber = false;
    const quint16 port = arguments.value(u"port"_s).toUShort(&isNumber);
    if (!isNumber)
        return usageError(tr("--port is '%1'; allowed is 0 … 65535.").arg(arguments.value(u"port"_s)));
    const QString scenario = arguments.value(u"scenario"_s);
    if (!m_upstream.setScenario(scenario)) {
        const QStringList known = DemoUpstream::scenarios();
        const QString near = nearestWord(scenario, known);
        return usageError(tr("There is no scenario '%1'.").arg(scenario)
                          + (near.isEmpty() ? QString() : u' ' + tr("Did you mean %1?").arg(near)) + u' '
                          + tr("Allowed is %1.").arg(known.join(u" | "_s)));
    }
    if (!m_upstream.listen(port)) {
        terminal().warn(tr("fuseboard-cli upstream: cannot listen on 127.0.0.1:%1: %2. Choose another "
                           "number with --port; without it, any free one is taken.")
                            .arg(QString::number(port), m_upstream.errorString()));
        return ExitCode::SomeFailed;
    }
    m_json = arguments.isSet(u"json"_s);
    Q_EMIT underWay();
    tellAddress(scenario);
    return std::nullopt;
}

void UpstreamCommand::tellAddress(const QString &scenario)
{
    if (m_json) {
        JsonValue line = JsonValue::object();
        line.append(u"url"_s, JsonValue::ofText(m_upstream.url().toString()));
        line.append(u"port"_s, JsonValue::ofInteger(m_upstream.port()));
        line.append(u"scenario"_s, scenario.isEmpty() ? JsonValue() : JsonValue::ofText(scenario));
        terminal().printBytes(compactJson(line) + '\n');
        return;
    }
    terminal().print(tr("Listening on %1").arg(m_upstream.url().toString()));
    terminal().print(scenario.isEmpty() ? tr("Scenarios: %1").arg(DemoUpstream::scenarios().join(u' '))
                                        : tr("Playing %1 on every path").arg(scenario));
}

void UpstreamCommand::interrupt()
{
    if (m_json) {
        JsonValue line = JsonValue::object();
        line.append(u"requests"_s, JsonValue::ofInteger(static_cast<qint64>(m_upstream.requestsServed())));
        terminal().printBytes(compactJson(line) + '\n');
    } else {
        terminal().print(tr("%Ln requests answered.", nullptr, static_cast<int>(m_upstream.requestsServed())));
    }
    m_upstream.close();
    Q_EMIT finished(ExitCode::Success);
}

} // namespace fuseboard
