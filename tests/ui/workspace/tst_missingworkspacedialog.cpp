// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/missingworkspacedialog.h"

#include "common/theme.h"
#include "support/workspacefolder.h"

#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_missingworkspacedialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void tellsWhatIsThere_data();
    void tellsWhatIsThere();
    void makesOneOfThatName();
    void failureIsToldAndTriedAgain();
    void anotherFolderIsOpened();
    void escOpensNothing();

private:
    static QString textOf(const QDialog &dialog)
    {
        QStringList texts;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            texts << (label->isHidden() ? QString() : label->text());
        return texts.join(u'\n');
    }
    static QPushButton *button(const QDialog &dialog, const QString &name)
    {
        return dialog.findChild<QPushButton *>(name);
    }

    Theme m_theme{Theme::Mode::Light};
};

void tst_missingworkspacedialog::tellsWhatIsThere_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("said");
    QTest::newRow("missing") << u"shop"_s << u"does not exist yet"_s;
    QTest::newRow("empty") << u"empty"_s << u"is empty"_s;
    QTest::newRow("of others") << u"full"_s << u"stays as it is"_s;
}

void tst_missingworkspacedialog::tellsWhatIsThere()
{
    QFETCH(QString, folder);
    QFETCH(QString, said);
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkdir(u"empty"_s) && writeBytes(place.filePath(u"full/notes.txt"_s), "notes"));
    const MissingWorkspaceDialog dialog(m_theme, place.filePath(folder));
    QVERIFY2(textOf(dialog).contains(said), qPrintable(textOf(dialog)));
    QVERIFY(textOf(dialog).contains(QDir::toNativeSeparators(place.filePath(folder))));
}

void tst_missingworkspacedialog::makesOneOfThatName()
{
    MissingWorkspaceDialog dialog(m_theme, u"/no/such/shop"_s);
    QSignalSpy made(&dialog, &MissingWorkspaceDialog::createChosen);
    dialog.open();
    auto *name = dialog.findChild<QLineEdit *>(u"name"_s);
    QCOMPARE(name->text(), u"shop"_s);
    name->setText(u"  "_s);
    QVERIFY(!button(dialog, u"create"_s)->isEnabled());
    name->setText(u" My shop "_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(made, (QList<QVariantList>{{u"My shop"_s}}));
    QVERIFY2(dialog.isVisible() && !button(dialog, u"create"_s)->isEnabled(), "it is being made");
}

void tst_missingworkspacedialog::failureIsToldAndTriedAgain()
{
    MissingWorkspaceDialog dialog(m_theme, u"/no/such/shop"_s);
    QSignalSpy made(&dialog, &MissingWorkspaceDialog::createChosen);
    dialog.open();
    button(dialog, u"create"_s)->click();
    dialog.refuse(u"The disk is full."_s);
    QVERIFY(textOf(dialog).contains(u"The disk is full."_s));
    button(dialog, u"create"_s)->click();
    QVERIFY(!textOf(dialog).contains(u"The disk is full."_s));
    QCOMPARE(made.size(), 2);
}

void tst_missingworkspacedialog::anotherFolderIsOpened()
{
    const QTemporaryDir place;
    MissingWorkspaceDialog dialog(m_theme, place.filePath(u"shop"_s));
    QSignalSpy chosen(&dialog, &MissingWorkspaceDialog::folderChosen);
    dialog.open();
    button(dialog, u"other"_s)->click();
    auto *files = dialog.findChild<QFileDialog *>();
    QVERIFY(files);
    Q_EMIT files->fileSelected(place.path());
    QCOMPARE(chosen, (QList<QVariantList>{{place.path()}}));
}

void tst_missingworkspacedialog::escOpensNothing()
{
    MissingWorkspaceDialog dialog(m_theme, u"/no/such/shop"_s);
    QSignalSpy made(&dialog, &MissingWorkspaceDialog::createChosen);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.open();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(made.size(), 0);
}

QTEST_MAIN(tst_missingworkspacedialog)
#include "tst_missingworkspacedialog.moc"
