// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString cliProgram()
{
    return qEnvironmentVariable("FUSEBOARD_CLI");
}

} // namespace

QString CommandLine::whyNot()
{
    if (cliProgram().isEmpty())
        return u"FUSEBOARD_CLI does not name the program"_s;
    return QFileInfo(cliProgram()).isExecutable() ? QString() : u"%1 is not a program"_s.arg(cliProgram());
}

CommandLine::Outcome CommandLine::send(const QJsonObject &client, const QStringList &arguments,
                                       std::chrono::milliseconds limit) const
{
    const QString path = m_folder.filePath(u"client.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QJsonDocument(client).toJson());
    file.close();

    QProcess process;
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"XDG_CACHE_HOME"_s, m_folder.filePath(u"cache"_s));
    process.setProcessEnvironment(variables);
    process.start(cliProgram(), QStringList{u"send"_s, u"--json"_s, u"--client"_s, path} + arguments);
    const bool ended = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, int(limit.count()));
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    Outcome outcome;
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    if (ended && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.json = QJsonDocument::fromJson(outcome.output).object();
    return outcome;
}

} // namespace fuseboard
