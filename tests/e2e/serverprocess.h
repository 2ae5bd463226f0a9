// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>

namespace fuseboard {

/// A foreign server as a child process. Killed with its owner; what it printed can be read all the time.
class ServerProcess final
{
public:
    ServerProcess();
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// False, with errorString(), when it cannot be started.
    bool start(const QString &program, const QStringList &arguments);
    void stop();

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QString errorString() const;
    /// Standard output and error so far, in the order of arrival.
    [[nodiscard]] const QByteArray &output() const { return m_output; }
    /// Turns the event loop until the output holds text. False when the server ends or the time is over.
    bool waitForOutput(const QByteArray &text, std::chrono::milliseconds limit);

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace fuseboard
