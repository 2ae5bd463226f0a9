// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/exportdialog.h"

#include "common/theme.h"
#include "config/configreader.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void showsEachFormat();
    void copies();
    void saves();
    void M14_tellsWhyItCannotSave();
    void M1_tellsNoSecret();
    void everyControlHasAName();
    void escCloses();

private:
    QPushButton *button(const QString &text) const;
    QFileDialog *chooser();

    Theme m_theme{Theme::Mode::Light};
    QTemporaryDir m_folder;
    std::unique_ptr<ExportDialog> m_dialog;
};

void tst_ExportDialog::init()
{
    const auto read = readClientConfig(R"({"name": "orders / α", "base_url": "https://api.example.com",
        "auth": {"type": "bearer", "token": "canary-4711"}, "retry": {}})");
    m_dialog = std::make_unique<ExportDialog>(m_theme, read->config);
    m_dialog->open();
}

QPushButton *tst_ExportDialog::button(const QString &text) const
{
    for (QPushButton *candidate : m_dialog->findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

QFileDialog *tst_ExportDialog::chooser()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    button(u"Save…"_s)->click();
    return m_dialog->findChild<QFileDialog *>();
}

void tst_ExportDialog::showsEachFormat()
{
    auto *formats = m_dialog->findChild<QComboBox *>();
    QCOMPARE(formats->count(), 3);
    m_dialog->setFormat(u"python"_s);
    QVERIFY2(m_dialog->text().contains("config = APIClientConfig("_L1), qPrintable(m_dialog->text()));
    m_dialog->setFormat(u"curl"_s);
    QVERIFY(m_dialog->text().startsWith("#!/bin/sh"_L1));
    m_dialog->setFormat(u"unknown"_s);
    QVERIFY(m_dialog->text().startsWith("#!/bin/sh"_L1));
    m_dialog->setFormat(u"fuseboard"_s);
    QVERIFY(readClientConfig(m_dialog->text().toUtf8()).ok());
}

void tst_ExportDialog::copies()
{
    QSignalSpy noticed(m_dialog.get(), &ExportDialog::noticed);
    m_dialog->setFormat(u"python"_s);
    button(u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_dialog->text());
    QCOMPARE(noticed.size(), 1);
}

void tst_ExportDialog::saves()
{
    m_dialog->setFormat(u"python"_s);
    QFileDialog *files = chooser();
    QVERIFY(files);
    QVERIFY2(files->selectedFiles().value(0).endsWith(u"/orders-α.py"_s), qPrintable(files->selectedFiles().value(0)));
    Q_EMIT files->fileSelected(m_folder.filePath(u"out.py"_s));
    QFile written(m_folder.filePath(u"out.py"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("APIClientConfig("));
    QVERIFY(!m_dialog->isVisible());
}

void tst_ExportDialog::M14_tellsWhyItCannotSave()
{
    QFileDialog *files = chooser();
    Q_EMIT files->fileSelected(m_folder.filePath(u"missing/out.json"_s));
    QVERIFY(m_dialog->isVisible());
    bool told = false;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        told = told || (label->isVisible() && label->text().contains("out.json could not be written: "_L1));
    QVERIFY(told);
}

void tst_ExportDialog::M1_tellsNoSecret()
{
    for (const QString &format : {u"fuseboard"_s, u"python"_s, u"curl"_s}) {
        m_dialog->setFormat(format);
        QVERIFY2(!m_dialog->text().contains("canary"_L1), qPrintable(format));
    }
}

void tst_ExportDialog::everyControlHasAName()
{
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void tst_ExportDialog::escCloses()
{
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
