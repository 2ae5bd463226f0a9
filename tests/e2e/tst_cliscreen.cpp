// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"
#include "screenprocess.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "fuseboard-cli" before a screen and a keyboard, beside pipes and files.
class TestCliScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void G16_nothingSteersTheScreen_data();
    void G16_nothingSteersTheScreen();
    void G16_pipesAndFilesGetTheBytes();
    void G16_argumentsDoNotSteerEither();
    void foldsLinesAtTheWidthOfTheScreen();
    void M14_outputDoesNotReplaceWhatIsNoFile();
    void readsABodyThatComesInPieces();
    void ctrlCEndsWhileTheBodyIsRead_data();
    void ctrlCEndsWhileTheBodyIsRead();

private:
    QString clientFile(const QByteArray &more = {});

    QTemporaryDir m_folder;
    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
};

namespace {

/// Steers a screen: colours, the clipboard (OSC 52), a bell, the direction of text, and C1 controls.
const QByteArray steering = "one\x1b[31m two\x1b]52;c;aGk=\a three\xe2\x80\xae four\xc2\x9b"
                            "5m\nlast line\n";

} // namespace

void TestCliScreen::init()
{
#ifndef Q_OS_UNIX
    QSKIP("no pseudo-terminals here");
#endif
    m_upstream.reset();
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY(m_upstream->listen());
    QFile body(m_folder.filePath(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly));
    body.write(steering);
}

QString TestCliScreen::clientFile(const QByteArray &more)
{
    QFile file(m_folder.filePath(u"client.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"name": "demo", "base_url": ")" + m_upstream->url().toEncoded() + '"' + more + "}");
    return file.fileName();
}

void TestCliScreen::G16_nothingSteersTheScreen_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("G16 story") << QStringList{};
    QTest::newRow("G16 body alone") << QStringList{u"-o"_s, u"-"_s};
}

void TestCliScreen::G16_nothingSteersTheScreen()
{
    QFETCH(const QStringList, options);
    ScreenProcess cli(QStringList{u"send"_s, u"--client"_s, clientFile(), u"POST"_s, u"/orders"_s, u"-d"_s,
                                  u"@"_s + m_folder.filePath(u"body"_s)}
                          + options,
                      200);
    const QByteArray shown = cli.waitForEnd();
    QVERIFY2(shown.contains("one\\u{1b}[31m two\\u{1b}]52;c;aGk=\\u{7} three\\u{202e} four\\u{9b}5m\nlast line"),
             shown.constData());
    for (const char c : shown)
        QVERIFY2(c == '\n' || static_cast<unsigned char>(c) >= 0x20, shown.constData());
}

void TestCliScreen::G16_pipesAndFilesGetTheBytes()
{
    const QString kept = m_folder.filePath(u"kept"_s);
    for (const QString &target : {u"-"_s, kept}) {
        CliProcess cli({u"send"_s, u"--client"_s, clientFile(), u"-o"_s, target, u"POST"_s, u"/orders"_s, u"-d"_s,
                        u"@"_s + m_folder.filePath(u"body"_s)});
        cli.waitForEnd();
        QCOMPARE(cli.exitCode(), 0);
        QFile file(kept);
        QVERIFY(target == u"-"_s || file.open(QIODevice::ReadOnly));
        QCOMPARE(target == u"-"_s ? cli.out() : file.readAll(), steering);
    }
}

void TestCliScreen::G16_argumentsDoNotSteerEither()
{
    for (const QStringList &arguments :
         {QStringList{u"\x1b]52;c;aGk=\a"_s}, QStringList{u"validate"_s, u"\x1b[2J.json"_s},
          QStringList{u"send"_s, u"--client"_s, u"\x1b[2J"_s, u"GET"_s, u"/"_s}}) {
        CliProcess cli(arguments);
        cli.waitForEnd();
        QVERIFY(cli.exitCode() >= 2);
        QVERIFY2(cli.err().contains("\\u{1b}"), cli.err().constData());
        QVERIFY(!(cli.out() + cli.err()).contains('\x1b'));
    }
}

void TestCliScreen::foldsLinesAtTheWidthOfTheScreen()
{
    const QStringList arguments{
        u"send"_s,
        u"--client"_s,
        clientFile(
            R"(, "retry": {"max_retries": 1, "initial_delay": 0.01}, "circuit_breaker": {"failure_threshold": 1})"),
        u"--repeat"_s,
        u"2"_s,
        u"GET"_s,
        u"/healthy?status=503"_s};
    ScreenProcess narrow(arguments, 80);
    const QByteArray story = narrow.waitForEnd();
    QVERIFY(story.contains("\n            ")); // goes on behind the times
    for (const QByteArray &line : story.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 80, story.constData());
    CliProcess piped(arguments);
    piped.waitForEnd();
    QVERIFY2(piped.out().contains("retry_status_codes; exponential 10 ms, jitter"), piped.out().constData());
}

namespace {

#ifdef Q_OS_UNIX
/// What somebody types into the program, who has not yet said that it is all.
class Keyboard
{
public:
    explicit Keyboard(QProcess &program)
    {
        if (::pipe2(m_ends, O_CLOEXEC) == 0)
            program.setChildProcessModifier([end = m_ends[0]] { ::dup2(end, STDIN_FILENO); });
    }
    ~Keyboard()
    {
        close();
        ::close(m_ends[0]);
    }
    Keyboard(const Keyboard &) = delete;
    Keyboard &operator=(const Keyboard &) = delete;

    /// Types, and lets the program read it.
    void type(const QByteArray &text)
    {
        QCOMPARE(::write(m_ends[1], text.constData(), static_cast<std::size_t>(text.size())), text.size());
        const auto isRead = [this] {
            int waiting = -1;
            return ::ioctl(m_ends[0], FIONREAD, &waiting) == 0 && waiting == 0;
        };
        QTRY_VERIFY(isRead());
    }
    void close()
    {
        if (m_ends[1] >= 0)
            ::close(std::exchange(m_ends[1], -1));
    }

private:
    int m_ends[2] = {-1, -1};
};
#endif

} // namespace

/// -o /dev/null as root must not put a file in the place of the device. A pipe with a name stands for it here: nothing
/// but this folder may suffer where the program is wrong.
void TestCliScreen::M14_outputDoesNotReplaceWhatIsNoFile()
{
#ifdef Q_OS_UNIX
    const QString name = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(name.toUtf8().constData(), 0600), 0);
    const int reader = ::open(name.toUtf8().constData(), O_RDONLY | O_NONBLOCK);
    QVERIFY(reader >= 0);
    CliProcess cli({u"send"_s, u"--client"_s, clientFile(), u"-o"_s, name, u"-d"_s, u"{}"_s, u"POST"_s, u"/orders"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    char bytes[16] = {};
    QCOMPARE(::read(reader, bytes, sizeof bytes), 2);
    QCOMPARE(QByteArray(bytes), QByteArray("{}"));
    ::close(reader);
    struct stat status
    {
    };
    QCOMPARE(::stat(name.toUtf8().constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
#endif
}

void TestCliScreen::readsABodyThatComesInPieces()
{
#ifdef Q_OS_UNIX
    QProcess cli;
    Keyboard keyboard(cli);
    cli.start(qEnvironmentVariable("FUSEBOARD_CLI"),
              {u"send"_s, u"--client"_s, clientFile(), u"-o"_s, u"-"_s, u"-d"_s, u"@-"_s, u"POST"_s, u"/orders"_s});
    keyboard.type("one ");
    keyboard.type("two");
    keyboard.close();
    QTRY_COMPARE_WITH_TIMEOUT(cli.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(cli.readAllStandardOutput(), QByteArray("one two"));
#endif
}

void TestCliScreen::ctrlCEndsWhileTheBodyIsRead_data()
{
    QTest::addColumn<int>("signal");
#ifdef Q_OS_UNIX
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
#endif
}

/// Somebody types a body and thinks better of it.
void TestCliScreen::ctrlCEndsWhileTheBodyIsRead()
{
#ifdef Q_OS_UNIX
    QFETCH(const int, signal);
    QProcess cli;
    Keyboard keyboard(cli);
    cli.start(qEnvironmentVariable("FUSEBOARD_CLI"),
              {u"send"_s, u"--client"_s, clientFile(), u"-d"_s, u"@-"_s, u"POST"_s, u"/orders"_s});
    keyboard.type("typed");
    ::kill(static_cast<pid_t>(cli.processId()), signal);
    QTRY_COMPARE_WITH_TIMEOUT(cli.state(), QProcess::NotRunning, 5'000);
    QCOMPARE(cli.exitStatus(), QProcess::CrashExit); // ended by the signal, as any program
    QCOMPARE(m_upstream->requestsServed(), 0u);
#endif
}

QTEST_GUILESS_MAIN(TestCliScreen)
#include "tst_cliscreen.moc"
