// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestkeeperfixture.h"

#include "support/failingfilesystem.h"
#include "workspace/conflictdialog.h"
#include "workspace/workspacewriter.h"

#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

/// What the keeper keeps of edits over the end of the program.
class tst_requestdrafts : public RequestKeeperFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup()
    {
        tearDown();
        m_drafts.reset();
    }
    void draftsComeBack();
    void draftsThatCannotBeSavedComeBack();
    void K8_whatCouldNotBeSavedOutlivesACrash();
    void K8_editsOfWhatCouldNotBeSavedDoSoToo_data();
    void K8_editsOfWhatCouldNotBeSavedDoSoToo();
    void K8_editsGoOnWhenItIsSaved();
    void whatWasTakenBackIsNotSaidToBeSaved();
    void K8_unlessItIsDiscarded();
    void draftsComeBackBehindTheTabInFront();
    void draftsTakeTheTabOfTheirRequest_data();
    void draftsTakeTheTabOfTheirRequest();
    void draftsOfDeletedRequestsRejoinToo();
    void draftsKeepWhatNobodyTouched_data();
    void draftsKeepWhatNobodyTouched();
    void K11_restoredDraftsAskAboutNewerFiles_data();
    void K11_restoredDraftsAskAboutNewerFiles();
    void secretsThatAreGoneAreTold_data();
    void secretsThatAreGoneAreTold();
    void draftsThatCannotBeKeptAreTold();

private:
    /// As a program does that begins on a workspace of its own, where the first save of a request fails.
    void failToSave(FileSystem &files)
    {
        m_home = std::make_unique<QTemporaryDir>();
        Workspace workspace = workspaceWithFolders();
        workspace.id = u"an-id"_s; // else it gets one, as the first save
        QVERIFY(saveWorkspace(workspace, m_home->filePath(u"workspace"_s)));
        start(files);
        m_noticed = std::make_unique<QSignalSpy>(m_keeper, &RequestKeeper::noticed);
        m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
        edit(u"/mine"_s);
        pressSave();
        QTRY_COMPARE(m_store->failedFiles().size(), 1);
        QVERIFY(m_noticed->isEmpty()); // nothing is saved
    }
    /// What the run before has left is there when this returns: as much as a crash leaves.
    void start(FileSystem &files)
    {
        end();
        m_drafts = std::make_unique<DraftStore>(m_home->filePath(u"drafts"_s), m_files, m_scheduler);
        QSignalSpy restored(m_drafts.get(), &DraftStore::restored);
        m_store = std::make_unique<WorkspaceStore>(files, m_scheduler);
        m_store->open(m_home->filePath(u"workspace"_s));
        QTRY_VERIFY(m_store->isOpen());
        QTRY_VERIFY(!m_store->isSaving());
        makePage(m_drafts.get());
        QTRY_COMPARE(restored.size(), 1);
    }
    void end()
    {
        m_page.reset();
        m_drafts.reset(); // when it has written all
        m_store.reset();
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<DraftStore> m_drafts;
    std::unique_ptr<QSignalSpy> m_noticed; // of the keeper
};

void tst_requestdrafts::draftsComeBack()
{
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    edit(u"/mine"_s);
    m_page->openRequest({u"orders"_s, {}, u"New"_s, u"GET"_s, u"/"_s, {}, {}, {}, {}, {}});
    edit(u"/new"_s);
    m_page.reset();
    drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    QTRY_COMPARE(m_page->openCount(), 2);
    QSet<QString> urls;
    for (const OpenRequest &request : m_page->openRequests()) {
        QVERIFY(request.edited);
        urls.insert(request.draft.url);
    }
    QCOMPARE(urls, (QSet<QString>{u"/mine"_s, u"/new"_s}));
    QVERIFY(m_page->openRequests().first().draft != m_page->openRequests().last().draft);
    for (const OpenRequest &request : m_page->openRequests())
        m_page->setRequest(request);
    edit(u"/orders"_s);
    m_page.reset();
}

void tst_requestdrafts::draftsThatCannotBeSavedComeBack()
{
    const QString broken = u"/healthy/\n{{nope}}/%zz?q=1&x=<b>#frag"_s;
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    QSignalSpy failed(m_keeper, &RequestKeeper::failed);
    url()->setText(broken.chopped(1)); // as an earlier version took it from the clipboard
    QTest::keyClicks(url(), broken.last(1));
    QCOMPARE(m_page->currentDraft().url, broken);
    pressSave();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(login().path, u"/orders"_s);
    m_page.reset();
    drafts.reset();
    drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    QTRY_COMPARE(m_page->openCount(), 1);
    QCOMPARE(m_page->currentDraft().url, broken);
    QCOMPARE(url()->text(), broken);
    edit(u"/healthy"_s);
    pressSave();
    QCOMPARE(login().path, u"/healthy"_s);
    m_page.reset();
}

void tst_requestdrafts::K8_whatCouldNotBeSavedOutlivesACrash()
{
    FailingFileSystem fullDisk(Step::Rename, 1, Failing::ForEver);
    failToSave(fullDisk);

    start(m_files);
    QCOMPARE(m_page->openCount(), 1);
    QVERIFY(m_page->openRequests().first().edited);
    QCOMPARE(url()->text(), u"/mine"_s);
    QSignalSpy toldThen(m_keeper, &RequestKeeper::noticed);
    pressSave();
    QTRY_COMPARE(toldThen, (QList<QVariantList>{{u"“Log in” is saved."_s}}));
    QVERIFY(m_store->unsavedFiles().isEmpty());
    QCOMPARE(login().path, u"/mine"_s);
    end();
    QVERIFY(QStringList(filesIn(m_home->filePath(u"drafts"_s)).keys()).filter(u".json"_s).isEmpty());
}

void tst_requestdrafts::K8_editsOfWhatCouldNotBeSavedDoSoToo_data()
{
    QTest::addColumn<QString>("end"); // of the edits after it
    QTest::addColumn<QString>("expected"); // after the crash
    QTest::newRow("edited on") << QString() << u"/mine/too"_s;
    QTest::newRow("typed back") << u"type back"_s << u"/mine"_s;
    QTest::newRow("closed") << u"close"_s << u"/mine"_s;
    QTest::newRow("saved too") << u"save"_s << u"/mine/too"_s;
    QTest::newRow("taken back, edited and closed") << u"undo and close"_s << u"/mine"_s;
    QTest::newRow("moved and edited") << u"move"_s << u"/mine/too"_s;
    QTest::newRow("moved and closed") << u"move and close"_s << u"/mine"_s;
}

void tst_requestdrafts::K8_editsOfWhatCouldNotBeSavedDoSoToo()
{
    QFETCH(const QString, end);
    QFETCH(const QString, expected);
    FailingFileSystem fullDisk(Step::Rename, 1, Failing::ForEver);
    failToSave(fullDisk);
    if (end.contains(u"move"_s))
        QVERIFY(m_store->move(loginPlace, {WorkspacePlace::Kind::Folder, loginPlace.client}, 0));
    if (end.contains(u"undo"_s)) {
        edit(u"/again"_s);
        pressSave();
        m_store->undo();
        QCOMPARE(url()->text(), u"/mine"_s);
    }
    edit(u"/mine/too"_s);
    if (end == u"type back"_s)
        edit(u"/mine"_s);
    else if (end.endsWith(u"close"_s))
        m_page->closeTab(0);
    else if (end == u"save"_s)
        pressSave();
    start(m_files);
    QCOMPARE(m_page->openCount(), 1);
    QCOMPARE(url()->text(), expected);
    pressSave();
    QVERIFY(!m_page->findChild<ConflictDialog *>()); // the disk has what the edits began from
    QCOMPARE(login().path, expected);
    m_page.reset();
}

void tst_requestdrafts::K8_editsGoOnWhenItIsSaved()
{
    FailingFileSystem files(Step::Rename, 1, Failing::Once);
    failToSave(files);
    edit(u"/mine/too"_s);
    m_store->saveAgain();
    QTRY_COMPARE(*m_noticed, (QList<QVariantList>{{u"“Log in” is saved."_s}}));
    start(m_files);
    QCOMPARE(login().path, u"/mine"_s);
    QCOMPARE(url()->text(), u"/mine/too"_s);
    pressSave();
    QVERIFY(!m_page->findChild<ConflictDialog *>());
    QCOMPARE(login().path, u"/mine/too"_s);
    m_page.reset();
}

void tst_requestdrafts::whatWasTakenBackIsNotSaidToBeSaved()
{
    FailingFileSystem files(Step::Rename, 1, Failing::Once);
    failToSave(files);
    m_store->undo();
    QTRY_VERIFY(m_store->unsavedFiles().isEmpty());
    QVERIFY2(m_noticed->isEmpty(), qPrintable(m_noticed->value(0).value(0).toString()));
    end();
}

void tst_requestdrafts::K8_unlessItIsDiscarded()
{
    FailingFileSystem fullDisk(Step::Rename, 1, Failing::ForEver);
    failToSave(fullDisk);
    m_keeper->discardUnsaved();
    start(m_files);
    QCOMPARE(m_page->openCount(), 0);
    m_page.reset();
}

void tst_requestdrafts::draftsComeBackBehindTheTabInFront()
{
    const QTemporaryDir folder;
    DraftStore drafts(folder.path(), m_files, m_scheduler);
    makePage(&drafts);
    m_page->openRequest({u"orders"_s, {}, u"my req"_s, u"GET"_s, u"/"_s, {}, {}, {}, {}, {}});
    url()->setFocus();
    edit(u"/z"_s);
    QSignalSpy shown(m_page.get(), &ExplorePage::requestShown);
    KeptDraft ofAFile{u"a"_s, loginPlace.client, loginPlace.path, login(), login()};
    ofAFile.config.path = u"/mine"_s;
    KeptDraft ofNone{u"b"_s, loginPlace.client};
    ofNone.config.path = u"/new"_s;
    Q_EMIT drafts.restored({ofAFile, ofNone});
    QVERIFY(url()->hasFocus());
    QTest::keyClicks(url(), u"zz"_s);
    const QList<OpenRequest> open = m_page->openRequests();
    QCOMPARE(open.size(), 3);
    QCOMPARE(m_page->currentDraft().name, u"my req"_s);
    QCOMPARE(m_page->currentDraft().url, u"/zzz"_s);
    QCOMPARE(open.at(1).draft.url, u"/mine"_s);
    QCOMPARE(open.at(2).draft.url, u"/new"_s);
    QVERIFY(open.at(1).edited && open.at(2).edited);
    QVERIFY(shown.isEmpty());
    m_page.reset();
}

void tst_requestdrafts::draftsTakeTheTabOfTheirRequest_data()
{
    QTest::addColumn<bool>("isInUse"); // somebody has put the cursor into it
    QTest::newRow("looked at") << false;
    QTest::newRow("in use") << true;
}

void tst_requestdrafts::draftsTakeTheTabOfTheirRequest()
{
    QFETCH(const bool, isInUse);
    const QTemporaryDir folder;
    DraftStore drafts(folder.path(), m_files, m_scheduler);
    makePage(&drafts);
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    url()->setFocus();
    if (!isInUse)
        url()->clearFocus();
    QSignalSpy shown(m_page.get(), &ExplorePage::requestShown);
    KeptDraft draft{u"a"_s, loginPlace.client, loginPlace.path, login(), login()};
    draft.config.path = u"/mine"_s;
    Q_EMIT drafts.restored({draft});
    QCOMPARE(m_page->openCount(), isInUse ? 2 : 1);
    QCOMPARE(m_page->currentDraft().url, isInUse ? u"/orders"_s : u"/mine"_s);
    QCOMPARE(url()->text(), m_page->currentDraft().url);
    QCOMPARE(m_page->openRequests().last().key, draft.key);
    QCOMPARE(m_page->openRequests().last().draft.url, u"/mine"_s);
    QVERIFY(shown.isEmpty());
    edit(u"/again"_s); // goes to the tab in front
    QCOMPARE(m_page->openRequests().first().draft.url, u"/again"_s);
    m_page.reset();
}

void tst_requestdrafts::draftsOfDeletedRequestsRejoinToo()
{
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    edit(u"/mine"_s);
    QVERIFY(m_store->remove(loginPlace));
    m_page.reset();
    drafts.reset();
    drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    QTRY_COMPARE(m_page->openCount(), 1);
    QVERIFY(m_page->currentDraft().requestId.isEmpty());
    m_store->undo();
    QCOMPARE(m_page->currentDraft().requestId, loginPlace.path);
    pressSave();
    QCOMPARE(login().path, u"/mine"_s);
    m_page.reset();
}

void tst_requestdrafts::draftsKeepWhatNobodyTouched_data()
{
    QTest::addColumn<bool>("isGone"); // the file, while the program starts
    QTest::newRow("restored") << false;
    QTest::newRow("rejoined") << true;
}

void tst_requestdrafts::draftsKeepWhatNobodyTouched()
{
    QFETCH(const bool, isGone);
    RequestConfig config = login();
    config.bodyKind = BodyKind::Json;
    config.body = uR"({"key":"user-42","code":"EUR","otp":4711})"_s;
    config.graphqlVariables = uR"({"token": "one"})"_s;
    config.headers = {{u"X-Api-Key"_s, u"one"_s, true}};
    config.tests = {{TestSubject::Header, u"Set-Cookie"_s, TestComparison::Equals, u"one"_s}};
    QVERIFY(m_store->change(loginPlace, config));
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    edit(u"/mine"_s);
    m_page.reset();
    drafts.reset();
    if (isGone)
        QVERIFY(m_store->remove(loginPlace));
    drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    QTRY_COMPARE(m_page->openCount(), 1);
    QCOMPARE(noticed.first().first().toString().contains(u"Secrets are not kept"_s), isGone);
    if (isGone)
        m_store->undo();
    pressSave();
    config.path = u"/mine"_s;
    QCOMPARE(login(), config);
    m_page.reset();
}

void tst_requestdrafts::K11_restoredDraftsAskAboutNewerFiles_data()
{
    QTest::addColumn<bool>("isGone"); // the file, while the program starts
    QTest::addColumn<QString>("path"); // in the file by then
    QTest::addColumn<bool>("asks");
    QTest::newRow("as it was") << false << u"/orders"_s << false;
    QTest::newRow("another one") << false << u"/elsewhere"_s << true;
    QTest::newRow("as it was, later") << true << u"/orders"_s << false;
    QTest::newRow("another one, later") << true << u"/elsewhere"_s << true;
}

void tst_requestdrafts::K11_restoredDraftsAskAboutNewerFiles()
{
    QFETCH(const bool, isGone);
    QFETCH(const QString, path);
    QFETCH(const bool, asks);
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    edit(u"/mine"_s);
    m_page.reset();
    changeElsewhere(path, u"Sign in"_s);
    for (int start = 0; start < 2; ++start) { // the second time the draft has been written anew
        m_page.reset();
        drafts.reset();
        if (isGone)
            QVERIFY(m_store->remove(loginPlace));
        drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
        makePage(drafts.get());
        QTRY_COMPARE(m_page->openCount(), 1);
        if (isGone)
            m_store->undo();
        edit(start == 0 ? u"/mine/too"_s : u"/mine"_s);
    }
    pressSave();
    QCOMPARE(m_page->findChild<ConflictDialog *>() != nullptr, asks);
    QCOMPARE(login().path, asks ? path : u"/mine"_s);
    m_page.reset();
}

void tst_requestdrafts::secretsThatAreGoneAreTold_data()
{
    QTest::addColumn<QString>("place"); // empty: of a new one
    QTest::addColumn<QString>("path"); // empty: as it is in the file
    QTest::addColumn<QString>("before"); // the body in the file, when the draft was written
    QTest::addColumn<QString>("body"); // of the draft
    QTest::addColumn<QString>("now"); // in the file
    QTest::addColumn<bool>("isTold");
    const QString one = uR"({"otp": 1})"_s;
    const QString two = uR"({"otp": 2, "a": 1})"_s;
    const QString place = loginPlace.path;
    QTest::newRow("of the file") << place << u"/mine"_s << one << one << one << false;
    QTest::newRow("of the draft") << place << u"/mine"_s << one << two << one << true;
    QTest::newRow("nothing else") << place << QString() << one << uR"({"otp": 2})"_s << one << true;
    QTest::newRow("of another file by now") << place << u"/mine"_s << one << one << two << true;
    QTest::newRow("none") << place << u"/mine"_s << u"{}"_s << u"{\"a\": 1}"_s << two << false;
    QTest::newRow("of a new one") << QString() << u"/mine"_s << QString() << one << one << true;
}

void tst_requestdrafts::secretsThatAreGoneAreTold()
{
    QFETCH(const QString, place);
    QFETCH(const QString, path);
    QFETCH(const QString, before);
    QFETCH(const QString, body);
    QFETCH(const QString, now);
    QFETCH(const bool, isTold);
    RequestConfig config = login();
    KeptDraft draft{u"a"_s, loginPlace.client, place, config, config};
    draft.file.body = before;
    draft.config.body = body;
    if (!path.isEmpty())
        draft.config.path = path;
    config.body = now;
    QVERIFY(m_store->change(loginPlace, config));
    const QTemporaryDir folder;
    auto drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    drafts->keep(draft);
    drafts.reset();
    drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
    makePage(drafts.get());
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    QTRY_COMPARE_WITH_TIMEOUT(noticed.size(), 1, 60'000); // drafts are read by a worker, from a disk that may be busy
    const QString told = noticed.first().first().toString();
    const QString advice = u"Secrets are not kept with them: enter those of “Log in” again before you send or save."_s;
    QVERIFY2(told.contains(advice) == isTold, qPrintable(told));
    m_page.reset();
}

void tst_requestdrafts::draftsThatCannotBeKeptAreTold()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    DraftStore drafts(folder.path(), files, m_scheduler);
    makePage(&drafts);
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    QSignalSpy failed(m_keeper, &RequestKeeper::failed);
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    edit(u"/mine"_s);
    QVERIFY(m_keeper->unkeptNames().isEmpty());
    m_scheduler.advance(1s);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().startsWith(u"What is not saved would not outlive a crash: "_s));
    QVERIFY(noticed.isEmpty());
    QCOMPARE(m_keeper->unkeptNames(), QStringList{u"Log in"_s});
    pressSave();
    QVERIFY(m_keeper->unkeptNames().isEmpty());
    m_page.reset();
}

QTEST_MAIN(tst_requestdrafts)
#include "tst_requestdrafts.moc"
