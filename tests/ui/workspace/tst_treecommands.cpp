// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "support/workspacefolder.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacestore.h"
#include "workspace/treecommands.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;

namespace {

const WorkspacePlace ordersClient{Kind::Client, u"orders"_s};
const WorkspacePlace authFolder{Kind::Folder, u"orders"_s, u"auth"_s};
const WorkspacePlace loginRequest{Kind::Request, u"orders"_s, u"auth/login"_s};

} // namespace

class tst_treecommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void actionsFollowTheCurrentRow_data();
    void actionsFollowTheCurrentRow();
    void newOnesComeToTheFolder_data();
    void newOnesComeToTheFolder();
    void newOnesHaveNamesOfTheirOwn();
    void copiesHaveNamesOfTheirOwn();
    void redoHasBothKeys();
    void stepsAreTold();
    void renames();
    void duplicatesAndDeletesAndUndoes();
    void moves();
    void severalAreOneStep();
    void severalFailTogether();
    void failuresAreSentences();

private:
    [[nodiscard]] QAction *action(const QString &begin) const
    {
        for (QAction *each : m_commands->windowActions() + m_commands->treeActions()) {
            if (each->text().remove(u'&').startsWith(begin))
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] const WorkspaceClient &orders() const { return m_store->workspace().clients.last(); }

    SystemFileSystem m_files;
    VirtualScheduler m_scheduler;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<TreeCommands> m_commands;
};

void tst_treecommands::init()
{
    m_store = std::make_unique<WorkspaceStore>(m_files, m_scheduler);
    QVERIFY(m_store->openInMemory(workspaceWithFolders()));
    m_commands = std::make_unique<TreeCommands>(*m_store);
}

void tst_treecommands::cleanup()
{
    m_commands.reset();
    m_store.reset();
}

void tst_treecommands::actionsFollowTheCurrentRow_data()
{
    QTest::addColumn<WorkspacePlace>("place");
    QTest::addColumn<QStringList>("enabled");
    QTest::newRow("none") << WorkspacePlace() << QStringList();
    QTest::newRow("client") << ordersClient << QStringList{u"New request"_s, u"New folder"_s, u"Rename"_s};
    const QStringList all{u"New request"_s, u"New folder"_s, u"Rename"_s, u"Duplicate"_s, u"Delete"_s};
    QTest::newRow("folder") << authFolder << all;
    QTest::newRow("request") << loginRequest << all;
}

void tst_treecommands::actionsFollowTheCurrentRow()
{
    QFETCH(WorkspacePlace, place);
    m_commands->setChosen(place, {place});
    QStringList enabled;
    for (const QAction *each : m_commands->windowActions() + m_commands->treeActions()) {
        QVERIFY(!each->shortcut().isEmpty());
        if (each->isEnabled())
            enabled.append(each->text().remove(u'&'));
    }
    QTEST(enabled, "enabled");
    for (const QAction *each : m_commands->treeActions())
        QCOMPARE(each->shortcutContext(), Qt::WidgetShortcut);
}

void tst_treecommands::newOnesComeToTheFolder_data()
{
    QTest::addColumn<WorkspacePlace>("current");
    QTest::addColumn<QString>("folder");
    QTest::newRow("client") << ordersClient << QString();
    QTest::newRow("folder") << authFolder << u"auth/"_s;
    QTest::newRow("request") << loginRequest << u"auth/"_s;
}

void tst_treecommands::newOnesComeToTheFolder()
{
    QFETCH(WorkspacePlace, current);
    QFETCH(QString, folder);
    QSignalSpy shown(m_commands.get(), &TreeCommands::placeShown);
    m_commands->setChosen(current, {current});
    action(u"New request"_s)->trigger();
    action(u"New folder"_s)->trigger();
    QCOMPARE(shown.size(), 2);
    const WorkspacePlace request{Kind::Request, u"orders"_s, folder + u"new-request"_s};
    QCOMPARE(shown.first(), (QVariantList{QVariant::fromValue(request), true}));
    QVERIFY(requestAt(orders(), request.path));
    QVERIFY(folderAt(orders(), folder + u"new-folder"_s));
}

void tst_treecommands::newOnesHaveNamesOfTheirOwn()
{
    const auto made = [this](const QString &path) { return requestAt(orders(), path)->config.name; };
    m_commands->setChosen(authFolder, {authFolder});
    for (int i = 0; i < 3; ++i)
        action(u"New request"_s)->trigger();
    QCOMPARE(made(u"auth/new-request"_s), u"New request"_s);
    QCOMPARE(made(u"auth/new-request-2"_s), u"New request 2"_s);
    QCOMPARE(made(u"auth/new-request-3"_s), u"New request 3"_s);
    m_commands->rename({Kind::Request, u"orders"_s, u"auth/new-request-2"_s}, u"Pay"_s);
    action(u"New request"_s)->trigger(); // the first number that is free
    QCOMPARE(orders().requests.size(), workspaceWithFolders().clients.last().requests.size() + 4);
    QVERIFY(std::any_of(orders().requests.begin(), orders().requests.end(),
                        [](const WorkspaceRequest &one) { return one.config.name == u"New request 2"_s; }));
    for (int i = 0; i < 2; ++i)
        action(u"New folder"_s)->trigger();
    QCOMPARE(folderAt(orders(), u"auth/new-folder-2"_s)->config.name, u"New folder 2"_s);
    m_commands->setChosen(ordersClient, {});
    action(u"New request"_s)->trigger(); // elsewhere nobody is called so
    QCOMPARE(made(u"new-request"_s), u"New request"_s);
}

void tst_treecommands::copiesHaveNamesOfTheirOwn()
{
    m_commands->setChosen(loginRequest, {loginRequest});
    action(u"Duplicate"_s)->trigger();
    action(u"Duplicate"_s)->trigger();
    QCOMPARE(requestAt(orders(), u"auth/log-in-copy"_s)->config.name, u"Log in copy"_s);
    QCOMPARE(requestAt(orders(), u"auth/log-in-copy-2"_s)->config.name, u"Log in copy 2"_s);
    // In one step too.
    const WorkspacePlace copies[]{{Kind::Request, u"orders"_s, u"auth/log-in-copy"_s},
                                  {Kind::Request, u"orders"_s, u"auth/log-in-copy-2"_s}};
    m_commands->rename(copies[1], u"Log in copy"_s);
    m_commands->setChosen(copies[0], {copies[0], copies[1]});
    action(u"Duplicate"_s)->trigger();
    QStringList names;
    for (const WorkspaceRequest &request : orders().requests)
        names << request.config.name;
    QCOMPARE(names.count(u"Log in copy copy"_s), 1);
    QCOMPARE(names.count(u"Log in copy copy 2"_s), 1);
}

void tst_treecommands::redoHasBothKeys()
{
    const QList<QKeySequence> keys = action(u"Redo"_s)->shortcuts();
    QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::Key_Y)));
    QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)));
}

void tst_treecommands::stepsAreTold()
{
    RequestConfig edited = requestAt(orders(), loginRequest.path)->config;
    edited.name = u"In & out"_s;
    QVERIFY(m_store->change(loginRequest, edited).ok());
    edited.path = u"/sign-in"_s;
    QVERIFY(m_store->change(loginRequest, edited).ok());
    QStringList told;
    connect(m_commands.get(), &TreeCommands::noticed, this, [&told](const QString &text) { told << text; });
    connect(m_store.get(), &WorkspaceStore::changed, m_commands.get(),
            [&] { told << u"then "_s + m_commands->stepUnderWay(); });
    const QString back = QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
    const QString anew = QKeySequence(QKeySequence::Redo).toString(QKeySequence::NativeText);
    action(u"Undo"_s)->trigger();
    const QString undone = u"Undone: change request “In & out”. %1 does it again."_s.arg(anew);
    QCOMPARE(told, QStringList({undone, u"then "_s + undone}));
    told.clear();
    action(u"Redo"_s)->trigger();
    const QString redone = u"Redone: change request “In & out”. %1 takes it back."_s.arg(back);
    QCOMPARE(told, QStringList({redone, u"then "_s + redone}));
    QVERIFY(m_commands->stepUnderWay().isEmpty());
}

void tst_treecommands::renames()
{
    QSignalSpy wanted(m_commands.get(), &TreeCommands::nameRequested);
    m_commands->setChosen(loginRequest, {loginRequest});
    action(u"Rename"_s)->trigger();
    QCOMPARE(wanted.size(), 1);
    m_commands->rename(loginRequest, u"Sign in & out"_s);
    QCOMPARE(requestAt(orders(), u"auth/login"_s)->config.name, u"Sign in & out"_s);
    QCOMPARE(action(u"Undo"_s)->text(), u"&Undo: rename request “Log in”"_s);
    action(u"Undo"_s)->trigger();
    QCOMPARE(requestAt(orders(), u"auth/login"_s)->config.name, u"Log in"_s);
    action(u"Redo"_s)->trigger();
    QCOMPARE(requestAt(orders(), u"auth/login"_s)->config.name, u"Sign in & out"_s);
    m_commands->rename(ordersClient, u"Shop"_s);
    QCOMPARE(orders().config.name, u"Shop"_s);
}

void tst_treecommands::duplicatesAndDeletesAndUndoes()
{
    const Workspace before = m_store->workspace();
    QSignalSpy noticed(m_commands.get(), &TreeCommands::noticed);
    m_commands->setChosen(authFolder, {authFolder});
    action(u"Duplicate"_s)->trigger();
    QVERIFY(requestAt(orders(), u"sign-in-copy/tokens/list"_s));
    QCOMPARE(folderAt(orders(), u"sign-in-copy"_s)->config.name, u"Sign-in copy"_s);
    action(u"Delete"_s)->trigger();
    QVERIFY(!folderAt(orders(), u"auth"_s));
    QVERIFY(!requestAt(orders(), u"auth/tokens/list"_s));
    QVERIFY(noticed.last().first().toString().startsWith(u"“Sign-in” was deleted. Ctrl+Z"_s));
    action(u"Undo"_s)->trigger();
    QVERIFY(noticed.last().first().toString().startsWith(u"Undone: delete folder “Sign-in”."_s));
    action(u"Undo"_s)->trigger();
    QCOMPARE(m_store->workspace(), before);
    QVERIFY(!action(u"Undo"_s)->isEnabled());
}

void tst_treecommands::moves()
{
    QSignalSpy shown(m_commands.get(), &TreeCommands::placeShown);
    m_commands->move({loginRequest}, {Kind::Folder, u"orders"_s}, 0);
    const WorkspacePlace moved{Kind::Request, u"orders"_s, u"login"_s};
    QCOMPARE(shown.last(), (QVariantList{QVariant::fromValue(moved), false}));
    QCOMPARE(orders().requests.first().path(), u"login"_s);
}

void tst_treecommands::severalAreOneStep()
{
    const Workspace before = m_store->workspace();
    const WorkspacePlace list{Kind::Request, u"orders"_s, u"list"_s};
    QSignalSpy shown(m_commands.get(), &TreeCommands::placesShown);
    QSignalSpy noticed(m_commands.get(), &TreeCommands::noticed);
    QSignalSpy changed(m_store.get(), &WorkspaceStore::changed);
    // What lies in a folder that is chosen too goes with it.
    m_commands->setChosen(loginRequest, {authFolder, loginRequest, list});
    action(u"Duplicate"_s)->trigger();
    QCOMPARE(shown.size(), 1);
    const WorkspacePlace copies[]{{Kind::Folder, u"orders"_s, u"sign-in-copy"_s},
                                  {Kind::Request, u"orders"_s, u"list-copy"_s}};
    QCOMPARE(shown.first().first().value<QList<WorkspacePlace>>(), (QList<WorkspacePlace>{copies[0], copies[1]}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(action(u"Undo"_s)->text(), u"&Undo: duplicate 2 things"_s);
    action(u"Undo"_s)->trigger();
    QCOMPARE(m_store->workspace(), before);

    m_commands->setChosen(authFolder, {authFolder, list});
    action(u"Delete"_s)->trigger();
    QVERIFY(!folderAt(orders(), u"auth"_s) && !requestAt(orders(), u"list"_s));
    QCOMPARE(noticed.last().first().toString(), u"2 things were deleted. Ctrl+Z brings them back."_s);
    action(u"Undo"_s)->trigger();
    QCOMPARE(m_store->workspace(), before);
    QVERIFY(!action(u"Undo"_s)->isEnabled());
    // Clients have commands of their own.
    m_commands->setChosen(list, {ordersClient, {Kind::Request, u"billing"_s, u"x"_s}});
    QVERIFY(!action(u"Delete"_s)->isEnabled() && !action(u"Duplicate"_s)->isEnabled());
}

void tst_treecommands::severalFailTogether()
{
    const Workspace before = m_store->workspace();
    QSignalSpy failed(m_commands.get(), &TreeCommands::failed);
    m_commands->move({loginRequest, {Kind::Request, u"orders"_s, u"gone"_s}}, {Kind::Folder, u"orders"_s}, 0);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_store->workspace(), before);
    QVERIFY(!m_store->undoTitle());
}

void tst_treecommands::failuresAreSentences()
{
    QSignalSpy failed(m_commands.get(), &TreeCommands::failed);
    m_commands->rename({Kind::Request, u"orders"_s, u"gone"_s}, u"x"_s);
    m_commands->move({authFolder}, {Kind::Folder, u"orders"_s, u"auth/tokens"_s}, 0); // into itself
    const WorkspacePlace gone{Kind::Request, u"orders"_s, u"gone"_s};
    m_commands->setChosen(gone, {gone});
    action(u"Duplicate"_s)->trigger();
    action(u"Delete"_s)->trigger();
    QCOMPARE(failed.size(), 4);
    for (const QVariantList &each : failed)
        QVERIFY2(each.first().toString().endsWith(u'.'), qPrintable(each.first().toString()));
    QVERIFY(!m_store->undoTitle());
}

QTEST_MAIN(tst_treecommands)
#include "tst_treecommands.moc"
