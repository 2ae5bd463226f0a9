// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/savebanner.h"

#include "base/systemscheduler.h"
#include "common/theme.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/conflictdialog.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace listPlace{WorkspacePlace::Kind::Request, u"orders"_s, u"list"_s};

} // namespace

class tst_savebanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void K8_failureIsToldAndTriedAgain();
    void K8_failureNamesFileReasonAndRemedy();
    void K7_readOnlyIsToldBeforeAnythingIsLost();
    void conflictAsksForTheVersion_data();
    void conflictAsksForTheVersion();
    void dialogDecidesNothingByItself();

private:
    void open(FileSystem &files, const QTemporaryDir &folder)
    {
        m_banner.reset();
        Workspace workspace = smallWorkspace();
        workspace.id = u"an-id"_s;
        QVERIFY(saveWorkspace(workspace, folder.path()));
        m_store = std::make_unique<WorkspaceStore>(files, m_scheduler);
        m_store->open(folder.path());
        QTRY_VERIFY(m_store->isOpen());
        m_banner = std::make_unique<SaveBanner>(m_theme, *m_store);
    }
    void cleanup()
    {
        m_banner.reset();
        m_store.reset();
    }

    Theme m_theme{Theme::Mode::Light};
    SystemScheduler m_scheduler;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<SaveBanner> m_banner;
};

void tst_savebanner::K8_failureIsToldAndTriedAgain()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    open(files, folder);
    QVERIFY(m_banner->isHidden());
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    QTRY_VERIFY(!m_banner->isHidden());
    const QString text = m_banner->findChild<QLabel *>()->text();
    QVERIFY2(text.startsWith(u"Not saved: "_s) && text.contains(u"list.json"_s), qPrintable(text));
    auto *again = m_banner->findChild<QPushButton *>();
    QCOMPARE(again->text(), u"Save again"_s);
    again->click();
    QTRY_VERIFY(m_banner->isHidden());
    QVERIFY(bytesIn(folder.filePath(u"clients/orders/requests/list.json"_s)).contains("\"All\""));
    cleanup();
}

/// What holds a file back is told by the name of the file that it waits for, with how many there are.
void tst_savebanner::K8_failureNamesFileReasonAndRemedy()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    open(files, folder);
    const QString path = folder.filePath(fileAt(listPlace));
    QVERIFY(QFile::remove(path) && QDir().mkpath(path)); // a folder in its place
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    const auto text = [this] { return m_banner->findChild<QLabel *>()->text(); };
    QTRY_VERIFY2(text().startsWith(u"Not saved: A link or a folder stands at "_s), qPrintable(text()));
    QVERIFY2(text().contains(u"list.json, and is not replaced. Move it away. Your changes are kept"),
             qPrintable(text()));
    cleanup();
}

void tst_savebanner::K7_readOnlyIsToldBeforeAnythingIsLost()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    files.setReadOnly();
    open(files, folder);
    QVERIFY(!m_banner->isHidden());
    const auto text = [this] { return m_banner->findChild<QLabel *>()->text(); };
    QVERIFY2(text().contains(folder.path()) && text().contains(u"cannot be written"), qPrintable(text()));
    auto *button = m_banner->findChild<QPushButton *>();
    button->click(); // it was read
    QVERIFY(m_banner->isHidden());
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    QTRY_VERIFY2(text().startsWith(u"Not saved: "), qPrintable(text()));
    button->click();
    // It could be written after all.
    QTRY_VERIFY(m_banner->isHidden());
    QVERIFY(!m_store->isReadOnly());
    cleanup();
}

void tst_savebanner::conflictAsksForTheVersion_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("mine") << true;
    QTest::newRow("theirs") << false;
}

void tst_savebanner::conflictAsksForTheVersion()
{
    QFETCH(bool, mine);
    const QTemporaryDir folder;
    SystemFileSystem files;
    open(files, folder);
    const QString path = folder.filePath(fileAt(listPlace));
    QByteArray theirs = bytesIn(path);
    theirs.replace("\"List\"", "\"Theirs\"");
    QVERIFY(writeBytes(path, theirs));
    QVERIFY(m_store->rename(listPlace, u"Mine"_s));
    QTRY_VERIFY(!m_banner->isHidden());
    QSignalSpy chosen(m_banner.get(), &SaveBanner::conflictChosen);
    m_banner->findChild<QPushButton *>()->click();
    QCOMPARE(chosen, (QList<QVariantList>{{fileAt(listPlace)}}));
    if (mine)
        m_store->keepMine(fileAt(listPlace));
    else
        m_store->takeTheirs(fileAt(listPlace));
    QTRY_VERIFY(m_banner->isHidden());
    QTRY_VERIFY(bytesIn(path).contains(mine ? "\"Mine\"" : "\"Theirs\""));
    cleanup();
}

void tst_savebanner::dialogDecidesNothingByItself()
{
    ConflictDialog dialog(m_theme, u"clients/orders/client.json"_s, QByteArray("{\"mine\": 1}"), std::nullopt);
    QSignalSpy mine(&dialog, &ConflictDialog::mineChosen);
    QSignalSpy theirs(&dialog, &ConflictDialog::theirsChosen);
    dialog.open();
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"mine"_s)->toPlainText(), u"{\"mine\": 1}"_s);
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"theirs"_s)->toPlainText(), QString());
    QVERIFY(!dialog.findChild<QPlainTextEdit *>(u"theirs"_s)->placeholderText().isEmpty());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(mine.size() + theirs.size(), 0);
    dialog.open();
    dialog.findChild<QPushButton *>(u"keepMine"_s)->click();
    QCOMPARE(mine.size(), 1);
    dialog.open();
    dialog.findChild<QPushButton *>(u"takeTheirs"_s)->click();
    QCOMPARE(theirs.size(), 1);
}

QTEST_MAIN(tst_savebanner)
#include "tst_savebanner.moc"
