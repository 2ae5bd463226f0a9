// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "clients/dialog/clientdialog.h"
#include "explorer/explorepage.h"
#include "history/historypage.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "support/workspacefolder.h"
#include "upstream/demoupstream.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

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

private:
    /// A workspace with one request that has a body, and its window with that request sent.
    void sendOne();
    static MainWindow *window();
    static HistoryPage *history();
    /// Of the question that "Send again" asks.
    static void answer(const QString &button);

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

void tst_historyways::sendOne()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString client = m_folder->filePath(u"clients/orders"_s);
    bool written = writeBytes(m_folder->filePath(u"workspace.json"_s),
                              R"({"format": 1, "id": "ways", "name": "Shop"})");
    // Nobody listens there: the call ends at once.
    written &= writeBytes(client + u"/client.json"_s,
                          R"({"format": 1, "name": "Orders", "base_url": "http://127.0.0.1:1"})");
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

void tst_historyways::answer(const QString &text)
{
    auto *send = history()->findChild<QAction *>(u"history-send"_s);
    QTRY_VERIFY(send->toolTip().contains(u"can be sent as it is now"_s)); // it has been read
    send->trigger();
    const auto *question = history()->findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->informativeText().contains(u"changes included that are not saved"));
    const QList<QAbstractButton *> buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == text)
            button->click();
    }
}

/// What is in its tab is the request as it is now.
void tst_historyways::unsavedChangesGoOutAndAreTold()
{
    sendOne();
    const QString told = u"“Create” is sent with its changes, which are not saved."_s;
    const auto isTold = [&told] {
        const QList<QLabel *> labels = window()->status()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *each) { return each->text() == told; });
    };
    answer(u"&Send as it is now"_s);
    auto *explore = window()->findChild<ExplorePage *>();
    QVERIFY(!isTold()); // there are none
    const QAbstractItemModel *calls = history()->findChild<QTableView *>(u"history-list"_s)->model();
    QTRY_COMPARE(calls->rowCount(), 2);
    OpenRequest edited = explore->openRequests().value(0);
    edited.draft.body = u"{\"n\":1}"_s;
    edited.edited = true;
    explore->setRequest(edited);
    answer(u"&Send as it is now"_s);
    QVERIFY(isTold());
    QCOMPARE(window()->currentPage(), u"explore"_s);
    QCOMPARE(explore->openCount(), 1);
    QCOMPARE(explore->currentDraft().body, u"{\"n\":1}"_s);
}

void tst_historyways::aCallWithoutItsBodyLeadsToItsRequest()
{
    sendOne();
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

QTEST_MAIN(tst_historyways)
#include "tst_historyways.moc"
