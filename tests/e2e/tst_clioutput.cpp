// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "fuseboard-cli send -o FILE" with bodies above max_response_bytes.
class TestCliOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S06_aBodyOfAnySize_data();
    void S06_aBodyOfAnySize();
    void S06_onlyAnswersThatSucceed();
    void S06_ADV_M11_M14_theFileStaysWhereTheBodyIsCut();
    void S06_ADV_M14_theFolderGoesInTheMeantime();
    void S06_testsOfABodyInAFile_data();
    void S06_testsOfABodyInAFile();

private:
    void write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QStringList send(const QStringList &arguments) const;
    [[nodiscard]] QByteArray kept() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    SystemScheduler m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
};

void TestCliOutput::init()
{
    m_upstream = std::make_unique<DemoUpstream>(m_scheduler);
    QVERIFY(m_upstream->listen());
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"body"_s);
    write(u"body"_s, "of before");
    write(u"clients/demo/client.json"_s,
          R"({"name": "demo", "max_response_bytes": 1000, "base_url": ")" + m_upstream->url().toEncoded() + "\"}");
}

void TestCliOutput::write(const QString &name, const QByteArray &content) const
{
    const QFileInfo place(m_folder->filePath(name));
    QVERIFY(QDir().mkpath(place.path()));
    QFile file(place.filePath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QStringList TestCliOutput::send(const QStringList &arguments) const
{
    return QStringList{u"send"_s, u"--client"_s, m_folder->filePath(u"clients/demo/client.json"_s)} + arguments;
}

QByteArray TestCliOutput::kept() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCliOutput::S06_aBodyOfAnySize_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("story") << false;
    QTest::newRow("JSON") << true;
}

void TestCliOutput::S06_aBodyOfAnySize()
{
    QFETCH(const bool, json);
    const QStringList more = json ? QStringList{u"--json"_s} : QStringList{};
    CliProcess cli(send(more + QStringList{u"-o"_s, m_path, u"GET"_s, u"/healthy?size=3000000"_s}));
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, (cli.out() + cli.err()).constData());
    QVERIFY2(cli.err().isEmpty(), cli.err().constData());
    QCOMPARE(QJsonDocument::fromJson(cli.out()).isObject(), json);
    QCOMPARE(kept().size(), 3'000'000);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
    CliProcess shown(send({u"-o"_s, u"-"_s, u"GET"_s, u"/healthy?size=3000000"_s}));
    shown.waitForEnd();
    QCOMPARE(shown.exitCode(), 1);
    QVERIFY2(shown.err().contains("max_response_bytes"), shown.err().constData());
}

void TestCliOutput::S06_onlyAnswersThatSucceed()
{
    CliProcess large(send({u"-o"_s, m_path, u"GET"_s, u"/healthy?size=2000&status=404"_s}));
    large.waitForEnd();
    QCOMPARE(large.exitCode(), 1);
    QVERIFY2(large.err().contains("stays as it was"), large.err().constData());
    QCOMPARE(kept(), QByteArray("of before"));
    CliProcess small(send({u"-o"_s, m_path, u"GET"_s, u"/healthy?size=900&status=404"_s}));
    small.waitForEnd();
    QCOMPARE(small.exitCode(), 1);
    QCOMPARE(kept().size(), 900);
}

void TestCliOutput::S06_ADV_M11_M14_theFileStaysWhereTheBodyIsCut()
{
    CliProcess cli(send({u"-o"_s, m_path, u"GET"_s, u"/half"_s}));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("stays as it was"), cli.err().constData());
    QCOMPARE(kept(), QByteArray("of before"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
}

void TestCliOutput::S06_ADV_M14_theFolderGoesInTheMeantime()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"gone"_s));
    const QString lost = m_folder->filePath(u"gone/body"_s);
    CliProcess cli(send({u"-o"_s, lost, u"GET"_s, u"/healthy?size=3000000&delay=1"_s}));
    QTRY_COMPARE(m_upstream->requestsServed(), 1u);
    QVERIFY(QDir(m_folder->filePath(u"gone"_s)).removeRecursively());
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    const QString story = QString::fromUtf8(cli.out()).simplified();
    QVERIFY2(story.contains(lost + u" could not be written"_s), cli.out().constData());
}

void TestCliOutput::S06_testsOfABodyInAFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("small enough to be read") << u"/healthy?size=900"_s << u"passed"_s;
    QTest::newRow("too large") << u"/healthy?size=2000"_s << u"faulty"_s;
}

void TestCliOutput::S06_testsOfABodyInAFile()
{
    QFETCH(const QString, path);
    write(u"workspace.json"_s, R"({"format": 1, "name": "Demo"})");
    write(u"clients/demo/requests/one.json"_s,
          R"({"name": "One", "path": ")" + path.toUtf8()
              + R"(", "tests": [{"subject": "body", "comparison": "matches", "value": "."}]})");
    CliProcess cli(
        {u"send"_s, u"--workspace"_s, m_folder->path(), u"--request"_s, u"demo/one"_s, u"--json"_s, u"-o"_s, m_path});
    cli.waitForEnd();
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    const QJsonArray tests = report.value("results"_L1).toArray().at(0).toObject().value("tests"_L1).toArray();
    QVERIFY2(tests.size() == 1, (cli.out() + cli.err()).constData());
    QTEST(tests.at(0).toObject().value("outcome"_L1).toString(), "outcome");
    QVERIFY(kept() != "of before");
}

QTEST_GUILESS_MAIN(TestCliOutput)
#include "tst_clioutput.moc"
