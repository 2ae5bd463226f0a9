// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "explorer/explorepage.h"
#include "preferences.h"
#include "secrets/secretsdialog.h"
#include "shell/mainwindow.h"
#include "support/workspacefolder.h"
#include "workspace/missingworkspacedialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What the program does where it is started on a folder without a workspace.
class tst_application : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_application.reset(); }
    void makesOneWhereThereIsNone();
    void stateOfTheKeychainOpensTheSecrets();
    void filesThatWereChosenAreRemembered();
    void whatCannotBeMadeIsTold();
    void opensAnotherFolder();
    void cancelOpensNothing();

private:
    void start(const QString &folder);
    template<class Window>
    [[nodiscard]] static Window *shown()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *found = qobject_cast<Window *>(window); found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    static void press(const QString &button)
    {
        shown<MissingWorkspaceDialog>()->template findChild<QPushButton *>(button)->click();
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
};

void tst_application::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
}

void tst_application::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_application::start(const QString &folder)
{
    Options options;
    options.workspace = folder;
    m_application = std::make_unique<Application>(options, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shown<MissingWorkspaceDialog>());
    QVERIFY(!shown<MainWindow>());
}

void tst_application::makesOneWhereThereIsNone()
{
    start(m_folder->filePath(u"shop"_s));
    shown<MissingWorkspaceDialog>()->findChild<QLineEdit *>(u"name"_s)->setText(u"My shop"_s);
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    QVERIFY(!shown<MissingWorkspaceDialog>());
    QVERIFY(bytesIn(m_folder->filePath(u"shop/workspace.json"_s)).contains("\"My shop\""));
    QVERIFY2(QApplication::quitOnLastWindowClosed(), "the window ends the program, as always");
}

void tst_application::stateOfTheKeychainOpensTheSecrets()
{
    start(m_folder->filePath(u"shop"_s));
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    auto *state = shown<MainWindow>()->findChild<QToolButton *>(u"secretStore"_s);
    QVERIFY(state->isVisible() && !state->toolTip().isEmpty());
    QTest::mouseClick(state, Qt::LeftButton);
    QVERIFY(shown<SecretsDialog>());
    QTest::keyClick(shown<SecretsDialog>(), Qt::Key_Escape);
    QVERIFY(!shown<SecretsDialog>());
}

void tst_application::filesThatWereChosenAreRemembered()
{
    const QString shop = m_folder->filePath(u"shop"_s);
    start(shop);
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    shown<MainWindow>()->showPage(u"explore"_s);
    auto *explore = shown<MainWindow>()->findChild<ExplorePage *>();
    QVERIFY(explore);
    Q_EMIT explore->fileAgreed(u"/pictures/cat.png"_s);
    QCOMPARE(readAgreedFiles(shop), QStringList{u"/pictures/cat.png"_s});
    QVERIFY2(readAgreedFiles(m_folder->path()).isEmpty(), "another workspace sends nothing of it");
    for (int i = 0; i < 250; ++i)
        noteAgreedFile(shop, QString::number(i));
    QCOMPARE(readAgreedFiles(shop).size(), 200);
    QCOMPARE(readAgreedFiles(shop).first(), u"249"_s);
}

void tst_application::whatCannotBeMadeIsTold()
{
    QVERIFY(writeBytes(m_folder->filePath(u"file"_s), "no folder"));
    start(m_folder->filePath(u"file/shop"_s));
    press(u"create"_s);
    const auto problem = [] {
        QStringList texts;
        for (const QLabel *label : shown<MissingWorkspaceDialog>()->findChildren<QLabel *>())
            texts << (label->isVisible() ? label->text() : QString());
        return texts.join(u'\n').contains(u"could not be written"_s);
    };
    QTRY_VERIFY(problem());
    QVERIFY(!shown<MainWindow>());
}

void tst_application::opensAnotherFolder()
{
    start(m_folder->filePath(u"shop"_s));
    Q_EMIT shown<MissingWorkspaceDialog>()->folderChosen(m_folder->path());
    QVERIFY(m_application->next());
    QCOMPARE(m_application->next()->workspace, m_folder->path());
    QVERIFY(m_application->next()->nameOfNew.isEmpty());
}

void tst_application::cancelOpensNothing()
{
    start(m_folder->filePath(u"shop"_s));
    press(u"cancel"_s);
    QVERIFY(!shown<MissingWorkspaceDialog>() && !shown<MainWindow>());
    QVERIFY(!m_application->next());
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"shop"_s)));
}

QTEST_MAIN(tst_application)
#include "tst_application.moc"
