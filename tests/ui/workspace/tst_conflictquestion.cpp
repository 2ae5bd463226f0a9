// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/conflictquestion.h"

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "support/workspacefolder.h"
#include "workspace/conflictdialog.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Which of two versions of a file is kept, asked with a store and a folder.
class tst_conflictquestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void asksOnlyAboutConflicts();
    void decides_data();
    void decides();
    void aThirdVersionIsAskedAboutToo();
    void whatIsDecidedElsewhereIsOver();

private:
    [[nodiscard]] QPointer<ConflictDialog> dialog() const { return m_window->findChild<ConflictDialog *>(); }
    /// Another program writes another name into the file, and the store hears of it.
    void writeTheirs(const QString &name)
    {
        QByteArray theirs = m_before;
        theirs.replace("\"List\"", '"' + name.toUtf8() + '"');
        QVERIFY(writeBytes(m_folder->filePath(m_file), theirs));
        m_store->lookAgain();
        QTRY_VERIFY(m_store->conflicts().size() == 1 && m_store->conflicts().first().theirs == theirs);
    }
    void click(const QString &button) { dialog()->findChild<QPushButton *>(button)->click(); }
    [[nodiscard]] bool diskHas(const QByteArray &name) const
    {
        return bytesIn(m_folder->filePath(m_file)).contains('"' + name + '"');
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    VirtualScheduler m_scheduler;
    const WorkspacePlace m_place{WorkspacePlace::Kind::Request, u"orders"_s, u"list"_s};
    const QString m_file = fileAt(m_place);
    QByteArray m_before;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<QWidget> m_window;
};

void tst_conflictquestion::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<QWidget>();
    m_store = std::make_unique<WorkspaceStore>(m_files, m_scheduler);
    Workspace workspace = workspaceWithFolders();
    workspace.id = u"an-id"_s;
    QVERIFY(saveWorkspace(workspace, m_folder->path()));
    m_before = bytesIn(m_folder->filePath(m_file));
    m_store->open(m_folder->path());
    QTRY_VERIFY(m_store->isOpen());
    // Nobody has had the time to notice what another program has written.
    QVERIFY(writeBytes(m_folder->filePath(m_file), QByteArray(m_before).replace("\"List\"", "\"Theirs\"")));
    QVERIFY(m_store->rename(m_place, u"Mine"_s));
    QTRY_COMPARE(m_store->conflicts().size(), 1);
}

void tst_conflictquestion::cleanup()
{
    m_window.reset();
    m_store.reset();
}

void tst_conflictquestion::asksOnlyAboutConflicts()
{
    askForVersion(m_theme, *m_store, u"workspace.json"_s, m_window.get());
    QVERIFY(!dialog());
}

void tst_conflictquestion::decides_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("mine") << u"keepMine"_s << QByteArray("Mine");
    QTest::newRow("theirs") << u"takeTheirs"_s << QByteArray("Theirs");
}

void tst_conflictquestion::decides()
{
    QFETCH(QString, button);
    QFETCH(QByteArray, name);
    askForVersion(m_theme, *m_store, m_file, m_window.get());
    QVERIFY(dialog());
    click(button);
    QTRY_VERIFY(m_store->unsavedFiles().isEmpty());
    QVERIFY(diskHas(name));
    QTRY_VERIFY(!dialog());
}

void tst_conflictquestion::aThirdVersionIsAskedAboutToo()
{
    askForVersion(m_theme, *m_store, m_file, m_window.get());
    writeTheirs(u"Third"_s);
    const QPointer<ConflictDialog> first = dialog();
    click(u"keepMine"_s);
    QTRY_VERIFY(!first);
    QVERIFY(diskHas("Third"));
    QCOMPARE(m_store->conflicts().size(), 1);
    QVERIFY(dialog());
    click(u"keepMine"_s);
    QTRY_VERIFY(diskHas("Mine"));
    QTRY_VERIFY(!dialog());
}

void tst_conflictquestion::whatIsDecidedElsewhereIsOver()
{
    askForVersion(m_theme, *m_store, m_file, m_window.get());
    m_store->takeTheirs(m_file);
    click(u"keepMine"_s);
    QTRY_VERIFY(!dialog());
    QVERIFY(diskHas("Theirs"));
    QVERIFY(m_store->unsavedFiles().isEmpty());
}

QTEST_MAIN(tst_conflictquestion)
#include "tst_conflictquestion.moc"
