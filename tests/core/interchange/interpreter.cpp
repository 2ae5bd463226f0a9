// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interpreter.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace fuseboard {

bool Interpreter::exists() const
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

Interpreter::Outcome Interpreter::run(const QByteArray &input) const
{
    QProcess process;
    process.setEnvironment(QProcess::systemEnvironment() + environment);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000);
    return {ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace fuseboard
