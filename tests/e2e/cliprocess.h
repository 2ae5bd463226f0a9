// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace fuseboard {

/// The command line program as its users start it.
class CliProcess
{
public:
    explicit CliProcess(const QStringList &arguments, const QStringList &environment = {});
    ~CliProcess();

    /// Runs the event loop of the test until the program has ended, or fails the test.
    void waitForEnd();
    /// Ctrl+C.
    void interrupt();
    /// Any other of the system's signals.
    void signal(int number);
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// −1 after a crash.
    [[nodiscard]] int exitCode() const;
    [[nodiscard]] QByteArray out() { return m_out += m_process.readAllStandardOutput(); }
    [[nodiscard]] QByteArray err() { return m_err += m_process.readAllStandardError(); }

private:
    QTemporaryDir m_cache; // what one run leaves behind is not for the next, unless the environment says so
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace fuseboard
