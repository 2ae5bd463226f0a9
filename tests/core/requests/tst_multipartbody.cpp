// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/chaineddevice.h"
#include "requests/filebody.h"
#include "requests/multipartbody.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestMultipartBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsBytes();
    void namesCannotBreakOut();
    void filesAreStreamed();
    void aFileThatChangedIsNotSent();
    void filesThatCannotBeRead_data();
    void filesThatCannotBeRead();
    void aSourceThatFallsShortIsAnError();

private:
    QString write(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

QString TestMultipartBody::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void TestMultipartBody::textIsBytes()
{
    const Body body = multipartBody({{u"a"_s, QByteArray("1")}, {u"ü"_s, QByteArray("{}"), {}, "application/json"}},
                                    "B");
    QVERIFY(!body.isStream());
    QCOMPARE(body.bytes(),
             QByteArray("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                        "--B\r\nContent-Disposition: form-data; name=\"ü\"\r\nContent-Type: application/json\r\n\r\n"
                        "{}\r\n--B--\r\n"));
    QCOMPARE(multipartBody({}, "B").bytes(), QByteArray("--B--\r\n"));
}

void TestMultipartBody::namesCannotBreakOut()
{
    const Body body = multipartBody({{u"a\"\r\nX: y"_s, QByteArray("1"), u"c\"\n.png"_s}}, "B");
    QVERIFY(body.bytes().startsWith(
        "--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0AX: y\"; filename=\"c%22%0A.png\"\r\n\r\n1"));
}

void TestMultipartBody::filesAreStreamed()
{
    const QByteArray content = QByteArray(300'000, 'x') + "end";
    const auto file = fileBody(write(u"big"_s, content));
    QVERIFY(file.ok());
    const auto none = fileBody(write(u"empty"_s, {}));
    const Body body = multipartBody({{u"t"_s, QByteArray("text")},
                                     {u"f"_s, *file, u"big.bin"_s, "application/octet-stream"},
                                     {u"e"_s, *none, u"empty"_s},
                                     {u"g"_s, *file, u"again"_s}},
                                    "B");
    QVERIFY(body.isStream());
    for (int sending = 0; sending < 2; ++sending) {
        const auto device = body.open();
        QVERIFY(device);
        const QByteArray all = device->readAll();
        QCOMPARE(all.size(), body.size());
        QCOMPARE(all.count("--B"), 5);
        QCOMPARE(all.count(content), 2);
        QVERIFY(all.endsWith("end\r\n--B--\r\n"));
        QVERIFY(device->atEnd());
    }
}

void TestMultipartBody::aFileThatChangedIsNotSent()
{
    const QString path = write(u"changing"_s, "12345");
    const auto file = fileBody(path);
    const Body body = multipartBody({{u"f"_s, *file, u"f"_s}}, "B");
    QVERIFY(body.open());
    write(u"changing"_s, "123456");
    QVERIFY(!file->open());
    QVERIFY(!body.open());
    QVERIFY(QFile::remove(path));
    QVERIFY(!file->open());
}

void TestMultipartBody::filesThatCannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("not there") << m_folder.filePath(u"no such file"_s) << ErrorDetail::NotFound;
    QTest::newRow("a folder") << m_folder.path() << ErrorDetail::NotAFile;
#ifdef Q_OS_UNIX
    QTest::newRow("a device without end") << u"/dev/zero"_s << ErrorDetail::NotAFile;
#endif
}

void TestMultipartBody::filesThatCannotBeRead()
{
    QFETCH(const QString, path);
    const auto body = fileBody(path);
    QVERIFY(!body.ok());
    QCOMPARE(body.error().kind, ErrorKind::Storage);
    QTEST(body.error().detail, "detail");
    QCOMPARE(body.error().subject, path);
}

void TestMultipartBody::aSourceThatFallsShortIsAnError()
{
    const Body lying([] { return Body(QByteArray("12")).open(); }, 5);
    ChainedDevice device({QByteArray("ab"), lying});
    QCOMPARE(device.read(10), QByteArray("ab"));
    QCOMPARE(device.read(10), QByteArray("12"));
    char rest[10];
    QCOMPARE(device.read(rest, 10), qint64(-1));
    const Body gone([] { return nullptr; }, 5);
    ChainedDevice missing({gone});
    QCOMPARE(missing.read(rest, 10), qint64(-1));
}

QTEST_GUILESS_MAIN(TestMultipartBody)
#include "tst_multipartbody.moc"
