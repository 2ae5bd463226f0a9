// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "auth/secretstorestatus.h"
#include "compare/comparedialog.h"
#include "compare/diffside.h"
#include "environments/confirmsenddialog.h"
#include "explorer/callsession.h"
#include "explorer/requestbar.h"
#include "viewer/documentview.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What is sent, from which tab, when something changes between the wish and the deed.
class TestExploreSend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void theTabThatWasAskedAboutIsSent();
    void whatIsRefusedIsNotAskedAbout_data();
    void whatIsRefusedIsNotAskedAbout();
    void aDoubleClickSendsOnce();
    void theFirstClickSelectsTheMethod();
    void theHostStaysInANarrowBar();
    void aTabThatHasGoneSendsNothing();
    void aRequestThatHasChangedIsNotSent();
    void aBlockedClientSendsNothing();
    void limitsThatCannotBeReadAreNotSent();
    void anAnswerIsComparedWithEarlierOnes();
    void earlierAnswersAreBounded();
    void J2_tellsThatTheKeychainAsks();

private:
    static RequestDraft other()
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = u"other"_s;
        draft.url = u"/other"_s;
        draft.params = {};
        return draft;
    }
    static EnvironmentState careful()
    {
        EnvironmentState state = ExploreFixture::environment({});
        state.environment.config.confirmBeforeSending = true;
        return state;
    }
    /// Asks whether the request in front may be sent.
    static ConfirmSendDialog *asked(ExploreFixture &x)
    {
        x.page.setEnvironment(careful());
        x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, "the answer");
        x.page.send();
        return x.page.findChild<ConfirmSendDialog *>();
    }
    static void accept(ExploreFixture &x, ConfirmSendDialog *dialog)
    {
        dialog->accept();
        x.scheduler.runUntilIdle(std::chrono::hours(1));
        QCoreApplication::processEvents();
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreSend::theTabThatWasAskedAboutIsSent()
{
    ExploreFixture x(m_theme);
    ConfirmSendDialog *dialog = asked(x);
    QVERIFY(dialog);
    x.page.openRequest(other());
    accept(x, dialog);
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(x.transport.requests().at(0).url.path(), u"/orders"_s);
    QVERIFY(!x.bodyText()->toPlainText().contains(u"the answer"));
    x.page.openRequest(ExploreFixture::draft());
    QCOMPARE(x.bodyText()->toPlainText(), u"the answer"_s);
}

void TestExploreSend::whatIsRefusedIsNotAskedAbout_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("another host") << u"http://localhost:9/orders/5"_s;
    QTest::newRow("a command") << u"curl http://127.0.0.1:8090/orders/5 -H 'X-A: b'"_s;
}

/// It goes nowhere, and least of all to where a question would say.
void TestExploreSend::whatIsRefusedIsNotAskedAbout()
{
    QFETCH(const QString, url);
    ExploreFixture x(m_theme);
    RequestDraft draft = other();
    draft.url = url;
    x.page.openRequest(draft);
    QVERIFY(!asked(x));
    x.scheduler.runUntilIdle(std::chrono::hours(1));
    QCOMPARE(x.transport.requestCount(), 0);
    QTRY_VERIFY2(x.visibleText().contains(u"Not valid"_s), qPrintable(x.visibleText()));
}

void TestExploreSend::aDoubleClickSendsOnce()
{
    const Theme theme(Theme::Mode::Light);
    RequestBar bar(theme);
    auto *send = bar.findChild<QPushButton *>();
    QSignalSpy sent(&bar, &RequestBar::sendRequested);
    const QSignalSpy cancelled(&bar, &RequestBar::cancelRequested);
    connect(&bar, &RequestBar::sendRequested, &bar, [&bar] { bar.setRunning(true); });
    bar.show();
    QTest::mouseClick(send, Qt::LeftButton);
    const QPointF at = send->rect().center();
    for (const auto type : {QEvent::MouseButtonDblClick, QEvent::MouseButtonRelease}) {
        QMouseEvent second(type, at, send->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(send, &second);
    }
    QCOMPARE(sent.count(), 1);
    QCOMPARE(cancelled.count(), 0);
    QTest::mouseClick(send, Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
}

void TestExploreSend::theFirstClickSelectsTheMethod()
{
    const Theme theme(Theme::Mode::Light);
    RequestBar bar(theme);
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    bar.focusUrl();
    auto *method = bar.findChild<QComboBox *>();
    QTest::mouseClick(method->lineEdit(), Qt::LeftButton);
    QCOMPARE(method->lineEdit()->selectedText(), u"GET"_s);
    QTest::mouseClick(method->lineEdit(), Qt::LeftButton);
    QVERIFY2(!method->lineEdit()->hasSelectedText(), "the second one sets the cursor");
}

void TestExploreSend::theHostStaysInANarrowBar()
{
    const Theme theme(Theme::Mode::Light);
    RequestBar bar(theme);
    const auto *base = bar.findChild<QLabel *>();
    for (const int width : {1'000, 800}) {
        bar.resize(width, 60);
        bar.setBaseUrl(u"https://orders.example.com:8443/a/path/of/many/segments/that/is/long/v2"_s);
        QVERIFY2(base->text().startsWith(u"orders.example.com:8443/"_s), qPrintable(base->text()));
    }
    bar.resize(500, 60);
    bar.setBaseUrl(u"https://eu-central-1.of-many-hosts.orders.example.com:8443/v2"_s);
    QVERIFY2(base->text().endsWith(u".com:8443"_s) && base->text().startsWith(u'…'), qPrintable(base->text()));
}

void TestExploreSend::aTabThatHasGoneSendsNothing()
{
    ExploreFixture x(m_theme, other());
    x.page.openRequest(ExploreFixture::draft());
    QSignalSpy noticed(&x.page, &ExplorePage::failed);
    ConfirmSendDialog *dialog = asked(x);
    QVERIFY(dialog);
    x.page.dropRequest(x.page.openRequests().last().key);
    accept(x, dialog);
    QCOMPARE(x.transport.requestCount(), 0);
    QCOMPARE(noticed.size(), 1);
}

void TestExploreSend::aRequestThatHasChangedIsNotSent()
{
    ExploreFixture x(m_theme);
    ConfirmSendDialog *dialog = asked(x);
    QVERIFY(dialog);
    OpenRequest changed = x.page.openRequests().first();
    changed.draft.method = u"DELETE"_s;
    x.page.setRequest(changed);
    accept(x, dialog);
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"changed while you were asked"), qPrintable(x.visibleText()));
}

void TestExploreSend::aBlockedClientSendsNothing()
{
    ExploreFixture x(m_theme);
    ConfirmSendDialog *dialog = asked(x);
    QVERIFY(dialog);
    x.page.setClient(u"orders"_s, nullptr);
    accept(x, dialog);
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"belongs to no client"), qPrintable(x.visibleText()));
}

void TestExploreSend::limitsThatCannotBeReadAreNotSent()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.timeout = std::chrono::seconds(2);
    ExploreFixture x(m_theme, draft);
    auto *timeout = x.named<QLineEdit>(u"Timeout in seconds"_s);
    timeout->selectAll();
    QTest::keyClicks(timeout, u"soon"_s);
    QCOMPARE(x.page.currentDraft().more.timeout, draft.more.timeout);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"The timeout in Settings"), qPrintable(x.visibleText()));
    timeout->selectAll();
    QTest::keyClicks(timeout, u"3"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(x.transport.limits().at(0).attemptTimeout, Duration(std::chrono::seconds(3)));
    auto *retries = x.named<QLineEdit>(u"Retries"_s);
    QTest::keyClicks(retries, u"-1"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
    QVERIFY2(x.visibleText().contains(u"The number of retries in Settings"), qPrintable(x.visibleText()));
}

void TestExploreSend::anAnswerIsComparedWithEarlierOnes()
{
    ExploreFixture x(m_theme);
    QSignalSpy noticed(&x.page, &ExplorePage::noticed);
    x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, "one");
    x.sendAndWait();
    QVERIFY(!x.button(u"Compare…"_s));
    QTest::keyClick(&x.page, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.constFirst().constFirst().toString().contains(u"Send the request once more"));
    x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, "two");
    x.sendAndWait();
    QVERIFY(x.button(u"Compare…"_s));
    x.button(u"Compare…"_s)->click();
    const auto *dialog = x.page.findChild<CompareDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    const QList<DiffSide *> sides = dialog->findChildren<DiffSide *>();
    QVERIFY(sides.at(0)->toPlainText().endsWith(u"one"));
    QVERIFY(sides.at(1)->toPlainText().endsWith(u"two"));
}

void TestExploreSend::earlierAnswersAreBounded()
{
    ExploreFixture x(m_theme);
    CallSession session(&x.scheduler);
    const auto send = [&](const QByteArray &body) {
        x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, body);
        QVERIFY(session.send(x.client, {.method = "GET", .url = QUrl(u"/a"_s)}));
        x.scheduler.runUntilIdle(std::chrono::hours(1));
    };
    for (int i = 0; i < 13; ++i)
        send(QByteArray::number(i));
    QCOMPARE(session.earlierAnswers().size(), 10);
    QCOMPARE(session.earlierAnswers().constFirst().response.body, "2");
    QCOMPARE(session.keptAnswer()->response.body, "12");
    send(QByteArray(30'000'000, 'x'));
    send(QByteArray(30'000'000, 'y'));
    QCOMPARE(session.earlierAnswers().size(), 10);
    send("last");
    QCOMPARE(session.earlierAnswers().size(), 1);
    QCOMPARE(session.earlierAnswers().constFirst().response.body.front(), 'y');
}

/// It may take minutes, and its window may stand behind this one.
void TestExploreSend::J2_tellsThatTheKeychainAsks()
{
    SecretStoreStatus store;
    ExploreFixture x(m_theme);
    x.page.setSecretStore(store);
    const auto asked = u"The keychain asks you to unlock it"_s;
    store.setState(SecretStoreState::WaitingForUser);
    QVERIFY2(!x.visibleText().contains(asked), "no call waits for it");
    store.setState(SecretStoreState::Locked);
    x.page.send();
    store.setState(SecretStoreState::WaitingForUser);
    QVERIFY2(x.visibleText().contains(asked), qPrintable(x.visibleText()));
    store.setState(SecretStoreState::Unlocked);
    QVERIFY(!x.visibleText().contains(asked));
    x.scheduler.runUntilIdle(std::chrono::hours(1));
}

QTEST_MAIN(TestExploreSend)
#include "tst_exploresend.moc"
