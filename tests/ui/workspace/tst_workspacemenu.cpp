// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacemenu.h"

#include "support/workspacefolder.h"
#include "workspace/workspacewriter.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_workspacemenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void opensAndMakes_data();
    void opensAndMakes();
    void refusesWhatHoldsNone();
    void recentOnesAndClose();
    void asksForAFurtherWindow();
    void keepsTheDemo();
    void takesTheNameOfANewFolder_data();
    void takesTheNameOfANewFolder();
    void startsWhereItsUserKeepsThings();
    void tellsWhyAFolderIsNotTaken();
};

void tst_workspacemenu::opensAndMakes_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<QString>("name");
    QTest::newRow("new in an empty folder") << 0 << false << u"shop"_s;
    QTest::newRow("new where there is one") << 0 << true << QString();
    QTest::newRow("open") << 1 << true << QString();
}

void tst_workspacemenu::opensAndMakes()
{
    QFETCH(int, action);
    QFETCH(bool, isThere);
    QFETCH(QString, name);
    const QTemporaryDir around;
    const QString folder = around.filePath(u"shop"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(!isThere || saveWorkspace(smallWorkspace(), folder));
    QWidget window;
    const WorkspaceMenu menu({}, {}, &window);
    QSignalSpy chosen(&menu, &WorkspaceMenu::chosen);
    menu.actions().at(action)->trigger();
    auto *dialog = window.findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    Q_EMIT dialog->fileSelected(folder);
    QCOMPARE(chosen, (QList<QVariantList>{{folder, name}}));
}

void tst_workspacemenu::refusesWhatHoldsNone()
{
    const QTemporaryDir folder;
    QWidget window;
    const WorkspaceMenu menu({}, {}, &window);
    QSignalSpy chosen(&menu, &WorkspaceMenu::chosen);
    QSignalSpy noticed(&menu, &WorkspaceMenu::noticed);
    menu.actions().at(1)->trigger();
    Q_EMIT window.findChild<QFileDialog *>()->fileSelected(folder.path());
    QCOMPARE(chosen.size(), 0);
    QVERIFY(noticed.first().first().toString().contains(u"holds no workspace.json"_s));
}

void tst_workspacemenu::recentOnesAndClose()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    QVERIFY(saveWorkspace(smallWorkspace(), other.path()));
    QWidget window;
    const WorkspaceMenu demo({}, {}, &window);
    QVERIFY(!demo.actions().at(2)->isEnabled());
    QVERIFY2(!demo.actions().at(3)->isEnabled(), "there is nothing to close");
    const WorkspaceMenu menu(one.path(), {one.path() + u'/', other.path()}, &window);
    QSignalSpy chosen(&menu, &WorkspaceMenu::chosen);
    const QList<QAction *> recent = menu.actions().at(2)->menu()->actions();
    QCOMPARE(recent.size(), 1); // without the one that is open
    recent.first()->trigger();
    QCOMPARE(chosen.last(), (QVariantList{other.path(), QString()}));
    menu.actions().at(3)->trigger();
    QCOMPARE(chosen.last(), (QVariantList{QString(), QString()}));
}

void tst_workspacemenu::asksForAFurtherWindow()
{
    const QTemporaryDir folder;
    QWidget window;
    const WorkspaceMenu menu(folder.path(), {}, &window);
    const QSignalSpy asked(&menu, &WorkspaceMenu::newWindowRequested);
    const QList<QAction *> actions = menu.actions();
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [](const QAction *action) { return action->text() == u"New &window"_s; });
    QVERIFY(found != actions.end());
    QVERIFY(!(*found)->shortcut().isEmpty());
    (*found)->trigger();
    QCOMPARE(asked.size(), 1);
}

void tst_workspacemenu::keepsTheDemo()
{
    const QTemporaryDir around;
    QVERIFY(QDir().mkpath(around.filePath(u"empty"_s)));
    QWidget window;
    QVERIFY2(!WorkspaceMenu(around.path(), {}, &window).actions().last()->isEnabled(), "a folder is kept anyway");
    const WorkspaceMenu menu({}, {}, &window);
    QSignalSpy kept(&menu, &WorkspaceMenu::keepChosen);
    QSignalSpy declined(&menu, &WorkspaceMenu::keepDeclined);
    const auto ask = [&] {
        menu.actions().last()->trigger();
        return window.findChildren<QFileDialog *>().last();
    };
    ask()->reject();
    QCOMPARE(declined.size(), 1);
    Q_EMIT ask()->fileSelected(around.filePath(u"empty"_s));
    QCOMPARE(kept, (QList<QVariantList>{{around.filePath(u"empty"_s)}}));
    QCOMPARE(declined.size(), 1);
}

void tst_workspacemenu::takesTheNameOfANewFolder_data()
{
    QTest::addColumn<int>("action");
    QTest::newRow("new") << 0;
    QTest::newRow("keep") << 5;
}

void tst_workspacemenu::takesTheNameOfANewFolder()
{
    QFETCH(int, action);
    const QTemporaryDir around;
    QWidget window;
    window.show();
    const WorkspaceMenu menu({}, {}, &window);
    QStringList chosen;
    connect(&menu, &WorkspaceMenu::chosen, this, [&chosen](const QString &folder) { chosen << folder; });
    connect(&menu, &WorkspaceMenu::keepChosen, this, [&chosen](const QString &folder) { chosen << folder; });
    QSignalSpy declined(&menu, &WorkspaceMenu::keepDeclined);
    menu.actions().at(action)->trigger();
    QPointer<QFileDialog> dialog = window.findChild<QFileDialog *>();
    dialog->setDirectory(around.path());
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    const auto *choose = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Open);
    name->setText(u"no/such"_s);
    QVERIFY2(!choose->isEnabled(), "nobody means to make two at once");
    name->setText(u"my shop"_s);
    QVERIFY(choose->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(chosen, QStringList{around.filePath(u"my shop"_s)});
    QTRY_VERIFY(!dialog);
    QCOMPARE(declined.size(), 0);
    QVERIFY2(!QFileInfo::exists(around.filePath(u"my shop"_s)), "whoever writes there makes it");
}

void tst_workspacemenu::startsWhereItsUserKeepsThings()
{
    const QTemporaryDir anywhere;
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(anywhere.path()));
    QWidget window;
    WorkspaceMenu menu({}, {}, &window);
    menu.keep();
    QVERIFY(QDir::setCurrent(before));
    const QFileInfo start(window.findChild<QFileDialog *>()->directory().path());
    const QFileInfo documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QVERIFY2(start == documents || start == QFileInfo(QDir::homePath()), qPrintable(start.filePath()));
}

void tst_workspacemenu::tellsWhyAFolderIsNotTaken()
{
    const QTemporaryDir around;
    QVERIFY(QDir().mkpath(around.filePath(u"in the way"_s)));
    QWidget window;
    window.show();
    WorkspaceMenu menu({}, {}, &window);
    QSignalSpy kept(&menu, &WorkspaceMenu::keepChosen);
    QSignalSpy declined(&menu, &WorkspaceMenu::keepDeclined);
    const auto visible = [&window]<class Dialog>(Dialog *) -> Dialog * {
        const QList<Dialog *> all = window.findChildren<Dialog *>();
        for (Dialog *dialog : all) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    };
    const auto folders = [&] { return visible(static_cast<QFileDialog *>(nullptr)); };
    const auto refusal = [&] { return visible(static_cast<QMessageBox *>(nullptr)); };
    const auto chooseWhatIsNotEmpty = [&] {
        QFileDialog *dialog = folders();
        Q_EMIT dialog->fileSelected(around.path());
        dialog->hide();
    };
    menu.keep();
    chooseWhatIsNotEmpty();
    QVERIFY2(refusal() && !folders(), "the reason comes before the next question");
    QVERIFY2(refusal()->text().contains(u"is not empty"_s), qPrintable(refusal()->text()));
    QCOMPARE(declined.size(), 0); // whoever leaves is still leaving
    refusal()->defaultButton()->click();
    QVERIFY2(folders() && !refusal(), "it is asked again");
    QVERIFY2(QFileInfo(folders()->directory().path()) == QFileInfo(around.path()), "from where it was");
    chooseWhatIsNotEmpty();
    QVERIFY(refusal());
    QTest::keyClick(refusal(), Qt::Key_Escape);
    QVERIFY(!refusal() && !folders());
    QCOMPARE(declined.size(), 1);
    QCOMPARE(kept.size(), 0);
}

QTEST_MAIN(tst_workspacemenu)
#include "tst_workspacemenu.moc"
