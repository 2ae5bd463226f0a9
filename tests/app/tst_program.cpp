// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;

/// The program as people start it, on a machine without a display.
class tst_program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void helpAndVersionNeedNoDisplay();
    void missingDisplayIsOneSentence_data();
    void missingDisplayIsOneSentence();
    void screenshotOfTheDemo_data();
    void screenshotOfTheDemo();
    void screenshotThatCannotBeWritten();
    void badUsage();
    void missingWorkspace();
    void workspaceThatIsAFile();
    void badWorkspaceFile_data();
    void badWorkspaceFile();
    void brokenFilesAreNamed();
    void ADV_O14_signalsEndItInOrder_data();
    void ADV_O14_signalsEndItInOrder();
    void ADV_O5_endsWithCallsUnderWay();
    void K15_oddSurroundings_data();
    void K15_oddSurroundings();
    void ADV_J15_M7_leavesNoCore();

private:
    struct Run
    {
        int code = -1;
        QString out;
        QString err;
    };
    Run run(const QStringList &arguments, const QString &platform = {}) const;
    [[nodiscard]] QProcessEnvironment environmentFor(const QString &platform) const;
    void write(const QString &path, const QByteArray &text) const;

    QTemporaryDir m_folder;
};

QProcessEnvironment tst_program::environmentFor(const QString &platform) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    if (!platform.isEmpty())
        environment.insert(u"QT_QPA_PLATFORM"_s, platform);
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
    return environment;
}

tst_program::Run tst_program::run(const QStringList &arguments, const QString &platform) const
{
    QProcess process;
    process.setProcessEnvironment(environmentFor(platform));
    process.start(QStringLiteral(FUSEBOARD_PROGRAM), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

void tst_program::write(const QString &path, const QByteArray &text) const
{
    QDir(m_folder.path()).mkpath(QFileInfo(path).path());
    QFile file(m_folder.filePath(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void tst_program::helpAndVersionNeedNoDisplay()
{
    const Run help = run({u"--help"_s}, u"xcb"_s);
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.startsWith("Usage: fuseboard"_L1));
    const Run version = run({u"--version"_s}, u"xcb"_s);
    QCOMPARE(version.code, 0);
    QVERIFY(version.out.startsWith("fuseboard "_L1));
}

void tst_program::missingDisplayIsOneSentence_data()
{
    QTest::addColumn<QString>("platform");
    QTest::newRow("nothing set") << QString();
    QTest::newRow("X without a server") << u"xcb"_s;
    QTest::newRow("unknown platform") << u"no-such-platform"_s;
}

void tst_program::missingDisplayIsOneSentence()
{
    QFETCH(QString, platform);
#ifndef Q_OS_LINUX
    if (platform != u"no-such-platform")
        QSKIP("other systems always have a display");
#endif
    const Run result = run({u"--demo"_s}, platform);
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.startsWith("fuseboard: There is no display"_L1), qPrintable(result.err));
    QVERIFY2(result.err.contains("fuseboard-cli"_L1), qPrintable(result.err));
    QCOMPARE(result.err.count(u'\n'), 1);
}

void tst_program::screenshotOfTheDemo_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QColor>("rail");
    QTest::newRow("light") << u"light"_s << QColor(0xff, 0xff, 0xff);
    QTest::newRow("dark") << u"dark"_s << QColor(0x1e, 0x23, 0x2b);
}

void tst_program::screenshotOfTheDemo()
{
    QFETCH(QString, theme);
    QFETCH(QColor, rail);
    const QString file = m_folder.filePath(theme + u".png"_s);
    const Run result = run({u"--demo"_s, u"--page"_s, u"dashboard"_s, u"--theme"_s, theme, u"--screenshot"_s, file,
                            u"--after"_s, u"2.5"_s, u"--startup-time"_s});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY2(result.out.contains("first paint after "_L1), qPrintable(result.out));
    const QImage image(file);
    QCOMPARE(image.size(), QSize(1360, 860));
    QCOMPARE(image.pixelColor(4, 400), rail);
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY2(colors.size() > 500, "text, tiles and charts make many colours");
}

void tst_program::screenshotThatCannotBeWritten()
{
    const Run noFolder = run({u"--screenshot"_s, m_folder.filePath(u"no/such/folder.png"_s), u"--after"_s, u"60"_s});
    QCOMPARE(noFolder.code, 1);
    QVERIFY(noFolder.err.contains("folder.png"_L1));
    const Run badType = run({u"--screenshot"_s, m_folder.filePath(u"picture.nosuchtype"_s), u"--after"_s, u"0"_s});
    QCOMPARE(badType.code, 1);
    QVERIFY(badType.err.contains("picture.nosuchtype"_L1));
}

void tst_program::badUsage()
{
    const Run result = run({u"--theme"_s, u"pink"_s});
    QCOMPARE(result.code, 2);
    QVERIFY(result.err.contains("pink"_L1));
    QVERIFY(result.out.isEmpty());
}

void tst_program::workspaceThatIsAFile()
{
    write(u"file/notes.txt"_s, "notes");
    const Run result = run({u"--workspace"_s, m_folder.filePath(u"file/notes.txt"_s)}, u"offscreen"_s);
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("notes.txt is a file and not a folder"_L1), qPrintable(result.err));
}

void tst_program::badWorkspaceFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown format") << QByteArray(R"({"format": 99, "name": "Shop"})") << u"format is 99"_s;
    QTest::newRow("nothing in it") << QByteArray("{}") << u"name is missing"_s;
    QTest::newRow("not JSON") << QByteArray("{bro") << u"not valid JSON"_s;
}

void tst_program::badWorkspaceFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    write(u"bad/workspace.json"_s, text);
    const Run result = run({u"--workspace"_s, m_folder.filePath(u"bad"_s), u"--screenshot"_s,
                            m_folder.filePath(u"never.png"_s), u"--after"_s, u"0"_s});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("workspace.json: "_L1) && result.err.contains(said), qPrintable(result.err));
    QVERIFY(!QFile::exists(m_folder.filePath(u"never.png"_s)));
}

void tst_program::missingWorkspace()
{
    const Run result = run(
        {u"--workspace"_s, m_folder.filePath(u"nowhere"_s), u"--screenshot"_s, m_folder.filePath(u"never.png"_s)});
    QCOMPARE(result.code, 3);
    QVERIFY(result.err.contains("nowhere"_L1));
    QVERIFY(!QFile::exists(m_folder.filePath(u"never.png"_s)));
}

void tst_program::brokenFilesAreNamed()
{
    write(u"work/workspace.json"_s, "{\"format\": 1, \"name\": \"Mine\"}");
    write(u"work/clients/good/client.json"_s, "{\"name\": \"good\", \"base_url\": \"http://127.0.0.1:9\"}");
    write(u"work/clients/bad/client.json"_s,
          "{\"name\": \"bad\", \"base_url\": \"http://127.0.0.1:9\", \"timeout\": -1}");
    const QString file = m_folder.filePath(u"work.png"_s);
    const Run result = run(
        {u"--workspace"_s, m_folder.filePath(u"work"_s), u"--screenshot"_s, file, u"--after"_s, u"0.3"_s});
    QCOMPARE(result.code, 0);
    QVERIFY(result.err.contains("clients/bad/client.json"_L1));
    QVERIFY(result.err.contains("timeout"_L1));
    QVERIFY(!QImage(file).isNull());
}

void tst_program::ADV_O14_signalsEndItInOrder_data()
{
    QTest::addColumn<int>("number");
#ifdef Q_OS_UNIX
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
#else
    QSKIP("other systems close the window");
#endif
}

void tst_program::ADV_O14_signalsEndItInOrder()
{
#ifdef Q_OS_UNIX
    QFETCH(const int, number);
    write(u"ended/workspace.json"_s, "{\"format\": 1, \"name\": \"Mine\"}");
    const QString settings = m_folder.filePath(u"fuseboard/fuseboard.conf"_s);
    QFile::remove(settings);
    QProcess process;
    process.setProcessEnvironment(environmentFor(u"offscreen"_s));
    process.start(QStringLiteral(FUSEBOARD_PROGRAM),
                  {u"--workspace"_s, m_folder.filePath(u"ended"_s), u"--startup-time"_s});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("first paint"), 30'000);
    QCOMPARE(::kill(pid_t(process.processId()), number), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QFile file(settings);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll().contains("geometry"), "the window's state is kept");
#endif
}

// Those of the demo never cease.
void tst_program::ADV_O5_endsWithCallsUnderWay()
{
#ifdef Q_OS_UNIX
    QProcess process;
    process.setProcessEnvironment(environmentFor(u"offscreen"_s));
    process.start(QStringLiteral(FUSEBOARD_PROGRAM), {u"--demo"_s, u"--startup-time"_s});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("first paint"), 30'000);
    QCOMPARE(::kill(pid_t(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(30'000)); // of itself: none of the calls would ever end
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
#else
    QSKIP("other systems close the window");
#endif
}

void tst_program::K15_oddSurroundings_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("settings"); // within the test's folder
    const QString place = m_folder.path();
    QTest::newRow("relative folders") << QStringList{u"HOME="_s + place + u"/home"_s, u"XDG_CONFIG_HOME=here"_s,
                                                     u"XDG_DATA_HOME=./here"_s, u"XDG_CACHE_HOME=../here"_s}
                                      << u"home/.config/fuseboard/fuseboard.conf"_s;
    QTest::newRow("no home") << QStringList{u"HOME"_s, u"XDG_CONFIG_HOME="_s + place + u"/config"_s}
                             << u"config/fuseboard/fuseboard.conf"_s;
    QTest::newRow("blanks and letters") << QStringList{u"HOME="_s + place + u"/ein Haus ü"_s,
                                                       u"XDG_CONFIG_HOME="_s + place + u"/ein Ordner 日本"_s}
                                        << u"ein Ordner 日本/fuseboard/fuseboard.conf"_s;
}

void tst_program::K15_oddSurroundings()
{
#ifdef Q_OS_LINUX
    QFETCH(const QStringList, variables);
    QFETCH(const QString, settings);
    QProcessEnvironment environment = environmentFor(u"offscreen"_s);
    for (const QString &variable : variables) {
        if (variable.contains(u'='))
            environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        else
            environment.remove(variable);
    }
    write(u"mein Ordner ü/workspace.json"_s, "{\"format\": 1, \"name\": \"Mine\"}");
    const QTemporaryDir elsewhere;
    QVERIFY(QDir(elsewhere.path()).mkdir(u"here"_s));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(elsewhere.filePath(u"here"_s));
    process.start(QStringLiteral(FUSEBOARD_PROGRAM),
                  {u"--workspace"_s, m_folder.filePath(u"mein Ordner ü"_s), u"--startup-time"_s});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("first paint"), 30'000);
    QCOMPARE(::kill(pid_t(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(QFile::exists(m_folder.filePath(settings)), qPrintable(settings));
    const auto all = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    QCOMPARE(QDir(elsewhere.path()).entryList(all), QStringList{u"here"_s}); // nothing lies around where it was started
    QVERIFY(QDir(process.workingDirectory()).isEmpty(all));
#else
    QSKIP("other systems have other folders");
#endif
}

void tst_program::ADV_J15_M7_leavesNoCore()
{
#ifdef Q_OS_LINUX
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &before), 0);
    const rlimit asMuchAsItMay{before.rlim_max, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_CORE, &asMuchAsItMay), 0);
    QProcess process;
    process.setProcessEnvironment(environmentFor(u"offscreen"_s));
    process.start(QStringLiteral(FUSEBOARD_PROGRAM), {u"--demo"_s, u"--startup-time"_s});
    QVERIFY(process.waitForStarted());
    QCOMPARE(::setrlimit(RLIMIT_CORE, &before), 0);
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("first paint"), 30'000);
    rlimit of{};
    QCOMPARE(::prlimit(pid_t(process.processId()), RLIMIT_CORE, nullptr, &of), 0);
    process.kill();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE_LE(of.rlim_cur, rlim_t(1));
#else
    QSKIP("other systems keep them elsewhere");
#endif
}

QTEST_GUILESS_MAIN(tst_program)
#include "tst_program.moc"
