// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyspool.h"

#include "support/filesizelimit.h"
#include "support/nobodysrights.h"
#include "support/workspacefolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

void touch(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("left");
}

} // namespace

class TestBodySpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S06_bytesComeBackAsTheyWere();
    void S06_nothingIsMappedAsNothing();
    void S06_ADV_M11_isItsOwnersAlone();
    void S06_ADV_M11_sweepsWhatACrashHasLeft();
    void S06_aFolderThatIsLocked();
    void S06_noRoom();
    void S06_aDiskThatFillsUpInAPiece();
    void S06_noDescriptorLeft();
    void S06_theDiskIsNotFilledToItsEnd_data();
    void S06_theDiskIsNotFilledToItsEnd();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"cache/answers"_s); }
    [[nodiscard]] QStringList files() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden); }
    /// Files of the folder that this process has open, with a name or without.
    [[nodiscard]] QStringList openFiles() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBodySpool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QStringList TestBodySpool::openFiles() const
{
    QStringList open;
    for (const QFileInfo &link :
         QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        if (link.symLinkTarget().startsWith(folder()))
            open << link.filePath();
    }
    return open;
}

void TestBodySpool::S06_bytesComeBackAsTheyWere()
{
    BodySpool spool(folder());
    QVERIFY(!spool.open());
    QByteArray whole;
    for (const int size : {1, 4'095, 4'096, 1'000'000, 0, 3}) {
        const QByteArray piece(size, static_cast<char>('a' + whole.size() % 26));
        QVERIFY(!spool.write(piece));
        whole += piece;
    }
    const auto mapped = spool.map();
    QVERIFY(mapped.ok());
    QVERIFY(*mapped == whole);
    const auto again = spool.map();
    QVERIFY(again.ok());
    QVERIFY(again->constData() == mapped->constData());
}

void TestBodySpool::S06_nothingIsMappedAsNothing()
{
    BodySpool spool(folder());
    QVERIFY(!spool.open());
    QCOMPARE(spool.map().value(), QByteArray());
}

void TestBodySpool::S06_ADV_M11_isItsOwnersAlone()
{
    {
        BodySpool spool(folder());
        QVERIFY(!spool.open());
        QVERIFY(!spool.write("secret"));
#ifdef Q_OS_UNIX
        QCOMPARE(files(), QStringList());
        const auto all = QFile::permissions(folder());
        QCOMPARE(
            all & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeGroup | QFileDevice::ExeOther),
            QFileDevice::Permissions());
#endif
#ifdef Q_OS_LINUX
        const QStringList open = openFiles();
        QCOMPARE(open.size(), 1);
        QVERIFY(
            !(QFile::permissions(open.constFirst())
              & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther)));
#endif
        QCOMPARE(spool.map().value(), QByteArray("secret"));
    }
    QCOMPARE(files(), QStringList());
    QCOMPARE(openFiles(), QStringList());
}

void TestBodySpool::S06_ADV_M11_sweepsWhatACrashHasLeft()
{
    BodySpool::sweep(folder()); // that is not there
    BodySpool spool(folder());
    QVERIFY(!spool.open());
    QVERIFY(!spool.write("shown"));
    touch(folder() + u"/8c5a1f00-left.body"_s);
    touch(folder() + u"/somebody's.txt"_s);
    BodySpool::sweep(folder());
    QVERIFY(!files().contains(u"8c5a1f00-left.body"_s));
    QVERIFY(files().contains(u"somebody's.txt"_s));
    QCOMPARE(spool.map().value(), QByteArray("shown"));
}

void TestBodySpool::S06_aFolderThatIsLocked()
{
#ifdef Q_OS_UNIX
    m_folder = std::make_unique<QTemporaryDir>(NobodysRights::folderTemplate());
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    BodySpool spool(folder());
    const NobodysRights rights;
    const auto error = spool.open();
    rights.giveBack();
    QVERIFY(rights.held());
    QVERIFY(QFile::setPermissions(m_folder->path(),
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Storage);
    QCOMPARE(error->detail, ErrorDetail::NoPermission);
    QCOMPARE(error->subject, folder());
#else
    QSKIP("permissions are something else here");
#endif
}

void TestBodySpool::S06_noRoom()
{
#ifdef Q_OS_UNIX
    const FileSizeLimit little(50'000);
    QVERIFY(little.holds());
    BodySpool spool(folder());
    QVERIFY(!spool.open());
    const auto error = spool.write(QByteArray(100'000, 'x'));
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Storage);
    QCOMPARE(error->detail, ErrorDetail::WriteFailed);
    QCOMPARE(error->subject, folder());
#else
    QSKIP("no limit of files here");
#endif
}

void TestBodySpool::S06_aDiskThatFillsUpInAPiece()
{
#ifdef Q_OS_LINUX
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        QSKIP("a small disk is only root's to make");
    const QByteArray disk = QFile::encodeName(m_folder->path());
    QCOMPARE(::mount("tmpfs", disk.constData(), "tmpfs", 0, "size=64k"), 0);
    std::optional<Error> error;
    {
        BodySpool spool(folder(), [](const QString &) { return BodySpool::Room(); });
        QVERIFY(!spool.open());
        error = spool.write(QByteArray(100'000, 'x'));
    }
    QCOMPARE(::umount(disk.constData()), 0);
    QVERIFY(error);
    QCOMPARE(error->detail, ErrorDetail::DiskFull);
#else
    QSKIP("no small disk here");
#endif
}

void TestBodySpool::S06_noDescriptorLeft()
{
#ifdef Q_OS_UNIX
    QVERIFY(QDir().mkpath(folder()));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 3;
    BodySpool spool(folder(), [](const QString &) { return BodySpool::Room(); });
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const auto error = spool.open();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(error);
    QCOMPARE(error->detail, ErrorDetail::WriteFailed);
#else
    QSKIP("no limit of descriptors here");
#endif
}

void TestBodySpool::S06_theDiskIsNotFilledToItsEnd_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("leftAtFirst");
    QTest::addColumn<qint64>("leftLater");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<bool>("goesOn");
    constexpr qint64 gigabyte = 1'000'000'000;
    QTest::newRow("enough") << 500 * gigabyte << gigabyte << gigabyte << true << true;
    QTest::newRow("nearly full") << 500 * gigabyte << gigabyte - 1 << gigabyte << false << false;
    QTest::newRow("fills up") << 500 * gigabyte << gigabyte << gigabyte - 1 << true << false;
    QTest::newRow("small") << 2 * gigabyte << gigabyte / 10 << gigabyte / 10 << true << true;
    QTest::newRow("small, fills up") << 2 * gigabyte << gigabyte / 10 << gigabyte / 10 - 1 << true << false;
    QTest::newRow("not known") << qint64(0) << qint64(0) << qint64(0) << true << true;
}

void TestBodySpool::S06_theDiskIsNotFilledToItsEnd()
{
    QFETCH(qint64, total);
    QFETCH(qint64, leftAtFirst);
    QFETCH(qint64, leftLater);
    QFETCH(bool, opens);
    QFETCH(bool, goesOn);
    int looks = 0;
    BodySpool spool(folder(), [&](const QString &) {
        return BodySpool::Room{looks++ == 0 ? leftAtFirst : leftLater, total};
    });
    const auto refused = spool.open();
    QCOMPARE(!refused, opens);
    if (!opens) {
        QCOMPARE(refused->detail, ErrorDetail::DiskFull);
        return;
    }
    const QByteArray piece(16 << 20, 'x');
    for (int i = 0; i < 3; ++i)
        QVERIFY(!spool.write(piece));
    QCOMPARE(looks, 1);
    const auto error = spool.write(piece);
    QCOMPARE(looks, 2);
    QCOMPARE(!error, goesOn);
    QVERIFY(!error || (error->kind == ErrorKind::Storage && error->detail == ErrorDetail::DiskFull));
}

QTEST_GUILESS_MAIN(TestBodySpool)
#include "tst_bodyspool.moc"
