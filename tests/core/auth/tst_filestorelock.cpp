// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/filestorelock.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String holderArgument("--hold");

/// This very program as another one that holds a lock until it is killed.
int holdUntilKilled(const QString &folder)
{
    FileStoreLock lock(folder);
    const auto hold = lock.tryLock(u"key"_s);
    std::puts(hold ? "held" : "refused");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class TestFileStoreLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C14_oneHolderForEachKey();
    void C14_otherProgram();
    void folderThatCannotBeMade();
    void nothingOfTheKeyIsShown();
};

void TestFileStoreLock::C14_oneHolderForEachKey()
{
    QTemporaryDir folder;
    FileStoreLock one(folder.filePath(u"new/locks"_s));
    FileStoreLock two(folder.filePath(u"new/locks"_s));
    auto hold = one.tryLock(u"a/auth.refresh_token"_s);
    QVERIFY(hold);
    QVERIFY(!two.tryLock(u"a/auth.refresh_token"_s));
    QVERIFY(two.tryLock(u"b/auth.refresh_token"_s));
    hold.reset();
    QVERIFY(two.tryLock(u"a/auth.refresh_token"_s));
}

void TestFileStoreLock::C14_otherProgram()
{
    QTemporaryDir folder;
    FileStoreLock lock(folder.path());
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {holderArgument, folder.path()});
    QVERIFY(QTest::qWaitFor([&] { return other.bytesAvailable() > 0; }));
    QCOMPARE(other.readAllStandardOutput().trimmed(), QByteArray("held"));
    QVERIFY(!lock.tryLock(u"key"_s));
    other.kill(); // a crash: nobody tidies up
    QVERIFY(QTest::qWaitFor([&] { return other.state() == QProcess::NotRunning; }));
    QVERIFY(QDir(folder.path()).count() > 2);
    QVERIFY(lock.tryLock(u"key"_s));
}

void TestFileStoreLock::folderThatCannotBeMade()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    FileStoreLock lock(folder.filePath(u"file/locks"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no lock can be made"_s));
    QVERIFY(lock.tryLock(u"key"_s)); // better to go on than never to have a token
}

void TestFileStoreLock::nothingOfTheKeyIsShown()
{
    QTemporaryDir folder;
    FileStoreLock lock(folder.path());
    const auto hold = lock.tryLock(u"canary/auth.refresh_token"_s);
    const QStringList names = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(names.size(), 1);
    QVERIFY(!names.first().contains(u"canary"_s));
    QFile file(folder.filePath(names.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == holderArgument)
        return holdUntilKilled(arguments.value(2));
    TestFileStoreLock test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filestorelock.moc"
