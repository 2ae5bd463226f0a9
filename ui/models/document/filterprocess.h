// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentbytes.h"

#include <QObject>

class QProcess;

namespace fuseboard {

/// A program that filters a body: it reads that on its standard input, and answers on its standard output. In a process
/// of its own it can be ended whatever it does, which nobody waits for.
class FilterProcess final : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        QByteArray output; ///< whole lines only, where it is cut
        QByteArray errors; ///< what it said on its standard error
        int exitCode = 0;
        bool isStarted = true; ///< false: there is no such program
        bool isCut = false; ///< there would be more, and it was ended
        bool isBroken = false; ///< it did not end by itself
    };

    FilterProcess(const SharedBytes &bytes, qint64 mostBytes, QObject *parent = nullptr);
    ~FilterProcess() override;

    void start(const QString &program, const QStringList &arguments);
    /// Without finished().
    void stop();

Q_SIGNALS:
    /// Once, unless it was stopped; never inside of start().
    void finished(const fuseboard::FilterProcess::Outcome &outcome);

private:
    void feed();
    void read();
    void end();
    void tell(const Outcome &outcome);

    SharedBytes m_bytes;
    qint64 m_mostBytes;
    QProcess *m_process = nullptr;
    QByteArray m_output;
    qint64 m_fed = 0;
};

} // namespace fuseboard
