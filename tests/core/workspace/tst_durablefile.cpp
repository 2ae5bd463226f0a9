// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/files/durablefile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

Q_DECLARE_METATYPE(FailingFileSystem::Step)

class DurableFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replaces();
    void K7_permissionsStay();
    void K6_linksAreNotWrittenThrough();
    void K12_noFolder();
    void K8_eachStepMayFail_data();
    void K8_eachStepMayFail();
    void K9_leftoversAreInNobodysWay();
    void K10_othersMayTidyUp();
    void moves();
    void removes();
    void makesFolders();
};

void DurableFileTest::replaces()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    const QString path = folder.filePath(u"a.json"_s);
    const QByteArray big(3'000'000, 'x');
    for (const QByteArray &bytes : {QByteArray("old"), QByteArray(), big, QByteArray("new\0\xFF", 5)}) {
        QVERIFY(replaceFile(files, path, bytes).ok());
        QCOMPARE(filesIn(folder.path()), (QMap<QString, QByteArray>{{u"a.json"_s, bytes}}));
    }
}

void DurableFileTest::K7_permissionsStay()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    SystemFileSystem files;
    const QString path = folder.filePath(u"a.json"_s);
    QVERIFY(replaceFile(files, path, "old").ok());
    constexpr auto own = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(path).permissions(), own);
    constexpr auto shared = own | QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther;
    QVERIFY(QFile::setPermissions(path, shared));
    QVERIFY(replaceFile(files, path, "new").ok());
    QCOMPARE(QFileInfo(path).permissions(), shared);
#else
    QSKIP("permissions of Unix");
#endif
}

void DurableFileTest::K6_linksAreNotWrittenThrough()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QTemporaryDir outside;
    SystemFileSystem files;
    const QString path = folder.filePath(u"a.json"_s);
    const QString victim = outside.filePath(u"victim"_s);
    QVERIFY(writeBytes(victim, "theirs"));
    QVERIFY(QFile::link(victim, path));
    QCOMPARE(replaceFile(files, path, "mine").error().detail, ErrorDetail::NotAFile);
    QCOMPARE(bytesIn(victim), "theirs");
    // The name of the unfinished file may be a link too.
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::link(victim, folder.filePath(u".a.json.0.part"_s)));
    QVERIFY(replaceFile(files, path, "mine").ok());
    QCOMPARE(bytesIn(victim), "theirs");
    QCOMPARE(bytesIn(path), "mine");
    QVERIFY(QDir().mkdir(folder.filePath(u"b.json"_s)));
    QCOMPARE(replaceFile(files, folder.filePath(u"b.json"_s), "mine").error().detail, ErrorDetail::NotAFile);
#else
    QSKIP("links of Unix");
#endif
}

void DurableFileTest::K12_noFolder()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    const QString path = folder.filePath(u"gone/a.json"_s);
    const auto replaced = replaceFile(files, path, "mine");
    QCOMPARE(replaced.error(), Error(ErrorKind::Storage, ErrorDetail::NotFound, path));
}

void DurableFileTest::K8_eachStepMayFail_data()
{
    QTest::addColumn<FailingFileSystem::Step>("step");
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("write") << Step::Create << 1 << QByteArray("old");
    QTest::newRow("sync of the file") << Step::Sync << 1 << QByteArray("old");
    QTest::newRow("rename") << Step::Rename << 1 << QByteArray("old");
    QTest::newRow("sync of the folder") << Step::Sync << 2 << QByteArray("new");
}

void DurableFileTest::K8_eachStepMayFail()
{
    QFETCH(FailingFileSystem::Step, step);
    QFETCH(int, number);
    QFETCH(QByteArray, left);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.json"_s);
    QVERIFY(writeBytes(path, "old"));
    FailingFileSystem files(step, number, Failing::Once);
    const auto replaced = replaceFile(files, path, "new");
    QVERIFY(files.hasFailed());
    QCOMPARE(replaced.error(), Error(ErrorKind::Storage, ErrorDetail::WriteFailed, path));
    QCOMPARE(filesIn(folder.path()), (QMap<QString, QByteArray>{{u"a.json"_s, left}}));
    QVERIFY(replaceFile(files, path, "new").ok());
    QCOMPARE(bytesIn(path), "new");
}

void DurableFileTest::K9_leftoversAreInNobodysWay()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    const QString deep = folder.filePath(u"clients/a/b.json"_s);
    for (const char *name : {".a.json.0.part", ".a.json.1.part", "clients/a/.b.json.0.part", ".mine.part", "x.part"})
        QVERIFY(writeBytes(folder.filePath(QString::fromLatin1(name)), "half"));
    QVERIFY(replaceFile(files, folder.filePath(u"a.json"_s), "new").ok());
    QVERIFY(replaceFile(files, deep, "new").ok());
    removeUnfinished(files, folder.path(), Depth::Flat);
    QCOMPARE(
        filesIn(folder.path()).keys(),
        (QStringList{u".mine.part"_s, u"a.json"_s, u"clients/a/.b.json.0.part"_s, u"clients/a/b.json"_s, u"x.part"_s}));
    removeUnfinished(files, folder.filePath(u"clients"_s), Depth::Recursive);
    QVERIFY(!QFileInfo::exists(folder.filePath(u"clients/a/.b.json.0.part"_s)));
    QCOMPARE(bytesIn(deep), "new");
}

namespace {

/// Another program opens the workspace just before each of the first renames, and takes the new file for a leftover.
class TidiedFileSystem final : public FileSystem
{
public:
    explicit TidiedFileSystem(int times)
        : m_times(times)
    {
    }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override
    {
        return m_files.create(path, bytes, permissions);
    }
    Result<void> sync(const QString &path) override { return m_files.sync(path); }
    Result<void> rename(const QString &from, const QString &to) override
    {
        if (m_times-- > 0)
            removeUnfinished(m_files, QFileInfo(from).path(), Depth::Flat);
        return m_files.rename(from, to);
    }
    Result<void> remove(const QString &path) override { return m_files.remove(path); }
    Result<void> makeFolder(const QString &path) override { return m_files.makeFolder(path); }
    Result<void> removeFolder(const QString &path) override { return m_files.removeFolder(path); }

private:
    SystemFileSystem m_files;
    int m_times;
};

} // namespace

void DurableFileTest::K10_othersMayTidyUp()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.json"_s);
    TidiedFileSystem thrice(3);
    QVERIFY(replaceFile(thrice, path, "new").ok());
    QCOMPARE(bytesIn(path), "new");
    TidiedFileSystem always(1'000);
    QVERIFY(!replaceFile(always, path, "newer").ok());
    QCOMPARE(bytesIn(path), "new");
}

void DurableFileTest::moves()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    QVERIFY(writeBytes(folder.filePath(u"a.json"_s), "a"));
    QVERIFY(writeBytes(folder.filePath(u"sub/b.json"_s), "b"));
    QVERIFY(!moveFile(files, folder.filePath(u"a.json"_s), folder.filePath(u"sub/b.json"_s)).ok());
    QCOMPARE(bytesIn(folder.filePath(u"sub/b.json"_s)), "b");
    QVERIFY(moveFile(files, folder.filePath(u"a.json"_s), folder.filePath(u"sub/a.json"_s)).ok());
    QCOMPARE(filesIn(folder.path()).keys(), (QStringList{u"sub/a.json"_s, u"sub/b.json"_s}));
    QCOMPARE(moveFile(files, folder.filePath(u"a.json"_s), folder.filePath(u"c.json"_s)).error().detail,
             ErrorDetail::NotFound);
}

void DurableFileTest::removes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.json"_s);
    QVERIFY(writeBytes(path, "a"));
    FailingFileSystem files(Step::Remove, 1, Failing::Once);
    QVERIFY(!removeFile(files, path).ok());
    QCOMPARE(bytesIn(path), "a");
    QVERIFY(removeFile(files, path).ok());
    QVERIFY(!QFileInfo::exists(path));
    QVERIFY(removeFile(files, path).ok());
}

void DurableFileTest::makesFolders()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    const QString base = folder.filePath(u"x/shop"_s);
    QVERIFY(makeFolders(files, base, {u"clients"_s, u"a"_s}).ok());
    QVERIFY(makeFolders(files, base, {u"clients"_s, u"a"_s}).ok());
    QVERIFY(QFileInfo(base + u"/clients/a"_s).isDir());
    QVERIFY(writeBytes(base + u"/file"_s, "x"));
    QCOMPARE(makeFolders(files, base, {u"file"_s}).error().detail, ErrorDetail::NotAFile);
    QVERIFY(!makeFolders(files, base + u"/file"_s, {u"a"_s}).ok());
    QCOMPARE(bytesIn(base + u"/file"_s), "x");
}

QTEST_GUILESS_MAIN(DurableFileTest)
#include "tst_durablefile.moc"
