// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serverprocess.h"

#include <QTest>

namespace fuseboard {

ServerProcess::ServerProcess()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { m_output += m_process.readAll(); });
}

ServerProcess::~ServerProcess()
{
    stop();
}

bool ServerProcess::start(const QString &program, const QStringList &arguments)
{
    m_output.clear();
    m_process.start(program, arguments);
    return m_process.waitForStarted();
}

void ServerProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool ServerProcess::isRunning() const
{
    return m_process.state() == QProcess::Running;
}

QString ServerProcess::errorString() const
{
    return m_process.errorString() + QLatin1Char('\n') + QString::fromUtf8(m_output);
}

bool ServerProcess::waitForOutput(const QByteArray &text, std::chrono::milliseconds limit)
{
    const auto seen = [this, &text] { return m_output.contains(text) || !isRunning(); };
    return QTest::qWaitFor(seen, int(limit.count())) && m_output.contains(text);
}

} // namespace fuseboard
