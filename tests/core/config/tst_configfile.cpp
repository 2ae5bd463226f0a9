// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configfile.h"
#include "config/configreader.h"

#include "support/nobodysrights.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QByteArray goodClient = R"({"name": "api", "base_url": "https://api.example.com"})";

QString written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes)
{
    QString path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return path;
}

} // namespace

/// What cannot lie in a repository as a file: special files, links, permissions, sizes.
class ConfigFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFile();
    void takesNoMoreMemoryThanTheFile();
    void K6_notAFile_data();
    void K6_notAFile();
    void K6_links();
    void K7_noPermission_data();
    void K7_noPermission();
    void K3_tooBig();
    void K12_notFound();
    void K3_nestedHundredLevels();

private:
    static Error errorOf(const QString &path);
};

Error ConfigFileTest::errorOf(const QString &path)
{
    const auto read = readClientConfigFile(path);
    return read ? Error(ErrorKind::Cancelled) : read.error();
}

void ConfigFileTest::readsAFile()
{
    const QTemporaryDir folder;
    const auto read = readClientConfigFile(written(folder, "good.json", goodClient));
    QVERIFY(read.ok());
    QCOMPARE(read->config.name, u"api"_s);
}

void ConfigFileTest::takesNoMoreMemoryThanTheFile()
{
    const QTemporaryDir folder;
    const QByteArray content(100, ' ');
    const auto bytes = readConfigFile(written(folder, "short.json", content));
    QVERIFY(bytes);
    QCOMPARE(*bytes, content);
    QVERIFY2(bytes->capacity() < 2 * content.size(), qPrintable(QString::number(bytes->capacity())));
}

void ConfigFileTest::K6_notAFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("directory") << u"directory"_s;
    QTest::newRow("fifo") << u"fifo"_s;
    QTest::newRow("link to a fifo") << u"link"_s;
    QTest::newRow("endless device") << u"/dev/zero"_s;
    QTest::newRow("terminal") << u"/dev/tty"_s;
}

void ConfigFileTest::K6_notAFile()
{
    QFETCH(QString, kind);
    const QTemporaryDir folder;
    QString path = kind == "directory"_L1 ? folder.path() : kind;
#ifdef Q_OS_UNIX
    if (kind == "fifo"_L1 || kind == "link"_L1) {
        path = folder.filePath(u"fifo.json"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    }
    if (kind == "link"_L1) {
        QVERIFY(QFile::link(path, folder.filePath(u"link.json"_s)));
        path = folder.filePath(u"link.json"_s);
    }
#else
    if (kind != "directory"_L1)
        QSKIP("special files of Unix");
#endif
    const Error error = errorOf(path);
    QCOMPARE(error.kind, ErrorKind::Storage);
    QCOMPARE(error.detail, ErrorDetail::NotAFile);
    QCOMPARE(error.subject, path);
}

void ConfigFileTest::K6_links()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QString good = written(folder, "good.json", goodClient);
    const auto linked = [&folder](const QString &target, const char *name) {
        const QString path = folder.filePath(QString::fromLatin1(name));
        return QFile::link(target, path) ? path : QString();
    };
    QVERIFY(readClientConfigFile(linked(good, "link.json")).ok());
    QCOMPARE(errorOf(linked(folder.filePath(u"self.json"_s), "self.json")).detail, ErrorDetail::NotAFile);
    linked(folder.filePath(u"b.json"_s), "a.json");
    QCOMPARE(errorOf(linked(folder.filePath(u"a.json"_s), "b.json")).detail, ErrorDetail::NotAFile);
    QCOMPARE(errorOf(linked(folder.filePath(u"gone.json"_s), "dangling.json")).detail, ErrorDetail::NotFound);
#else
    QSKIP("links of Unix");
#endif
}

void ConfigFileTest::K7_noPermission_data()
{
    QTest::addColumn<bool>("folderIsLocked");
    QTest::newRow("file") << false;
    QTest::newRow("folder") << true;
}

void ConfigFileTest::K7_noPermission()
{
    QFETCH(bool, folderIsLocked);
#ifdef Q_OS_UNIX
    const QTemporaryDir folder(NobodysRights::folderTemplate());
    const QString path = written(folder, "locked.json", goodClient);
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0), 0);
    QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), folderIsLocked ? 0 : 0755), 0);
    const NobodysRights rights;
    QVERIFY(rights.held());
    const Error error = errorOf(path);
    rights.giveBack();
    QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), 0700), 0);
    QCOMPARE(error.kind, ErrorKind::Storage);
    QCOMPARE(error.detail, ErrorDetail::NoPermission);
    QCOMPARE(error.subject, path);
#else
    Q_UNUSED(folderIsLocked);
    QSKIP("permissions of Unix");
#endif
}

void ConfigFileTest::K3_tooBig()
{
    const QTemporaryDir folder;
    const QByteArray blanks(maxConfigBytes - goodClient.size(), ' ');
    QVERIFY(readClientConfigFile(written(folder, "largest.json", goodClient + blanks)).ok());
    const QString path = written(folder, "big.json", goodClient + blanks + ' ');
    const Error error = errorOf(path);
    QCOMPARE(error.kind, ErrorKind::ConfigInvalid);
    QCOMPARE(error.detail, ErrorDetail::TooBig);
    QCOMPARE(error.subject, path);
    QCOMPARE(error.bytes, std::optional<qint64>(maxConfigBytes));
    QCOMPARE(error.faults.size(), 1);
}

void ConfigFileTest::K12_notFound()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"none.json"_s, u"none/none.json"_s, QString()}) {
        const QString path = name.isEmpty() ? QString() : folder.filePath(name);
        const Error error = errorOf(path);
        QCOMPARE(error.kind, ErrorKind::Storage);
        QCOMPARE(error.detail, ErrorDetail::NotFound);
        QCOMPARE(error.subject, path);
    }
}

void ConfigFileTest::K3_nestedHundredLevels()
{
    const QTemporaryDir folder;
    const QByteArray nested = QByteArray("{\"a\":").repeated(100) + '1' + QByteArray("}").repeated(100);
    const Error error = errorOf(written(folder, "deep.json", nested));
    QCOMPARE(error.detail, ErrorDetail::TooDeep);
    QCOMPARE(error.faults.first().column, 64 * 5 + 1);
}

QTEST_GUILESS_MAIN(ConfigFileTest)
#include "tst_configfile.moc"
