// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

namespace fuseboard {

/// The command line program with a screen for its standard output: a pseudo-terminal of that width.
class ScreenProcess
{
public:
    ScreenProcess(const QStringList &arguments, int columns);
    ~ScreenProcess();
    ScreenProcess(const ScreenProcess &) = delete;
    ScreenProcess &operator=(const ScreenProcess &) = delete;

    /// Runs the event loop of the test until the program has ended, or fails the test. What the screen got, with its
    /// line ends as they were written.
    QByteArray waitForEnd();

private:
    void drain();

    QProcess m_process;
    int m_screen = -1;
    QByteArray m_shown;
};

} // namespace fuseboard
