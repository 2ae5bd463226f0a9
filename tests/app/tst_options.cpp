// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_options : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAsLastTime();
    void aDemoOrAWorkspaceIsAsked_data();
    void aDemoOrAWorkspaceIsAsked();
    void everythingAtOnce();
    void helpAndVersionWinOverNonsense();
    void refusals_data();
    void refusals();
    void helpNamesEveryOption();
};

namespace {

Options parsed(QStringList arguments)
{
    arguments.prepend(u"fuseboard"_s);
    return Options::parse(arguments);
}

} // namespace

void tst_options::nothingIsAsLastTime()
{
    const Options options = parsed({});
    QCOMPARE(options.task, Options::Task::Run);
    QVERIFY(options.asLastTime && options.workspace.isEmpty());
    QVERIFY(options.screenshot.isEmpty());
    QVERIFY(!options.theme);
    QCOMPARE(options.after, 3000ms);
}

void tst_options::aDemoOrAWorkspaceIsAsked_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("asLastTime");
    QTest::newRow("the demo") << QStringList{u"--demo"_s} << false;
    QTest::newRow("a workspace") << QStringList{u"--workspace=x"_s} << false;
    QTest::newRow("a picture, of the demo") << QStringList{u"--screenshot=x.png"_s} << false;
    QTest::newRow("something is sent") << QStringList{u"--send"_s} << false;
    QTest::newRow("neither") << QStringList{u"--theme=dark"_s, u"--page=history"_s} << true;
}

void tst_options::aDemoOrAWorkspaceIsAsked()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, asLastTime);
    QCOMPARE(parsed(arguments).asLastTime, asLastTime);
}

void tst_options::everythingAtOnce()
{
    const Options options = parsed({u"--workspace"_s, u"/some/folder"_s, u"--page=explore"_s, u"--theme"_s, u"dark"_s,
                                    u"--screenshot"_s, u"a.png"_s, u"--after=1.5"_s, u"--startup-time"_s,
                                    u"--size=1400x900"_s});
    QCOMPARE(options.task, Options::Task::Run);
    QCOMPARE(options.workspace, u"/some/folder"_s);
    QCOMPARE(options.page, u"explore"_s);
    QCOMPARE(options.size, QSize(1400, 900));
    QCOMPARE(options.theme, std::optional(Theme::Mode::Dark));
    QCOMPARE(options.screenshot, u"a.png"_s);
    QCOMPARE(options.after, 1500ms);
    QVERIFY(options.startupTime);
}

void tst_options::helpAndVersionWinOverNonsense()
{
    QCOMPARE(parsed({u"--nonsense"_s, u"--help"_s}).task, Options::Task::ShowHelp);
    QCOMPARE(parsed({u"--version"_s, u"--after"_s, u"x"_s}).task, Options::Task::ShowVersion);
}

void tst_options::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << u"nonsense"_s;
    QTest::newRow("argument") << QStringList{u"file.json"_s} << u"file.json"_s;
    QTest::newRow("page") << QStringList{u"--page=lab"_s} << u"lab"_s;
    QTest::newRow("theme") << QStringList{u"--theme=pink"_s} << u"pink"_s;
    QTest::newRow("size: small") << QStringList{u"--size=999x640"_s} << u"999x640"_s;
    QTest::newRow("size: one number") << QStringList{u"--size=1400"_s} << u"1400"_s;
    QTest::newRow("size: three numbers") << QStringList{u"--size=1400x900x2"_s} << u"1400x900x2"_s;
    QTest::newRow("after: word") << QStringList{u"--after=soon"_s} << u"soon"_s;
    QTest::newRow("after: negative") << QStringList{u"--after=-1"_s} << u"-1"_s;
    QTest::newRow("after: not a number") << QStringList{u"--after=nan"_s} << u"nan"_s;
    QTest::newRow("after: infinite") << QStringList{u"--after=inf"_s} << u"inf"_s;
    QTest::newRow("after: huge") << QStringList{u"--after=1e30"_s} << u"1e30"_s;
    QTest::newRow("missing value") << QStringList{u"--workspace"_s} << u"workspace"_s;
    QTest::newRow("empty value") << QStringList{u"--screenshot="_s} << u"screenshot"_s;
    QTest::newRow("both") << QStringList{u"--demo"_s, u"--workspace=x"_s} << u"--demo"_s;
}

void tst_options::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Options options = parsed(arguments);
    QCOMPARE(options.task, Options::Task::RefuseUsage);
    QVERIFY2(options.complaint.contains(named), qPrintable(options.complaint));
}

void tst_options::helpNamesEveryOption()
{
    for (const auto &name : {u"--demo"_s, u"--workspace"_s, u"--page"_s, u"--theme"_s, u"--size"_s, u"--screenshot"_s,
                             u"--after"_s, u"--send"_s, u"--startup-time"_s, u"--version"_s, u"--help"_s})
        QVERIFY2(Options::helpText().contains(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(tst_options)
#include "tst_options.moc"
