// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyfile.h"

#include "support/filesizelimit.h"
#include "support/nobodysrights.h"
#include "support/workspacefolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestBodyFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S06_targets_data();
    void S06_targets();
    void S06_ADV_M14_replacesTheFileOnceItIsWhole();
    void S06_ADV_M11_M14_leavesNothingWhereItIsNot();
    void S06_ADV_M14_noPlaceForIt_data();
    void S06_ADV_M14_noPlaceForIt();
    void S06_ADV_M14_aFolderThatIsLocked();
    void S06_noRoom();
    void S06_ADV_M14_aDiskThatIsFull();

private:
    [[nodiscard]] QByteArray kept() const { return bytesIn(m_path); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestBodyFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"body"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("of before");
}

void TestBodyFile::S06_targets_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("taken");
    QTest::newRow("200") << u"x"_s << 200 << true;
    QTest::newRow("299") << u"x"_s << 299 << true;
    QTest::newRow("redirect") << u"x"_s << 302 << false;
    QTest::newRow("401") << u"x"_s << 401 << false;
    QTest::newRow("503") << u"x"_s << 503 << false;
    QTest::newRow("a success that is retried") << u"x"_s << 202 << false;
    QTest::newRow("no file") << QString() << 200 << false;
}

void TestBodyFile::S06_targets()
{
    QFETCH(const QString, path);
    QFETCH(const int, status);
    const BodyTarget target{path, {202, 503}};
    QTEST(target.takes(status), "taken");
}

void TestBodyFile::S06_ADV_M14_replacesTheFileOnceItIsWhole()
{
    BodyFile file(m_path);
    QVERIFY(!file.open());
    QVERIFY(!file.write("one "));
    QVERIFY(!file.write(QByteArray(100'000, 'x')));
    QCOMPARE(kept(), QByteArray("of before"));
    QVERIFY(!file.commit());
    QCOMPARE(kept(), "one " + QByteArray(100'000, 'x'));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
}

void TestBodyFile::S06_ADV_M11_M14_leavesNothingWhereItIsNot()
{
    {
        BodyFile file(m_path);
        QVERIFY(!file.open());
        QVERIFY(!file.write(QByteArray(100'000, 'x')));
    }
    QCOMPARE(kept(), QByteArray("of before"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
}

void TestBodyFile::S06_ADV_M14_noPlaceForIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<QString>("subject");
    QTest::newRow("no such folder") << u"none/body"_s << ErrorDetail::NotFound << u"none"_s;
    QTest::newRow("a folder") << u"."_s << ErrorDetail::NotAFile << u"."_s;
    QTest::newRow("a file for a folder") << u"body/x"_s << ErrorDetail::WriteFailed << u"body/x"_s;
#ifdef Q_OS_UNIX
    QTest::newRow("a device") << u"/dev/null"_s << ErrorDetail::NotAFile << u"/dev/null"_s;
#endif
}

void TestBodyFile::S06_ADV_M14_noPlaceForIt()
{
    QFETCH(const QString, name);
    QFETCH(const QString, subject);
    const auto inFolder = [this](const QString &n) { return n.startsWith(u'/') ? n : m_folder->filePath(n); };
    BodyFile file(inFolder(name));
    const auto error = file.open();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Storage);
    QTEST(error->detail, "detail");
    QCOMPARE(error->subject, inFolder(subject));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
}

void TestBodyFile::S06_ADV_M14_aFolderThatIsLocked()
{
#ifdef Q_OS_UNIX
    m_folder = std::make_unique<QTemporaryDir>(NobodysRights::folderTemplate());
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    BodyFile file(m_folder->filePath(u"other"_s));
    const NobodysRights rights;
    const auto error = file.open();
    rights.giveBack();
    QVERIFY(rights.held());
    QVERIFY(QFile::setPermissions(m_folder->path(),
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QVERIFY(error);
    QCOMPARE(error->detail, ErrorDetail::NoPermission);
    QCOMPARE(error->subject, m_folder->filePath(u"other"_s));
#else
    QSKIP("permissions are something else here");
#endif
}

void TestBodyFile::S06_noRoom()
{
#ifdef Q_OS_UNIX
    const FileSizeLimit little(50'000);
    QVERIFY(little.holds());
    {
        BodyFile file(m_path);
        QVERIFY(!file.open());
        auto error = file.write(QByteArray(100'000, 'x'));
        if (!error)
            error = file.commit();
        QVERIFY(error);
        QCOMPARE(error->kind, ErrorKind::Storage);
        QCOMPARE(error->detail, ErrorDetail::WriteFailed);
        QCOMPARE(error->subject, m_path);
    }
    QCOMPARE(kept(), QByteArray("of before"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"body"_s});
#else
    QSKIP("no limit of files here");
#endif
}

void TestBodyFile::S06_ADV_M14_aDiskThatIsFull()
{
#ifdef Q_OS_LINUX
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered));
    QVERIFY(full.write("x") != 1);
    QCOMPARE(BodyFile::detailOf(full.error()), ErrorDetail::DiskFull);
#else
    QSKIP("no device here is always full");
#endif
}

QTEST_GUILESS_MAIN(TestBodyFile)
#include "tst_bodyfile.moc"
