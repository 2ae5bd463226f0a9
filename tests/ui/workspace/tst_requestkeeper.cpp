// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestkeeper.h"

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "common/theme.h"
#include "explorer/explorepage.h"
#include "support/failingfilesystem.h"
#include "support/faketransport.h"
#include "support/workspacefolder.h"
#include "workspace/conflictdialog.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/saverequestdialog.h"
#include "workspace/store/draftstore.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = WorkspacePlace::Kind;

namespace {

const WorkspacePlace loginPlace{Kind::Request, u"orders"_s, u"auth/login"_s};

} // namespace

class tst_requestkeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void savesInPlace();
    void newRequestAsksForNameAndPlace();
    void refusalStaysInTheDialog();
    void followsWhatIsNotEdited();
    void editsStayAndAreAskedAbout_data();
    void editsStayAndAreAskedAbout();
    void anotherNameIsNoReasonToAsk();
    void followsAMove();
    void deletedRequestsClose();
    void deletedRequestWithEditsStays();
    void deletedRequestWithAnAnswerStays_data();
    void deletedRequestWithAnAnswerStays();
    void deletedRequestsRejoinTheirFiles_data();
    void deletedRequestsRejoinTheirFiles();
    void aThirdVersionIsAskedAboutToo();
    void draftsComeBack();
    void draftsThatCannotBeSavedComeBack();
    void K8_whatCouldNotBeSavedOutlivesACrash();
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
    [[nodiscard]] RequestConfig login() const { return requestAt(orders(), loginPlace.path)->config; }
    [[nodiscard]] const WorkspaceClient &orders() const { return m_store->workspace().clients.last(); }
    [[nodiscard]] QLineEdit *url() const
    {
        for (QLineEdit *edit : m_page->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == u"URL"_s)
                return edit;
        }
        return nullptr;
    }
    void edit(const QString &text) const
    {
        url()->selectAll();
        QTest::keyClicks(url(), text);
    }
    void pressSave() const { QTest::keyClick(url(), Qt::Key_S, Qt::ControlModifier); }
    void changeElsewhere(const QString &path, const QString &name = u"Log in"_s) const
    {
        RequestConfig config = login();
        config.path = path;
        config.name = name;
        QVERIFY(m_store->change(loginPlace, config));
    }
    void makePage(DraftStore *drafts = nullptr)
    {
        m_keeper = nullptr;
        m_page = std::make_unique<ExplorePage>(m_theme, m_scheduler);
        m_keeper = new RequestKeeper(m_theme, *m_store, drafts, *m_page);
        m_page->resize(1000, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    VirtualScheduler m_scheduler;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    FakeTransport m_transport{m_scheduler};
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<ExplorePage> m_page;
    RequestKeeper *m_keeper = nullptr;
};

void tst_requestkeeper::init()
{
    m_store = std::make_unique<WorkspaceStore>(m_files, m_scheduler);
    QVERIFY(m_store->openInMemory(workspaceWithFolders()));
    ClientConfig config = namedClient(u"Orders"_s);
    config.baseUrl = QUrl(u"http://api.example"_s);
    m_client = std::make_unique<ApiClient>(config, Services{m_scheduler, m_random, m_transport, m_secrets});
    makePage();
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
}

void tst_requestkeeper::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_store.reset();
}

void tst_requestkeeper::savesInPlace()
{
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    pressSave(); // nothing is to be saved
    QVERIFY(!m_store->undoTitle());
    edit(u"/sign-in?a=1"_s);
    QVERIFY(m_page->openRequests().first().edited);
    pressSave();
    QCOMPARE(login().path, u"/sign-in"_s);
    QCOMPARE(login().params.size(), 1);
    QCOMPARE(noticed.size(), 1);
    QVERIFY(!m_page->openRequests().first().edited);
    QCOMPARE(url()->text(), u"/sign-in?a=1"_s);
    QCOMPARE(url()->cursorPosition(), int(url()->text().size())); // goes on where he was
    m_store->undo();
    QCOMPARE(url()->text(), u"/orders"_s);
}

void tst_requestkeeper::newRequestAsksForNameAndPlace()
{
    QSignalSpy shown(m_keeper, &RequestKeeper::placeShown);
    m_keeper->setCurrent(loginPlace);
    m_page->beginRequest(u"orders"_s);
    if (m_page->openCount() == 1) // no client lives here
        m_page->openRequest({u"orders"_s, {}, u"New request"_s, u"POST"_s, u"/new"_s, {}, {}, {}, {}, {}});
    QCOMPARE(m_page->openCount(), 2);
    pressSave();
    auto *dialog = m_page->findChild<SaveRequestDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>(u"name"_s);
    auto *save = dialog->findChild<QPushButton *>(u"save"_s);
    QCOMPARE(name->text(), u"New request"_s);
    QCOMPARE(dialog->findChild<QComboBox *>(u"place"_s)->currentText(), u"Orders / Sign-in"_s);
    name->clear();
    QVERIFY(!save->isEnabled());
    QTest::keyClicks(name, u"Log out"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!dialog->isVisible());
    const WorkspacePlace place{Kind::Request, u"orders"_s, u"auth/log-out"_s};
    QCOMPARE(shown, (QList<QVariantList>{{QVariant::fromValue(place)}}));
    QCOMPARE(requestAt(orders(), place.path)->config.method, u"POST"_s);
    QCOMPARE(m_page->currentDraft().requestId, place.path);
    QVERIFY(!m_page->openRequests().last().edited);
}

void tst_requestkeeper::refusalStaysInTheDialog()
{
    m_page->openRequest({u"orders"_s, {}, u"New"_s, u"B A D"_s, u"/new"_s, {}, {}, {}, {}, {}});
    pressSave();
    auto *dialog = m_page->findChild<SaveRequestDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>(u"save"_s)->click();
    QVERIFY(dialog->isVisible());
    QVERIFY(m_page->currentDraft().requestId.isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(!m_store->undoTitle());
}

void tst_requestkeeper::followsWhatIsNotEdited()
{
    changeElsewhere(u"/elsewhere"_s);
    QCOMPARE(url()->text(), u"/elsewhere"_s);
    QVERIFY(!m_page->openRequests().first().edited);
}

void tst_requestkeeper::editsStayAndAreAskedAbout_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("path");
    QTest::newRow("mine") << u"keepMine"_s << u"/mine"_s;
    QTest::newRow("theirs") << u"takeTheirs"_s << u"/elsewhere"_s;
}

void tst_requestkeeper::editsStayAndAreAskedAbout()
{
    QFETCH(QString, button);
    QFETCH(QString, path);
    edit(u"/mine"_s);
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    changeElsewhere(u"/elsewhere"_s);
    QCOMPARE(noticed,
             (QList<QVariantList>{{u"“Log in” has another version by now. When you save, you are asked which "
                                   "one stays."_s}}));
    QVERIFY(m_store->rename({Kind::Client, u"orders"_s}, u"Purchases"_s));
    QCOMPARE(noticed.size(), 1); // no news of it
    QCOMPARE(url()->text(), u"/mine"_s);
    pressSave();
    QCOMPARE(login().path, u"/elsewhere"_s);
    auto *dialog = m_page->findChild<ConflictDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QPushButton *>(button)->click();
    QCOMPARE(login().path, path);
    QCOMPARE(url()->text(), path);
    QVERIFY(!m_page->openRequests().first().edited);
}

void tst_requestkeeper::anotherNameIsNoReasonToAsk()
{
    edit(u"/mine"_s);
    changeElsewhere(u"/orders"_s, u"Sign in"_s);
    QCOMPARE(m_page->currentDraft().name, u"Sign in"_s);
    pressSave();
    QVERIFY(!m_page->findChild<ConflictDialog *>());
    QCOMPARE(login().path, u"/mine"_s);
    QCOMPARE(login().name, u"Sign in"_s);
}

void tst_requestkeeper::followsAMove()
{
    edit(u"/mine"_s);
    QVERIFY(m_store->move(loginPlace, {Kind::Folder, u"orders"_s}, 0));
    QCOMPARE(m_page->currentDraft().requestId, u"login"_s);
    QVERIFY(m_page->openRequests().first().edited);
    m_store->undo();
    QCOMPARE(m_page->currentDraft().requestId, loginPlace.path);
    pressSave();
    QCOMPARE(login().path, u"/mine"_s);
}

void tst_requestkeeper::deletedRequestsClose()
{
    QVERIFY(m_store->remove({Kind::Folder, u"orders"_s, u"auth"_s}));
    QCOMPARE(m_page->openCount(), 0);
}

void tst_requestkeeper::deletedRequestWithEditsStays()
{
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    edit(u"/mine"_s);
    QVERIFY(m_store->remove({Kind::Client, u"orders"_s}));
    QCOMPARE(m_page->openCount(), 1);
    QCOMPARE(url()->text(), u"/mine"_s);
    QVERIFY(m_page->currentDraft().requestId.isEmpty());
    QCOMPARE(noticed.size(), 1);
    pressSave();
    QVERIFY(m_page->findChild<SaveRequestDialog *>());
}

void tst_requestkeeper::deletedRequestWithAnAnswerStays_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::newRow("running") << true;
    QTest::newRow("answered") << false;
}

void tst_requestkeeper::deletedRequestWithAnAnswerStays()
{
    QFETCH(bool, isRunning);
    const int sentBefore = m_transport.requestCount();
    m_transport.setDelay(5s);
    m_page->setClient(u"orders"_s, m_client.get());
    m_page->send();
    m_scheduler.advance(isRunning ? 1s : 10s);
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    QVERIFY(m_store->remove(loginPlace));
    QCOMPARE(m_page->openCount(), 1);
    QCOMPARE(noticed.size(), 1);
    m_scheduler.advance(10s);
    QCOMPARE(m_transport.requestCount(), sentBefore + 1);
    QCOMPARE(m_transport.cancelledCount(), 0);
    QVERIFY(m_page->currentDraft().requestId.isEmpty());
    m_store->undo();
    QCOMPARE(m_page->currentDraft().requestId, loginPlace.path);
    QVERIFY(!m_page->openRequests().first().edited);
    m_page->closeTab(0);
    m_page->reopenTab();
    QCOMPARE(m_page->currentDraft().requestId, loginPlace.path);
}

void tst_requestkeeper::deletedRequestsRejoinTheirFiles_data()
{
    QTest::addColumn<bool>("withClient");
    QTest::newRow("the request") << false;
    QTest::newRow("with its client") << true;
}

void tst_requestkeeper::deletedRequestsRejoinTheirFiles()
{
    QFETCH(bool, withClient);
    edit(u"/mine"_s);
    QVERIFY(m_store->remove(withClient ? WorkspacePlace{Kind::Client, u"orders"_s} : loginPlace));
    QVERIFY(m_page->currentDraft().requestId.isEmpty());
    m_store->undo();
    QCOMPARE(m_page->currentDraft().requestId, loginPlace.path);
    QVERIFY(m_page->openRequests().first().edited);
    pressSave();
    QVERIFY(!m_page->findChild<SaveRequestDialog *>());
    QCOMPARE(login().path, u"/mine"_s);
    // What has got another place of its own is no more what it was.
    edit(u"/again"_s);
    QVERIFY(m_store->remove(loginPlace));
    pressSave();
    auto *dialog = m_page->findChild<SaveRequestDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"Another"_s);
    dialog->findChild<QPushButton *>(u"save"_s)->click();
    const QString another = m_page->currentDraft().requestId;
    QVERIFY(!another.isEmpty());
    m_store->undo(); // of the adding
    m_store->undo();
    QVERIFY(m_page->openCount() == 0 || m_page->currentDraft().requestId != loginPlace.path);
}

void tst_requestkeeper::aThirdVersionIsAskedAboutToo()
{
    edit(u"/mine"_s);
    changeElsewhere(u"/second"_s);
    pressSave();
    QPointer<ConflictDialog> dialog = m_page->findChild<ConflictDialog *>();
    QVERIFY(dialog);
    changeElsewhere(u"/third"_s);
    dialog->findChild<QPushButton *>(u"keepMine"_s)->click();
    QCOMPARE(login().path, u"/third"_s);
    QTRY_VERIFY(!dialog);
    dialog = m_page->findChild<ConflictDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QPushButton *>(u"keepMine"_s)->click();
    QCOMPARE(login().path, u"/mine"_s);
}

void tst_requestkeeper::draftsComeBack()
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

void tst_requestkeeper::draftsThatCannotBeSavedComeBack()
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

void tst_requestkeeper::K8_whatCouldNotBeSavedOutlivesACrash()
{
    const QTemporaryDir workspace;
    QVERIFY(saveWorkspace(workspaceWithFolders(), workspace.path()));
    const QTemporaryDir folder;
    std::unique_ptr<DraftStore> drafts;
    const auto openIn = [&](FileSystem &files) {
        m_page.reset();
        drafts = std::make_unique<DraftStore>(folder.path(), m_files, m_scheduler);
        m_store = std::make_unique<WorkspaceStore>(files, m_scheduler);
        m_store->open(workspace.path());
        QTRY_VERIFY(m_store->isOpen());
        QTRY_VERIFY(!m_store->isSaving());
        makePage(drafts.get());
    };
    FailingFileSystem fullDisk(FailingFileSystem::Step::Rename, 1, FailingFileSystem::Failing::ForEver);
    openIn(fullDisk);
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
    edit(u"/mine"_s);
    QSignalSpy noticed(m_keeper, &RequestKeeper::noticed);
    pressSave();
    QTRY_COMPARE(m_store->failedFiles().size(), 1);
    QVERIFY(noticed.isEmpty()); // nothing is saved

    openIn(m_files); // what a crash has left is as much
    QTRY_COMPARE(m_page->openCount(), 1);
    QVERIFY(m_page->openRequests().first().edited);
    QCOMPARE(url()->text(), u"/mine"_s);
    QSignalSpy toldThen(m_keeper, &RequestKeeper::noticed);
    pressSave();
    QTRY_COMPARE(toldThen.size(), 1);
    QCOMPARE(toldThen.first().first().toString(), u"“Log in” is saved."_s);
    QVERIFY(m_store->unsavedFiles().isEmpty());

    openIn(m_files);
    QSignalSpy restored(drafts.get(), &DraftStore::restored);
    QTRY_COMPARE(restored.size(), 1);
    QCOMPARE(m_page->openCount(), 0);
    QCOMPARE(login().path, u"/mine"_s);
    m_page.reset();
}

void tst_requestkeeper::draftsComeBackBehindTheTabInFront()
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

void tst_requestkeeper::draftsTakeTheTabOfTheirRequest_data()
{
    QTest::addColumn<bool>("isInUse"); // somebody has put the cursor into it
    QTest::newRow("looked at") << false;
    QTest::newRow("in use") << true;
}

void tst_requestkeeper::draftsTakeTheTabOfTheirRequest()
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

void tst_requestkeeper::draftsOfDeletedRequestsRejoinToo()
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

void tst_requestkeeper::draftsKeepWhatNobodyTouched_data()
{
    QTest::addColumn<bool>("isGone"); // the file, while the program starts
    QTest::newRow("restored") << false;
    QTest::newRow("rejoined") << true;
}

void tst_requestkeeper::draftsKeepWhatNobodyTouched()
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

void tst_requestkeeper::K11_restoredDraftsAskAboutNewerFiles_data()
{
    QTest::addColumn<bool>("isGone"); // the file, while the program starts
    QTest::addColumn<QString>("path"); // in the file by then
    QTest::addColumn<bool>("asks");
    QTest::newRow("as it was") << false << u"/orders"_s << false;
    QTest::newRow("another one") << false << u"/elsewhere"_s << true;
    QTest::newRow("as it was, later") << true << u"/orders"_s << false;
    QTest::newRow("another one, later") << true << u"/elsewhere"_s << true;
}

void tst_requestkeeper::K11_restoredDraftsAskAboutNewerFiles()
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

void tst_requestkeeper::secretsThatAreGoneAreTold_data()
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

void tst_requestkeeper::secretsThatAreGoneAreTold()
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

void tst_requestkeeper::draftsThatCannotBeKeptAreTold()
{
    const QTemporaryDir folder;
    FailingFileSystem files(FailingFileSystem::Step::Create, 1, FailingFileSystem::Failing::Once);
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

QTEST_MAIN(tst_requestkeeper)
#include "tst_requestkeeper.moc"
