// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Usage, help, and the commands that run a server.
class tst_CliProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageErrors_data();
    void usageErrors();
    void helpAndVersion_data();
    void helpAndVersion();
    void upstreamServesUntilCtrlC();
    void upstreamNeedsAFreePort();
    void demoKeepsItsBooks();
    void demoTellsItsStory();
    void survivesAReaderWhoLeaves();
    void closedOutputIsNoSuccess();
    void lostOutputIsNoSuccess_data();
    void lostOutputIsNoSuccess();
    void ADV_J15_M7_leavesNoCore();
};

void tst_CliProgram::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QStringList &arguments, const char *said) {
        QTest::newRow(name) << arguments << QByteArray(said);
    };
    const QStringList send{u"send"_s, u"--client"_s, u"x.json"_s};
    row("nothing", {}, "Usage: fuseboard-cli COMMAND");
    row("unknown command", {u"sned"_s}, "Did you mean send?");
    row("strange command", {u"xyzzyplugh"_s}, "There is no command 'xyzzyplugh'.\n");
    row("unknown option", send + QStringList{u"--repaet"_s, u"3"_s, u"GET"_s, u"/"_s}, "Did you mean --repeat?");
    row("option without value", {u"send"_s, u"GET"_s, u"/"_s, u"--client"_s}, "Missing value");
    row("no client", {u"send"_s, u"GET"_s, u"/"_s}, "--client FILE is missing");
    row("no path", send + QStringList{u"GET"_s}, "METHOD and PATH are missing");
    row("body of several", send + QStringList{u"-o"_s, u"x"_s, u"--repeat"_s, u"2"_s, u"GET"_s, u"/"_s},
        "-o writes the body");
    row("two outputs", send + QStringList{u"-o"_s, u"-"_s, u"--json"_s, u"GET"_s, u"/"_s}, "-o - and --json");
    row("too many", send + QStringList{u"GET"_s, u"/"_s, u"/"_s}, "more than METHOD and PATH");
    row("repeat 0", send + QStringList{u"--repeat"_s, u"0"_s, u"GET"_s, u"/"_s}, "--repeat is '0'; allowed is 1");
    row("repeat abc", send + QStringList{u"--repeat"_s, u"abc"_s, u"GET"_s, u"/"_s}, "--repeat is 'abc'");
    row("concurrency 9999", send + QStringList{u"--concurrency"_s, u"9999"_s, u"GET"_s, u"/"_s},
        "--concurrency is '9999'");
    row("header without colon", send + QStringList{u"-H"_s, u"hush"_s, u"GET"_s, u"/"_s}, "-H 'Name: value'");
    row("A11 header name", send + QStringList{u"-H"_s, u"a b: c"_s, u"GET"_s, u"/"_s},
        "a… in headers is no header name: behind that it has a blank");
    row("A14 framing header", send + QStringList{u"-H"_s, u"Content-Length: 5"_s, u"GET"_s, u"/"_s}, "Content-Length");
    row("A13 method", send + QStringList{u"G(T"_s, u"/"_s}, "G(T is not a method");
    row("A13 CONNECT", send + QStringList{u"CONNECT"_s, u"/"_s}, "CONNECT");
    row("bad path", send + QStringList{u"GET"_s, u"http://[::1"_s}, "PATH 'http://[::1' is no valid path");
    row("space in the path", send + QStringList{u"GET"_s, u"/a b"_s}, "PATH '/a b' is no valid path or URL. A space");
    row("space in the query", send + QStringList{u"GET"_s, u"/a?key=hush hush"_s},
        "The query of PATH, behind '/a?', is not valid. A space");
    row("percent in the path", send + QStringList{u"GET"_s, u"/a%zz"_s}, "a percent sign %25");
    row("no method", send + QStringList{QString(), u"/"_s}, "METHOD is empty. Write GET, POST or another of HTTP's.\n");
    row("body file missing", send + QStringList{u"-d"_s, u"@/no/such"_s, u"POST"_s, u"/"_s},
        "The body's file /no/such does not exist. Check the path.\n");
    row("body file without name", send + QStringList{u"-d"_s, u"@"_s, u"POST"_s, u"/"_s},
        "-d @ needs the name of a file behind it, or - for standard input.\n");
    row("body file is a folder", send + QStringList{u"-d"_s, u"@/"_s, u"POST"_s, u"/"_s},
        ". Give -d a file that can.\n");
    row("validate nothing", {u"validate"_s}, "at least one file");
    row("scenario", {u"upstream"_s, u"--scenario"_s, u"burst"_s}, "Did you mean bursts? Allowed is ");
    row("strange scenario", {u"upstream"_s, u"--scenario"_s, u"foo"_s},
        "There is no scenario 'foo'. Allowed is healthy | everyday | ");
    row("two bodies", send + QStringList{u"-d"_s, u"a=1"_s, u"-d"_s, u"b=2"_s, u"POST"_s, u"/"_s}, "more than once");
    row("port", {u"upstream"_s, u"--port"_s, u"70000"_s}, "allowed is 0 … 65535");
    row("seconds", {u"demo"_s, u"--seconds"_s, u"nan"_s}, "--seconds is 'nan'");
    row("seed", {u"demo"_s, u"--seed"_s, u"-1"_s}, "--seed is '-1'");
    row("too much", {u"demo"_s, u"now"_s}, "'now' is too much");
}

void tst_CliProgram::usageErrors()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    CliProcess cli(arguments);
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 2);
    QVERIFY2(cli.err().contains(said), cli.err().constData());
    QVERIFY2(cli.out().isEmpty(), cli.out().constData());
}

void tst_CliProgram::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("version") << QStringList{u"--version"_s} << QByteArray("fuseboard-cli 0.");
    QTest::newRow("help") << QStringList{u"--help"_s} << QByteArray("Exit codes: 0 all succeeded, 1 some failed");
    for (const char *command : {"send", "validate", "upstream", "demo"}) {
        QTest::addRow("%s --help", command)
            << QStringList{QString::fromLatin1(command), u"--help"_s} << QByteArray("Usage: fuseboard-cli ") + command;
        QTest::addRow("help %s", command)
            << QStringList{u"help"_s, QString::fromLatin1(command)} << QByteArray("Exit codes: 0");
    }
}

void tst_CliProgram::helpAndVersion()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    CliProcess cli(arguments);
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains(said), cli.out().constData());
    QVERIFY2(cli.err().isEmpty(), cli.err().constData());
}

void tst_CliProgram::upstreamServesUntilCtrlC()
{
#ifndef Q_OS_UNIX
    QSKIP("no signals here");
#endif
    CliProcess cli({u"upstream"_s, u"--json"_s, u"--scenario"_s, u"flaky"_s});
    QTRY_VERIFY(cli.out().contains('\n'));
    const QJsonObject address = QJsonDocument::fromJson(cli.out()).object();
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(address.value("port"_L1).toInt()));
    socket.write("GET /orders?n=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(socket.peek(12) == "HTTP/1.1 503");
    cli.interrupt();
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().endsWith("{\"requests\":1}\n"), cli.out().constData());
}

void tst_CliProgram::upstreamNeedsAFreePort()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    CliProcess cli({u"upstream"_s, u"--port"_s, QString::number(taken.serverPort())});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("cannot listen on 127.0.0.1:" + QByteArray::number(taken.serverPort())),
             cli.err().constData());
    QVERIFY2(cli.err().contains("Choose another number with --port"), cli.err().constData());
}

void tst_CliProgram::demoKeepsItsBooks()
{
    CliProcess cli({u"demo"_s, u"--seconds"_s, u"2"_s, u"--json"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    const QJsonArray clients = report.value("clients"_L1).toArray();
    QCOMPARE(clients.size(), 5);
    qint64 requests = 0;
    qint64 calls = 0;
    for (const auto &each : clients) {
        const QJsonObject client = each.toObject();
        const auto figure = [&client](QLatin1String name) { return client.value(name).toInteger(); };
        QCOMPARE(figure("calls"_L1),
                 figure("succeeded"_L1) + figure("failed"_L1) + figure("refused"_L1) + figure("cancelled"_L1)); // X03
        requests += figure("requests"_L1);
        calls += figure("calls"_L1);
    }
    QVERIFY2(calls > 60 && calls < 240, QByteArray::number(calls).constData());
    // Those under way at the end had left, and some may not have arrived.
    const qint64 served = report.value("requests_served"_L1).toInteger();
    QVERIFY2(served <= requests && served > requests - 60, cli.out().constData());
}

void tst_CliProgram::demoTellsItsStory()
{
    CliProcess cli({u"demo"_s, u"--seconds"_s, u"1"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    for (const char *name : {"orders-api", "payments", "github", "weather", "demo upstream"})
        QVERIFY2(cli.out().contains(name), cli.out().constData());
    QVERIFY(cli.out().contains("succeeded"));
}

void tst_CliProgram::survivesAReaderWhoLeaves()
{
#ifndef Q_OS_UNIX
    QSKIP("no shell here");
#endif
    QProcess shell;
    shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"\"$0\" demo --seconds 600 | head -n 1; exit 0"_s, qEnvironmentVariable("FUSEBOARD_CLI")});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20'000);
    QVERIFY2(shell.readAllStandardError().isEmpty(), "nothing to complain about");
}

/// The number of a closed standard output must not become that of a socket or a file, which would get what is printed.
void tst_CliProgram::closedOutputIsNoSuccess()
{
#ifndef Q_OS_UNIX
    QSKIP("no shell here");
#endif
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" demo --seconds 600 >&-"_s, qEnvironmentVariable("FUSEBOARD_CLI")});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(shell.exitCode(), 1);
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(said.contains("cannot be written: Bad file descriptor"), said.constData());
}

void tst_CliProgram::lostOutputIsNoSuccess_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("--version") << u"--version"_s;
    QTest::newRow("send") << u"send --client \"$CLIENT\" GET /orders"_s;
    QTest::newRow("send --json") << u"send --json --client \"$CLIENT\" GET /orders"_s;
    QTest::newRow("validate") << u"validate \"$CLIENT\""_s;
    QTest::newRow("upstream") << u"upstream"_s;
    QTest::newRow("demo") << u"demo --seconds 600"_s;
}

void tst_CliProgram::lostOutputIsNoSuccess()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no full device here");
    QFETCH(const QString, arguments);
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    QVERIFY(upstream.listen());
    QTemporaryDir folder;
    QFile client(folder.filePath(u"client.json"_s));
    QVERIFY(client.open(QIODevice::WriteOnly));
    client.write(R"({"name": "a", "base_url": ")" + upstream.url().toEncoded() + R"("})");
    client.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CLIENT"_s, client.fileName());
    QProcess shell;
    shell.setProcessEnvironment(environment);
    shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"\"$0\" "_s + arguments + u" > /dev/full"_s, qEnvironmentVariable("FUSEBOARD_CLI")});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20'000);
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(said.contains("Standard output cannot be written: "), said.constData());
    QCOMPARE(said.count('\n'), 1);
    QCOMPARE(shell.exitCode(), 1);
}

void tst_CliProgram::ADV_J15_M7_leavesNoCore()
{
#ifdef Q_OS_LINUX
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &before), 0);
    const rlimit asMuchAsItMay{before.rlim_max, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_CORE, &asMuchAsItMay), 0);
    CliProcess cli({u"upstream"_s, u"--json"_s});
    QTRY_VERIFY(cli.out().contains('\n'));
    QCOMPARE(::setrlimit(RLIMIT_CORE, &before), 0);
    rlimit of{};
    QCOMPARE(::prlimit(pid_t(cli.processId()), RLIMIT_CORE, nullptr, &of), 0);
    cli.interrupt();
    cli.waitForEnd();
    QCOMPARE_LE(of.rlim_cur, rlim_t(1));
#else
    QSKIP("other systems keep them elsewhere");
#endif
}

QTEST_GUILESS_MAIN(tst_CliProgram)
#include "tst_cliprogram.moc"
