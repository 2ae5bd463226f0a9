// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "clients/clientpanel.h"
#include "clients/dialog/clientdialog.h"
#include "common/elidedlabel.h"
#include "explorer/explorepage.h"
#include "history/historypage.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "support/workspacefolder.h"
#include "upstream/demoupstream.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The ways from a call of the history to the request that it came from, and to the settings of its client.
class tst_historyways : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_application.reset(); }
    void aCallWithoutItsBodyLeadsToItsRequest();
    void unsavedChangesGoOutAndAreTold();
    void anUnkeptBodyLeadsToTheSetting();
    void aRequestThatHasGoneIsTold_data();
    void aRequestThatHasGoneIsTold();
    void aRequestThatIsUnderWayIsTold();

private:
    /// A workspace with one request that has a body, and its window with that request sent. Where nobody listens at
    /// the port, the call ends at once.
    void sendOne(int port = 1);
    /// Chooses "Send again", which asks.
    static void sendAgain();
    /// Of the question that this asks.
    static void answer(const QString &button);
    /// In the status line.
    static QString told();
    static MainWindow *window();
    static HistoryPage *history();

    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
};

void tst_historyways::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

MainWindow *tst_historyways::window()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *one : windows) {
        if (auto *found = qobject_cast<MainWindow *>(one); found && found->isVisible())
            return found;
    }
    return nullptr;
}

HistoryPage *tst_historyways::history()
{
    window()->showPage(u"history"_s);
    return window()->findChild<HistoryPage *>();
}

void tst_historyways::sendOne(int port)
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString client = m_folder->filePath(u"clients/orders"_s);
    bool written = writeBytes(m_folder->filePath(u"workspace.json"_s),
                              R"({"format": 1, "id": "ways", "name": "Shop"})");
    const QString config = uR"({"format": 1, "name": "Orders", "base_url": "http://127.0.0.1:%1"})"_s;
    written &= writeBytes(client + u"/client.json"_s, config.arg(port).toUtf8());
    written &= writeBytes(client + u"/requests/create.json"_s,
                          R"({"format": 1, "name": "Create", "method": "POST", "path": "/orders", "body": "{}"})");
    QVERIFY(written);
    Options options;
    options.workspace = m_folder->path();
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(window());
    window()->showPage(u"explore"_s);
    auto *explore = window()->findChild<ExplorePage *>();
    QCOMPARE(explore->currentDraft().requestId, u"create"_s);
    explore->send();
    QTRY_VERIFY(history()->findChild<QAction *>(u"history-send"_s)->isEnabled());
    explore->closeTab(0);
    QCOMPARE(explore->openCount(), 0);
}

void tst_historyways::sendAgain()
{
    QTRY_VERIFY(!history()->findChild<QMessageBox *>()); // that of before
    auto *send = history()->findChild<QAction *>(u"history-send"_s);
    QTRY_VERIFY(send->toolTip().contains(u"can be sent as it is now"_s)); // it has been read
    send->trigger();
    const auto *question = history()->findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->informativeText().contains(u"changes included that are not saved"));
}

void tst_historyways::answer(const QString &button)
{
    const QList<QAbstractButton *> buttons = history()->findChild<QMessageBox *>()->buttons();
    for (QAbstractButton *one : buttons) {
        if (one->text() == button)
            return one->click();
    }
    QFAIL(qPrintable(button));
}

QString tst_historyways::told()
{
    const auto *message = window()->status()->findChild<ElidedLabel *>(u"statusMessage"_s);
    return message && message->isVisible() ? message->text() : QString();
}

/// What is in its tab is the request as it is now.
void tst_historyways::unsavedChangesGoOutAndAreTold()
{
    sendOne();
    const QString sentence = u"“Create” is sent with its changes, which are not saved."_s;
    sendAgain();
    answer(u"&Send as it is now"_s);
    auto *explore = window()->findChild<ExplorePage *>();
    QVERIFY(told() != sentence); // there are none
    const QAbstractItemModel *calls = history()->findChild<QTableView *>(u"history-list"_s)->model();
    QTRY_COMPARE(calls->rowCount(), 2);
    OpenRequest edited = explore->openRequests().value(0);
    edited.draft.body = u"{\"n\":1}"_s;
    edited.edited = true;
    explore->setRequest(edited);
    sendAgain();
    answer(u"&Send as it is now"_s);
    QCOMPARE(told(), sentence);
    QCOMPARE(window()->currentPage(), u"explore"_s);
    QCOMPARE(explore->openCount(), 1);
    QCOMPARE(explore->currentDraft().body, u"{\"n\":1}"_s);
}

void tst_historyways::aCallWithoutItsBodyLeadsToItsRequest()
{
    sendOne();
    sendAgain();
    answer(u"&Open the request"_s);
    QCOMPARE(window()->currentPage(), u"explore"_s);
    const RequestDraft draft = window()->findChild<ExplorePage *>()->currentDraft();
    QCOMPARE(draft.requestId, u"create"_s);
    QCOMPARE(draft.body, u"{}"_s);
}

void tst_historyways::anUnkeptBodyLeadsToTheSetting()
{
    sendOne();
    Q_EMIT history()->loggingRequested(u"orders"_s);
    auto *dialog = window()->findChild<ClientDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->currentPage(), ClientDialog::Page::Logging);
    dialog->reject();
}

void tst_historyways::aRequestThatHasGoneIsTold_data()
{
    QTest::addColumn<QString>("offer");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("send") << u"&Send as it is now"_s
                          << u"clients/orders/requests/create.json is no more in the workspace; nothing was sent."_s;
    QTest::newRow("open") << u"&Open the request"_s
                          << u"clients/orders/requests/create.json is no more in the workspace."_s;
}

void tst_historyways::aRequestThatHasGoneIsTold()
{
    QFETCH(const QString, offer);
    QFETCH(const QString, sentence);
    sendOne();
    auto *explore = window()->findChild<ExplorePage *>();
    explore->beginRequest(); // which would be in front in its place
    const QSignalSpy sent(explore, &ExplorePage::callSent);
    sendAgain();
    QVERIFY(QFile::remove(m_folder->filePath(u"clients/orders/requests/create.json"_s)));
    const QAbstractItemModel *tree = window()->clientPanel()->tree()->model();
    QTRY_COMPARE(tree->rowCount(tree->index(0, 0)), 0);
    answer(offer);
    QCOMPARE(told(), sentence);
    QCOMPARE(window()->currentPage(), u"history"_s);
    QVERIFY(sent.isEmpty());
}

void tst_historyways::aRequestThatIsUnderWayIsTold()
{
    QTcpServer server; // that ends the first connection, and leaves the next one without an answer
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int connections = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        if (++connections == 1)
            server.nextPendingConnection()->abort();
    });
    sendOne(server.serverPort());
    auto *explore = window()->findChild<ExplorePage *>();
    const QSignalSpy sent(explore, &ExplorePage::callSent);
    for (int times : {1, 2}) {
        sendAgain();
        answer(u"&Send as it is now"_s);
        QCOMPARE(window()->currentPage(), u"explore"_s);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(told(), times == 1 ? QString() : u"“Create” has a call under way; nothing was sent."_s);
    }
    explore->cancel();
}

QTEST_MAIN(tst_historyways)
#include "tst_historyways.moc"
