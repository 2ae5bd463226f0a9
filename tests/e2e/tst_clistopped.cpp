// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/loopbackserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <csignal>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The command line program while it is stopped (Ctrl+Z) and goes on later.
class tst_CliStopped : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_F3_noBurstAfterwards();

private:
    QString clientFile(const LoopbackServer &server);

    QTemporaryDir m_folder;
};

namespace {

constexpr int calls = 60;
constexpr int burst = 5;
constexpr int perSecond = 50;

/// Stopped by the system, as /proc tells it.
bool isStopped(qint64 process)
{
    QFile state(u"/proc/%1/stat"_s.arg(process));
    return state.open(QIODevice::ReadOnly) && state.readAll().contains(") T ");
}

} // namespace

QString tst_CliStopped::clientFile(const LoopbackServer &server)
{
    QFile file(m_folder.filePath(u"client.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"name": "demo", "base_url": ")" + server.url().toEncoded()
               + R"(", "circuit_breaker": {"failure_threshold": 1}, "rate_limit": {"max_requests": )"
               + QByteArray::number(perSecond) + R"(, "window_seconds": 1, "burst_size": )" + QByteArray::number(burst)
               + "}}");
    return file.fileName();
}

void tst_CliStopped::ADV_F3_noBurstAfterwards()
{
#ifndef Q_OS_LINUX
    QSKIP("only here the system tells that a program is stopped");
#else
    LoopbackServer server;
    QElapsedTimer clock; // since it goes on
    QList<qint64> arrivals; // in ms of that clock, and late rather than early
    LoopbackConnection *unanswered = nullptr;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (clock.isValid())
            arrivals.append(clock.elapsed());
        if (request.number == 2 * burst)
            unanswered = &connection; // answered while the program is stopped
        else
            connection.answer();
    });
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, clientFile(server), u"--repeat"_s, QString::number(calls),
                    u"--concurrency"_s, QString::number(calls), u"GET"_s, u"/"_s});
    QTRY_VERIFY_WITH_TIMEOUT(unanswered, 20'000);
    cli.signal(SIGSTOP);
    QTRY_VERIFY(isStopped(cli.processId()));
    unanswered->answer();
    // As long as it takes to earn twice the burst, which must not be saved up.
    QElapsedTimer stopped;
    stopped.start();
    QTRY_VERIFY(stopped.elapsed() > 1000 * 3 * burst / perSecond);

    clock.start();
    cli.signal(SIGCONT);
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, cli.err().constData());
    for (qsizetype i = 0; i < arrivals.size(); ++i) {
        const qint64 allowed = burst + arrivals[i] * perSecond / 1000 + 1;
        QVERIFY2(i < allowed, qPrintable(u"%1 within %2 ms"_s.arg(i + 1).arg(arrivals[i])));
    }
    QVERIFY(arrivals.size() > 2 * burst);
    // Nobody was told to have failed, least of all the server.
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("succeeded"_L1).toInt(), calls);
    QCOMPARE(report.value("breaker_state"_L1).toString(), u"closed"_s);
    QCOMPARE(report.value("requests"_L1).toInt(), server.requestCount());
#endif
}

QTEST_GUILESS_MAIN(tst_CliStopped)
#include "tst_clistopped.moc"
