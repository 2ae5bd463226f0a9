// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "benchclient.h"

#include <QStringList>

namespace fuseboard {

/// A program of tests/bench/peers that makes the requests in its own language and tells what they cost it.
class PeerClient final : public BenchClient
{
    Q_OBJECT

public:
    /// Is given the URL, the number of requests and how many at once after its arguments.
    PeerClient(QString name, QString program, QStringList arguments);

    [[nodiscard]] QString name() const override { return m_name; }
    /// All requests have failed where the program cannot be run.
    Cost run(const QUrl &url, int requests, int inFlight) override;

protected:
    void start(const QUrl &) override { }

private:
    QString m_name;
    QString m_program;
    QStringList m_arguments;
};

} // namespace fuseboard
