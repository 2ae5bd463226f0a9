// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestkeeperfixture.h"

#include "workspace/conflictdialog.h"
#include "workspace/saverequestdialog.h"

#include <QComboBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = WorkspacePlace::Kind;

class tst_requestkeeper : public RequestKeeperFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
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
};

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

QTEST_MAIN(tst_requestkeeper)
#include "tst_requestkeeper.moc"
