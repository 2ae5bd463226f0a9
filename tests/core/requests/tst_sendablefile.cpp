// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/sendablefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestSendableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatMayBeSent_data();
    void whatMayBeSent();
    void linksAreFollowed();
    void whatIsAllowedIsWhatWasTold();
    void otherMachinesAreNotLookedAt();

private:
    [[nodiscard]] QString at(const QString &path) const { return m_root + u'/' + path; }
    [[nodiscard]] QString outcomeOf(const QString &file, const QStringList &allowed = {}) const;

    QTemporaryDir m_dir;
    QString m_root;
};

void TestSendableFile::initTestCase()
{
    m_root = QFileInfo(m_dir.path()).canonicalFilePath();
    QVERIFY(QDir(m_root).mkpath(u"workspace/pictures"_s) && QDir(m_root).mkpath(u"workspace-2"_s));
    for (const QString &name : {u"workspace/cat.png"_s, u"workspace/..cat.png"_s, u"id_rsa"_s, u"workspace-2/a"_s}) {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

/// What is sent, or why not, below the root.
QString TestSendableFile::outcomeOf(const QString &file, const QStringList &allowed) const
{
    const auto path = sendableFile(file, at(u"workspace"_s), allowed);
    const QString told = path ? *path
                              : QString(errorDetailName(path.error().detail)) + u' '
            + (path.error().value.isEmpty() ? path.error().subject : path.error().value);
    return QString(told).replace(m_root + u'/', u"/"_s);
}

void TestSendableFile::whatMayBeSent_data()
{
    QTest::addColumn<QString>("file"); // "/" is the root of the test
    QTest::addColumn<QString>("outcome");
    QTest::newRow("inside") << u"cat.png"_s << u"/workspace/cat.png"_s;
    QTest::newRow("begins like a parent") << u"..cat.png"_s << u"/workspace/..cat.png"_s;
    QTest::newRow("out and in") << u"pictures/../../workspace/cat.png"_s << u"/workspace/cat.png"_s;
    QTest::newRow("whole path inside") << u"/workspace/cat.png"_s << u"/workspace/cat.png"_s;
    QTest::newRow("parent") << u"../id_rsa"_s << u"file_outside /id_rsa"_s;
    QTest::newRow("parent by a detour") << u"pictures/../../id_rsa"_s << u"file_outside /id_rsa"_s;
    QTest::newRow("whole path") << u"/id_rsa"_s << u"file_outside /id_rsa"_s;
    QTest::newRow("folder of a like name") << u"../workspace-2/a"_s << u"file_outside /workspace-2/a"_s;
    QTest::newRow("folder itself") << u"."_s << u"file_outside /workspace"_s;
    QTest::newRow("none") << u"dog.png"_s << u"not_found /workspace/dog.png"_s;
    QTest::newRow("none outside") << u"../dog.png"_s << u"not_found /dog.png"_s;
    QTest::newRow("nothing") << QString() << u"not_found "_s;
}

void TestSendableFile::whatMayBeSent()
{
    QFETCH(const QString, file);
    QTEST(outcomeOf(file.startsWith(u'/') ? m_root + file : file), "outcome");
}

void TestSendableFile::linksAreFollowed()
{
#ifdef Q_OS_WIN
    QSKIP("Links need rights of their own there.");
#endif
    QVERIFY(QFile::link(at(u"id_rsa"_s), at(u"workspace/notes.txt"_s)));
    QVERIFY(QFile::link(m_root, at(u"workspace/up"_s)));
    QVERIFY(QFile::link(at(u"workspace"_s), at(u"same"_s)));
    QCOMPARE(outcomeOf(u"notes.txt"_s), u"file_outside /id_rsa"_s);
    QCOMPARE(outcomeOf(u"up/id_rsa"_s), u"file_outside /id_rsa"_s);
    QCOMPARE(outcomeOf(u"up/workspace/cat.png"_s), u"/workspace/cat.png"_s);
    QCOMPARE(sendableFile(u"cat.png"_s, at(u"same"_s), {}).value(), at(u"workspace/cat.png"_s));
}

void TestSendableFile::whatIsAllowedIsWhatWasTold()
{
    const QString told = sendableFile(u"../id_rsa"_s, at(u"workspace"_s), {}).error().value;
    QCOMPARE(outcomeOf(u"../id_rsa"_s, {told}), u"/id_rsa"_s);
    QCOMPARE(outcomeOf(u"../workspace-2/a"_s, {told}), u"file_outside /workspace-2/a"_s);
    QCOMPARE(sendableFile(told, {}, {told}).value(), told);
    QCOMPARE(sendableFile(told, {}, {}).error().detail, ErrorDetail::FileOutside);
    QCOMPARE(sendableFile(u"id_rsa"_s, {}, {told}).error().detail, ErrorDetail::NotFound);
}

void TestSendableFile::otherMachinesAreNotLookedAt()
{
    const auto file = sendableFile(u"//evil.invalid/share/x"_s, at(u"workspace"_s), {});
#ifdef Q_OS_WIN
    QCOMPARE(file.error().detail, ErrorDetail::FileOutside);
    QCOMPARE(file.error().value, u"//evil.invalid/share/x"_s);
#else
    QCOMPARE(file.error().detail, ErrorDetail::NotFound); // two slashes are one there
#endif
}

QTEST_GUILESS_MAIN(TestSendableFile)
#include "tst_sendablefile.moc"
