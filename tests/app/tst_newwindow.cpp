// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "newwindow.h"
#include "options.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A further window: a further run of the program, which understands what it is started with.
class tst_newwindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheSameWorkspace_data();
    void showsTheSameWorkspace();
    void fitsWhatTheProgramTakes_data();
    void fitsWhatTheProgramTakes();
    void startsTheProgramBesideThisOne();
    void tellsWhatDoesNotStart();
};

void tst_newwindow::showsTheSameWorkspace_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("demo") << QString();
    QTest::newRow("folder") << u"/srv/shop"_s;
    QTest::newRow("blanks and quotes") << u"/srv/my \"shop\" & more"_s;
    QTest::newRow("like an option") << u"/srv/--demo"_s;
}

void tst_newwindow::showsTheSameWorkspace()
{
    QFETCH(QString, folder);
    const Options options = Options::parse(QStringList{u"fuseboard"_s} + newWindowArguments(folder, {1200, 800}));
    QCOMPARE(options.task, Options::Task::Run);
    QCOMPARE(options.workspace, folder);
    QVERIFY2(!options.asLastTime, "it may be another one by now");
    QCOMPARE(options.size, QSize(1200, 800));
    // Wherever the program was started, a relative folder means this one.
    QCOMPARE(newWindowArguments(u"shop"_s, {}).value(1), QDir::current().absoluteFilePath(u"shop"_s));
}

void tst_newwindow::fitsWhatTheProgramTakes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("none") << QSize();
    QTest::newRow("small") << QSize(10, 2'000);
    QTest::newRow("over many screens") << QSize(20'000, 900);
}

void tst_newwindow::fitsWhatTheProgramTakes()
{
    QFETCH(QSize, size);
    const Options options = Options::parse(QStringList{u"fuseboard"_s} + newWindowArguments({}, size));
    QVERIFY2(options.task == Options::Task::Run, qPrintable(options.complaint));
    QVERIFY(options.size.isValid());
}

void tst_newwindow::startsTheProgramBesideThisOne()
{
    const QTemporaryDir folder;
    const QString told = folder.filePath(u"told"_s);
    QFile script(folder.filePath(u"program"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\n(for word; do echo \"$word\"; done; readlink -f /dev/fd/8 /dev/fd/9) 8>&1 9>&2 > '"
                 + told.toUtf8() + ".new'\nmv '" + told.toUtf8() + ".new' '" + told.toUtf8() + "'\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(startNewWindow(script.fileName(), newWindowArguments(u"/srv/my shop"_s, {1200, 800}, Theme::Mode::Dark)));
    QTRY_VERIFY(QFile::exists(told));
    QFile words(told);
    QVERIFY(words.open(QIODevice::ReadOnly));
    QCOMPARE(words.readAll(),
             QByteArray("--workspace\n/srv/my shop\n--size\n1200x800\n--theme\ndark\n/dev/null\n/dev/null\n"));
}

void tst_newwindow::tellsWhatDoesNotStart()
{
    const QTemporaryDir folder;
    QVERIFY(!startNewWindow(folder.filePath(u"no such program"_s), newWindowArguments({}, {1200, 800})));
}

QTEST_GUILESS_MAIN(tst_newwindow)
#include "tst_newwindow.moc"
