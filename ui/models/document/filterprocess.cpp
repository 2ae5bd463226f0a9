// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/filterprocess.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fedPiece = 1'000'000;

/// Nothing of ours: no credentials that live in the environment, no modules of the user's.
QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment bare;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"PATH"_s, u"SystemRoot"_s, u"LANG"_s, u"LC_ALL"_s}) {
        if (own.contains(name))
            bare.insert(name, own.value(name));
    }
    return bare;
}

/// Where this program is killed, nobody ends the other one any more: the system does then.
void limitTime([[maybe_unused]] QProcess &process)
{
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([] {
        constexpr rlim_t seconds = 60; // of work; far more than a filter may take
        const rlimit limit{seconds, seconds};
        (void)::setrlimit(RLIMIT_CPU, &limit);
    });
#endif
}

} // namespace

FilterProcess::FilterProcess(const SharedBytes &bytes, qint64 mostBytes, QObject *parent)
    : QObject(parent)
    , m_bytes(bytes)
    , m_mostBytes(mostBytes)
{
}

FilterProcess::~FilterProcess()
{
    stop();
}

void FilterProcess::start(const QString &program, const QStringList &arguments)
{
    m_process = new QProcess(this);
    m_process->setProcessEnvironment(bareEnvironment());
    limitTime(*m_process);
    connect(m_process, &QProcess::started, this, &FilterProcess::feed);
    connect(m_process, &QProcess::bytesWritten, this, &FilterProcess::feed);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &FilterProcess::read);
    connect(m_process, &QProcess::finished, this, &FilterProcess::end);
    connect(
        m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            Outcome outcome;
            outcome.isStarted = false;
            if (error == QProcess::FailedToStart)
                tell(outcome);
        },
        Qt::QueuedConnection); // whoever starts it is told after that call
    m_process->start(program, arguments);
}

void FilterProcess::feed()
{
    if (!m_process || m_process->bytesToWrite() > 0)
        return;
    const QByteArrayView rest = m_bytes->view().sliced(m_fed);
    if (rest.isEmpty()) {
        m_process->closeWriteChannel();
        return;
    }
    const QByteArrayView piece = rest.first(std::min<qsizetype>(rest.size(), fedPiece));
    m_fed += piece.size();
    m_process->write(piece.data(), piece.size());
}

void FilterProcess::read()
{
    m_output += m_process->readAllStandardOutput();
    if (m_output.size() <= m_mostBytes)
        return;
    Outcome outcome;
    outcome.isCut = true;
    outcome.output = m_output.first(m_output.lastIndexOf('\n', m_mostBytes) + 1);
    tell(outcome);
}

void FilterProcess::end()
{
    Outcome outcome;
    outcome.output = m_output + m_process->readAllStandardOutput();
    outcome.errors = m_process->readAllStandardError();
    outcome.exitCode = m_process->exitCode();
    outcome.isBroken = m_process->exitStatus() != QProcess::NormalExit;
    tell(outcome);
}

void FilterProcess::tell(const Outcome &outcome)
{
    if (!m_process)
        return;
    stop();
    Q_EMIT finished(outcome);
}

void FilterProcess::stop()
{
    m_output.clear();
    m_bytes.reset();
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->setParent(QCoreApplication::instance()); // it goes when it has ended, or with the program; nobody waits
    if (m_process->state() == QProcess::NotRunning) {
        m_process->deleteLater();
    } else {
        connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
        m_process->kill();
    }
    m_process = nullptr;
}

} // namespace fuseboard
