// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peerclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace fuseboard {

PeerClient::PeerClient(QString name, QString program, QStringList arguments)
    : m_name(std::move(name))
    , m_program(std::move(program))
    , m_arguments(std::move(arguments))
{
}

BenchClient::Cost PeerClient::run(const QUrl &url, int requests, int inFlight)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_program,
                  m_arguments + QStringList{url.toString(), QString::number(requests), QString::number(inFlight)});
    process.waitForFinished(-1);
    const QJsonObject told = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    Cost cost;
    cost.requests = told.value(u"requests").toInt(requests);
    cost.failures = told.value(u"failures").toInt(requests);
    cost.elapsed = std::chrono::nanoseconds(told.value(u"elapsed_ns").toInteger(1));
    cost.cpu = std::chrono::nanoseconds(told.value(u"cpu_ns").toInteger());
    return cost;
}

} // namespace fuseboard
