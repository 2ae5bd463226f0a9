// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodysaver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestBodySaver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAll();
    void M14_failuresAreTold();
    void M14_cancelledLeavesTheFile();
    void G22_names_data();
    void G22_names();

private:
    QTemporaryDir m_folder;
};

void TestBodySaver::savesAll()
{
    const QByteArray body = QByteArray("0123456789").repeated(350'000);
    const QString path = m_folder.filePath(u"all.bin"_s);
    BodySaver saver;
    std::optional<bool> ok;
    connect(&saver, &BodySaver::finished, this, [&ok](const Result<void> &result) { ok = result.ok(); });
    saver.save(std::make_shared<const DocumentBytes>(body), path);
    QTRY_VERIFY(ok.has_value());
    QVERIFY(*ok);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), body);
}

void TestBodySaver::M14_failuresAreTold()
{
    BodySaver saver;
    std::optional<Error> error;
    connect(&saver, &BodySaver::finished, this, [&error](const Result<void> &result) { error = result.error(); });
    saver.save(std::make_shared<const DocumentBytes>("x"), m_folder.filePath(u"no/such/folder"_s));
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::Storage);
    QVERIFY(!saver.isRunning());
}

void TestBodySaver::M14_cancelledLeavesTheFile()
{
    const QString path = m_folder.filePath(u"kept"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before");
    file.close();
    std::weak_ptr<const DocumentBytes> watched;
    {
        const auto bytes = std::make_shared<const DocumentBytes>(QByteArray(200'000'000, 'x'));
        watched = bytes;
        BodySaver saver;
        QSignalSpy finished(&saver, &BodySaver::finished);
        saver.save(bytes, path);
        saver.cancel();
        QCOMPARE(finished.size(), 0);
    }
    QTRY_VERIFY(watched.expired());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("before"));
}

void TestBodySaver::G22_names_data()
{
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *disposition, const QString &name, const QString &url = u"http://a/x"_s) {
        QTest::newRow(disposition) << QByteArray(disposition) << url << name;
    };
    row("attachment; filename=\"a b.pdf\"", u"a b.pdf"_s);
    row("attachment; filename=plain.txt; x=y", u"plain.txt"_s);
    row("attachment; filename=\"old.txt\"; filename*=UTF-8''n%C3%BC.txt", u"nü.txt"_s);
    row("attachment; filename=\"../../etc/passwd\"", u"passwd"_s);
    row("attachment; filename=\"C:\\\\Windows\\\\x.exe\"", u"x.exe"_s);
    row("attachment; filename=\".bashrc\"", u"bashrc"_s);
    row("attachment; filename=\"-rf\"", u"rf"_s);
    row("attachment; filename=\"con.txt\"", u"_con.txt"_s);
    row("attachment; filename=\"a\x01\x1b|b?.txt\"", u"ab.txt"_s);
    row("attachment; filename*=UTF-8''gpj%E2%80%AEexe.txt", u"gpjexe.txt"_s); // turns the order of what is read
    row("attachment; filename=\"..\"", u"x.json"_s);
    row("attachment", u"orders.json"_s, u"http://a/v1/orders?x=../../y"_s);
    row("", u"answer.json"_s, u"http://a/"_s);
    row("inline", u"logo.png"_s, u"http://a/logo.png"_s);
    QTest::newRow("long") << QByteArray("attachment; filename=" + QByteArray(5'000, 'x') + ".txt") << u"http://a/"_s
                          << QString(116, u'x') + u".txt"_s;
}

void TestBodySaver::G22_names()
{
    QFETCH(QByteArray, disposition);
    QFETCH(QString, url);
    Headers headers;
    headers.append("Content-Type", "application/json; charset=utf-8");
    headers.append("Content-Disposition", disposition);
    const QString name = suggestedFileName(headers, QUrl(url));
    if (disposition.size() > 4'000)
        QVERIFY2(name.size() <= 120, qPrintable(name)); // what is beyond is not read
    else
        QTEST(name, "name");
}

QTEST_GUILESS_MAIN(TestBodySaver)
#include "tst_bodysaver.moc"
