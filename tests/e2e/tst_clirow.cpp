// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"
#include "echoserver.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "fuseboard-cli send" over time: what is told while calls are under way, and what is checked before the first.
class TestCliRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsEachCallWhenItHasEnded();
    void tellsTheFirstTwentyOnly();
    void aReaderWhoLeavesEndsTheRow();
    void aFailureStaysOneForAReaderWhoLeaves();
    void ctrlCCountsWhatWasNeverBegun_data();
    void ctrlCCountsWhatWasNeverBegun();
    void anOutputThatCannotBeWrittenIsRefusedBeforehand_data();
    void anOutputThatCannotBeWrittenIsRefusedBeforehand();
    void theCheckLeavesNothingBehind();
    void whatWasThereStaysWithoutAnAnswer();
    void S05_anEchoedTokenIsNotShown();
    void S05_aHeaderWithoutItsQuotesIsNotRepeated();
    void aBodyThatCannotBeKeptIsShown_data();
    void aBodyThatCannotBeKeptIsShown();
    void methodsInSmallLetters_data();
    void methodsInSmallLetters();
    void loginNeedsOAuth();

private:
    QString clientFile(const QByteArray &more = {}, const QByteArray &baseUrl = {});
    QStringList send(const QStringList &arguments);
#ifdef Q_OS_UNIX
    void readOneLineOf(const QString &arguments, QByteArray &line, QByteArray &errors, int &exitCode);
#endif

    QTemporaryDir m_folder;
    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
};

void TestCliRow::init()
{
    m_upstream.reset();
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY(m_upstream->listen());
}

QString TestCliRow::clientFile(const QByteArray &more, const QByteArray &baseUrl)
{
    QFile file(m_folder.filePath(u"client.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"name": "demo", "base_url": ")" + (baseUrl.isEmpty() ? m_upstream->url().toEncoded() : baseUrl) + '"'
               + more + '}');
    return file.fileName();
}

QStringList TestCliRow::send(const QStringList &arguments)
{
    return QStringList{u"send"_s, u"--client"_s, clientFile()} + arguments;
}

void TestCliRow::tellsEachCallWhenItHasEnded()
{
#ifndef Q_OS_UNIX
    QSKIP("no signals here");
#endif
    CliProcess cli(send({u"--repeat"_s, u"10000"_s, u"GET"_s, u"/healthy?delay=0.05"_s}));
    QTRY_VERIFY(cli.out().contains("call 3\n"));
    QVERIFY(cli.isRunning());
    const QByteArray story = cli.out();
    QVERIFY2(story.contains("succeeded: 200 OK after "), story.constData());
    QVERIFY(story.indexOf("call 1\n") == 0 && story.indexOf("call 2\n") < story.indexOf("call 3\n"));
    cli.interrupt();
    cli.waitForEnd();
}

void TestCliRow::tellsTheFirstTwentyOnly()
{
    CliProcess cli(send({u"--repeat"_s, u"22"_s, u"--concurrency"_s, u"3"_s, u"GET"_s, u"/healthy"_s}));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QCOMPARE(cli.out().count("\ncall "), 19); // the first one begins the text
    QVERIFY2(cli.out().contains("\n… and the calls that follow, which the summary counts\n\ncalls 22: 22 succeeded"),
             cli.out().right(400).constData());
}

#ifdef Q_OS_UNIX
void TestCliRow::readOneLineOf(const QString &arguments, QByteArray &line, QByteArray &errors, int &exitCode)
{
    const QString code = m_folder.filePath(u"code"_s);
    QProcess shell;
    shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"(\"$0\" "_s + arguments + u"; echo $? >\"$2\") | head -n 1"_s,
                 qEnvironmentVariable("FUSEBOARD_CLI"), clientFile(), code});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20'000);
    line = shell.readAllStandardOutput();
    errors = shell.readAllStandardError();
    QFile file(code);
    QVERIFY(file.open(QIODevice::ReadOnly));
    exitCode = file.readAll().trimmed().toInt();
}
#endif

void TestCliRow::aReaderWhoLeavesEndsTheRow()
{
#ifndef Q_OS_UNIX
    QSKIP("no shell here");
#else
    QByteArray line;
    QByteArray errors;
    int exitCode = -1;
    readOneLineOf(u"send --client \"$1\" --repeat 200 POST /healthy?delay=0.02 -d x"_s, line, errors, exitCode);
    QCOMPARE(line, QByteArray("call 1\n"));
    QVERIFY2(errors.isEmpty(), errors.constData());
    QCOMPARE(exitCode, 0);
    QVERIFY2(m_upstream->requestsServed() < 10, QByteArray::number(m_upstream->requestsServed()).constData());
#endif
}

void TestCliRow::aFailureStaysOneForAReaderWhoLeaves()
{
#ifndef Q_OS_UNIX
    QSKIP("no shell here");
#else
    QByteArray line;
    QByteArray errors;
    int exitCode = -1;
    readOneLineOf(u"send --client \"$1\" --repeat 200 POST \"/healthy?delay=0.02&status=503\" -d x"_s, line, errors,
                  exitCode);
    QCOMPARE(line, QByteArray("call 1\n"));
    QCOMPARE(exitCode, 1);
#endif
}

void TestCliRow::ctrlCCountsWhatWasNeverBegun_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("story") << false;
    QTest::newRow("JSON") << true;
}

void TestCliRow::ctrlCCountsWhatWasNeverBegun()
{
#ifndef Q_OS_UNIX
    QSKIP("no signals here");
#endif
    QFETCH(const bool, json);
    const QStringList more = json ? QStringList{u"--json"_s} : QStringList{};
    CliProcess cli(send(more + QStringList{u"--repeat"_s, u"50"_s, u"--concurrency"_s, u"3"_s, u"GET"_s, u"/hang"_s}));
    QTRY_COMPARE(m_upstream->requestsServed(), 3u);
    cli.interrupt();
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    if (!json) {
        QVERIFY2(
            cli.out().contains("calls 3: 0 succeeded, 0 failed, 0 refused, 3 cancelled, 47 never begun · requests 3"),
            cli.out().constData());
        return;
    }
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("calls"_L1).toInt(), 3);
    QCOMPARE(report.value("not_begun"_L1).toInt(), 47);
}

void TestCliRow::anOutputThatCannotBeWrittenIsRefusedBeforehand_data()
{
    QTest::addColumn<QString>("output");
    QTest::newRow("no such folder") << m_folder.filePath(u"none/body"_s);
    QTest::newRow("a folder") << m_folder.path();
    QFile locked(m_folder.filePath(u"locked"_s));
    QVERIFY(locked.open(QIODevice::WriteOnly));
    QVERIFY(locked.setPermissions(QFileDevice::ReadOwner));
    QTest::newRow("a file that may not be written") << locked.fileName();
}

/// The answer of a POST would be lost, and to send it again would do it twice.
void TestCliRow::anOutputThatCannotBeWrittenIsRefusedBeforehand()
{
    QFETCH(const QString, output);
#ifndef Q_OS_LINUX
    if (const QFileInfo file(output); file.isFile() && file.isWritable())
        QSKIP("the superuser may write everything, and his programs cannot be bound here");
#endif
    CliProcess cli(send({u"-o"_s, output, u"-d"_s, u"{}"_s, u"POST"_s, u"/orders"_s}));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 2);
    QVERIFY2(cli.err().contains("-o " + output.toUtf8() + " cannot be written: "), cli.err().constData());
    QVERIFY2(cli.err().contains("Nothing was sent."), cli.err().constData());
    QVERIFY(cli.out().isEmpty());
    QCOMPARE(m_upstream->requestsServed(), 0u);
}

void TestCliRow::theCheckLeavesNothingBehind()
{
    const QString kept = m_folder.filePath(u"kept"_s);
    QFile file(kept);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("of before");
    file.close();
    const QStringList before = QDir(m_folder.path()).entryList();
    CliProcess cli({u"send"_s, u"--client"_s, m_folder.filePath(u"none.json"_s), u"-o"_s, kept, u"GET"_s, u"/"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QCOMPARE(QDir(m_folder.path()).entryList(), before);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("of before"));
}

void TestCliRow::whatWasThereStaysWithoutAnAnswer()
{
    const QString kept = m_folder.filePath(u"kept"_s);
    QFile file(kept);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("from before");
    file.close();
    CliProcess cli({u"send"_s, u"--client"_s, clientFile({}, "http://127.0.0.1:9/"), u"-o"_s, kept, u"GET"_s, u"/"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("stays as it was"), cli.err().constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("from before"));
}

void TestCliRow::S05_anEchoedTokenIsNotShown()
{
    const EchoServer server;
    const QByteArray auth = R"(, "auth": {"type": "bearer", "token": "canary-token-1"})";
    CliProcess cli({u"send"_s, u"--client"_s, clientFile(auth, server.url()), u"GET"_s, u"/x"_s});
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, cli.err().constData());
    QVERIFY2(cli.out().contains("Authorization: Bearer \u2022\u2022\u2022"), cli.out().constData());
    QVERIFY(!cli.out().contains("canary") && !cli.err().contains("canary"));
}

void TestCliRow::S05_aHeaderWithoutItsQuotesIsNotRepeated()
{
    CliProcess cli(send({u"-H"_s, u"Authorization:"_s, u"Bearer"_s, u"canary-token-1"_s, u"GET"_s, u"/x"_s}));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 2);
    QVERIFY2(cli.err().contains("more than METHOD and PATH"), cli.err().constData());
    QVERIFY(!cli.err().contains("canary"));
}

void TestCliRow::aBodyThatCannotBeKeptIsShown_data()
{
    ctrlCCountsWhatWasNeverBegun_data();
}

void TestCliRow::aBodyThatCannotBeKeptIsShown()
{
    QFETCH(const bool, json);
    QVERIFY(QDir(m_folder.path()).mkdir(u"gone"_s));
    const QStringList more = json ? QStringList{u"--json"_s} : QStringList{};
    CliProcess cli(send(more
                        + QStringList{u"-o"_s, m_folder.filePath(u"gone/body"_s), u"-d"_s, u"the only answer"_s,
                                      u"POST"_s, u"/orders?delay=1&status=422"_s}));
    QTRY_COMPARE(m_upstream->requestsServed(), 1u);
    QVERIFY(QDir(m_folder.filePath(u"gone"_s)).removeRecursively());
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("The body could not be written to "), cli.err().constData());
    QVERIFY((json ? cli.err() : cli.out()).contains("the only answer"));
    QCOMPARE(QJsonDocument::fromJson(cli.out()).isObject(), json);
}

void TestCliRow::methodsInSmallLetters_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("get") << u"get"_s << QByteArray("GET /x ");
    QTest::newRow("Delete") << u"Delete"_s << QByteArray("DELETE /x ");
    QTest::newRow("of somebody else") << u"purge"_s << QByteArray("purge /x ");
    QTest::newRow("in both") << u"M-Search"_s << QByteArray("M-Search /x ");
}

void TestCliRow::methodsInSmallLetters()
{
    QFETCH(const QString, written);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QByteArray baseUrl = "http://127.0.0.1:" + QByteArray::number(server.serverPort());
    CliProcess cli({u"send"_s, u"--client"_s, clientFile({}, baseUrl), written, u"/x"_s});
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *socket = server.nextPendingConnection();
    QTRY_VERIFY(socket->bytesAvailable() > 10);
    QFETCH(const QByteArray, sent);
    QCOMPARE(socket->peek(sent.size()), sent);
    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
}

void TestCliRow::loginNeedsOAuth()
{
    for (const QByteArray more : {"", R"(, "auth": {"type": "bearer", "token": "${env:PATH}"})"}) {
        CliProcess cli({u"send"_s, u"--login"_s, u"--client"_s, clientFile(more), u"GET"_s, u"/orders"_s});
        cli.waitForEnd();
        QCOMPARE(cli.exitCode(), 2);
        QVERIFY2(cli.err().contains("--login signs in by OAuth, and demo has no credentials of that type."),
                 cli.err().constData());
    }
    QCOMPARE(m_upstream->requestsServed(), 0u);
}

QTEST_GUILESS_MAIN(TestCliRow)
#include "tst_clirow.moc"
