// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"

#include <QApplication>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The page of TLS and the proxy shows what has an effect, and lets files be chosen.
class tst_connectionpage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void proxyIsAskedForWhereThereIsOne();
    void whatIsWrittenOfAProxyIsNotHidden();
    void filesAreChosen_data();
    void filesAreChosen();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"http://api.example"_s);
        return config;
    }

    Theme m_theme;
};

void tst_connectionpage::proxyIsAskedForWhereThereIsOne()
{
    DialogFixture x(m_theme, config(), ClientDialog::Purpose::Edit);
    x.go(ClientDialog::Page::Connection);
    const QStringList details{u"proxy.host"_s, u"proxy.port"_s, u"proxy.username"_s, u"proxy.password"_s};
    QVERIFY(x.dialog.row(u"proxy.type"_s)->isVisible());
    for (const QString &path : details)
        QVERIFY2(!x.dialog.row(path)->isVisible(), qPrintable(path));
    x.choose(u"proxy.type"_s, u"HTTP proxy"_s);
    for (const QString &path : details)
        QVERIFY2(x.dialog.row(path)->isVisible(), qPrintable(path));
    x.choose(u"proxy.type"_s, u"None"_s);
    QVERIFY(!x.dialog.row(u"proxy.host"_s)->isVisible());
}

void tst_connectionpage::whatIsWrittenOfAProxyIsNotHidden()
{
    ClientConfig client = config();
    client.proxy.emplace().host = u"proxy.example"_s;
    DialogFixture x(m_theme, client, ClientDialog::Purpose::Edit);
    x.go(ClientDialog::Page::Connection);
    QVERIFY(x.dialog.row(u"proxy.host"_s)->isVisible());
    QVERIFY(!x.dialog.row(u"proxy.username"_s)->isVisible());
    x.type(u"proxy.host"_s, {});
    QVERIFY2(x.dialog.row(u"proxy.host"_s)->isVisible(), "not under the hands of who writes in it");
}

void tst_connectionpage::filesAreChosen_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("partner"); // that goes with it
    QTest::newRow("roots") << u"tls.ca_file"_s << u"CA file: choose a file"_s << QString();
    QTest::newRow("certificate") << u"tls.client_certificate"_s << u"Client certificate: choose a file"_s
                                 << u"tls.client_key"_s;
    QTest::newRow("key") << u"tls.client_key"_s << u"Client key: choose a file"_s << u"tls.client_certificate"_s;
}

void tst_connectionpage::filesAreChosen()
{
    QFETCH(QString, path);
    QFETCH(QString, button);
    QFETCH(QString, partner);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"mine.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    DialogFixture x(m_theme, config(), ClientDialog::Purpose::Edit);
    x.go(ClientDialog::Page::Connection);
    x.type(path, folder.filePath(u"other.pem"_s));
    if (!partner.isEmpty())
        x.type(partner, u"/other.pem"_s);
    x.press(button);
    auto *dialog = x.dialog.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->directory().absolutePath(), QFileInfo(folder.path()).absoluteFilePath());
    dialog->selectFile(file.fileName());
    QDialog *open = dialog;
    open->accept();
    QCOMPARE(x.dialog.row(path)->editor()->input()->property("text").toString(), file.fileName());
    x.press(u"Save"_s);
    QCOMPARE(x.edits.size(), 1);
    const TlsConfig tls = x.edits.first().config.tls.value_or(TlsConfig());
    QVERIFY(QStringList({tls.caFile, tls.clientCertificate, tls.clientKey}).contains(file.fileName()));
}

QTEST_MAIN(tst_connectionpage)
#include "tst_connectionpage.moc"
