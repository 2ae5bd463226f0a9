// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "environments/confirmsenddialog.h"
#include "explorer/seriesdialog.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// From the request in front to its calls by the dozen.
class TestExploreSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void theKeyOpensItForTheRequestInFront();
    void nothingWithoutARequest();
    void callsAreToldAsOthersAre();
    void eachRunSendsWhatReadsNow();
    void whatCannotBeSentSaysWhy();
    void aTabThatHasGoneSendsNothing();
    void asksOnceBeforeAll();
    void anAgreementIsForWhatWasAsked();
    void anotherEnvironmentEndsIt();
    void ADV_O7_oneDialogAtATime();
    void testsAndCapturesCount();
    void whatIsTestedComesToTheFront();
    void closedItsCapturesCount_data();
    void closedItsCapturesCount();
    void S05_capturedSecretsAreHidden();
    void thePageMayGoMeanwhile();

private:
    static SeriesDialog *open(const ExplorePage &page)
    {
        for (QAction *action : page.actions()) {
            if (action->text().contains(u"several times"_s))
                action->trigger();
        }
        return page.findChild<SeriesDialog *>();
    }
    static SeriesDialog *open(const ExploreFixture &x) { return open(x.page); }
    static void run(const SeriesDialog *dialog, int calls)
    {
        dialog->findChild<QSpinBox *>(u"seriesCalls"_s)->setValue(calls);
        dialog->findChild<QPushButton *>(u"runSeries"_s)->click();
    }
    static QString notice(const SeriesDialog *dialog) { return dialog->findChild<QLabel *>(u"seriesNotice"_s)->text(); }
    static RequestDraft capturing()
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
        draft.more.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
        return draft;
    }
    static EnvironmentState careful()
    {
        EnvironmentState state = ExploreFixture::environment({});
        state.environment.config.confirmBeforeSending = true;
        return state;
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreSeries::theKeyOpensItForTheRequestInFront()
{
    ExploreFixture x(m_theme);
    QTest::keyClick(x.url(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    const auto *dialog = x.page.findChild<SeriesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QCOMPARE(dialog->findChild<QLabel *>(u"seriesRequest"_s)->text(), u"GET List orders"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"seriesClient"_s)->text().contains(u"orders-api"_s));
    QCOMPARE(x.transport.requestCount(), 0);
}

void TestExploreSeries::nothingWithoutARequest()
{
    ExploreFixture x(m_theme);
    x.page.closeTab(0);
    QVERIFY(!open(x));
}

void TestExploreSeries::callsAreToldAsOthersAre()
{
    ExploreFixture x(m_theme);
    QSignalSpy sent(&x.page, &ExplorePage::callSent);
    SeriesDialog *dialog = open(x);
    run(dialog, 30);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 30);
    QCOMPARE(sent.size(), 30);
    QCOMPARE(sent.first().first().toString(), u"orders"_s);
    QCOMPARE(sent.first().at(1).value<ApiClient *>(), &x.client);
    QCOMPARE(sent.first().at(3).toString(), x.page.currentDraft().requestId);
    QVERIFY(!x.page.currentDraft().requestId.isEmpty());
    QCOMPARE(x.transport.requests().first().url, QUrl(u"http://api.example/orders?limit=50"_s));
    // The response side is that of Send.
    QVERIFY(x.visibleText().contains(u"Press Send"_s));
}

void TestExploreSeries::eachRunSendsWhatReadsNow()
{
    ExploreFixture x(m_theme);
    SeriesDialog *dialog = open(x);
    run(dialog, 2);
    x.scheduler.runUntilIdle(1h);
    x.url()->setText(u"/items"_s);
    Q_EMIT x.url()->textEdited(u"/items"_s);
    run(dialog, 2);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 4);
    QCOMPARE(x.transport.requests().at(3).url.path(), u"/items"_s);
}

void TestExploreSeries::whatCannotBeSentSaysWhy()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.url = u"/{{missing}}"_s;
    draft.params = {};
    ExploreFixture x(m_theme, draft);
    SeriesDialog *dialog = open(x);
    run(dialog, 5);
    QVERIFY2(notice(dialog).contains(u"missing"_s), qPrintable(notice(dialog)));
    x.page.setClient(u"orders"_s, nullptr);
    run(dialog, 5);
    QVERIFY2(notice(dialog).contains(u"belongs to no client"_s), qPrintable(notice(dialog)));
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
}

void TestExploreSeries::aTabThatHasGoneSendsNothing()
{
    ExploreFixture x(m_theme);
    SeriesDialog *dialog = open(x);
    x.page.closeTab(0);
    run(dialog, 5);
    QVERIFY2(notice(dialog).contains(u"open no more"_s), qPrintable(notice(dialog)));
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
}

void TestExploreSeries::asksOnceBeforeAll()
{
    ExploreFixture x(m_theme);
    x.page.setEnvironment(careful());
    SeriesDialog *dialog = open(x);
    run(dialog, 12);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
    QPointer<ConfirmSendDialog> question = dialog->findChild<ConfirmSendDialog *>();
    QVERIFY(question && question->isVisible());
    const QList<QLabel *> labels = question->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().startsWith(u"12 × GET http://api.example/"_s);
    }));
    question->reject();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
    QTRY_VERIFY(!question);
    run(dialog, 12);
    question = dialog->findChild<ConfirmSendDialog *>();
    QVERIFY(question);
    question->accept();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 12);
}

void TestExploreSeries::anAgreementIsForWhatWasAsked()
{
    ExploreFixture x(m_theme);
    x.page.setEnvironment(careful());
    SeriesDialog *dialog = open(x);
    run(dialog, 12);
    OpenRequest changed = x.page.openRequests().first();
    changed.draft.method = u"DELETE"_s;
    x.page.setRequest(changed);
    dialog->findChild<ConfirmSendDialog *>()->accept();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(notice(dialog).contains(u"changed while you were asked"_s), qPrintable(notice(dialog)));
}

void TestExploreSeries::anotherEnvironmentEndsIt()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    x.page.setEnvironment(state);
    x.transport.setDelay(100ms);
    SeriesDialog *dialog = open(x);
    run(dialog, 40);
    x.scheduler.advance(150ms);
    x.page.setEnvironment(state); // the same
    QVERIFY(dialog->series().isRunning());
    state.environment.slug = u"production"_s;
    x.page.setEnvironment(state);
    const int sent = x.transport.requestCount();
    x.scheduler.runUntilIdle(1h);
    QVERIFY(!dialog->series().isRunning());
    QCOMPARE(x.transport.requestCount(), sent);
    QVERIFY2(notice(dialog).contains(u"another environment"_s), qPrintable(notice(dialog)));
}

void TestExploreSeries::ADV_O7_oneDialogAtATime()
{
    ExploreFixture x(m_theme);
    x.transport.setDelay(100ms);
    QPointer<SeriesDialog> first = open(x);
    QCOMPARE(open(x), first.data());
    run(first, 40);
    RequestDraft other = ExploreFixture::draft();
    other.requestId = u"other"_s;
    other.name = u"Other"_s;
    x.page.openRequest(other);
    open(x);
    QCOMPARE(x.page.findChildren<SeriesDialog *>().size(), 1);
    QVERIFY(first->series().isRunning());
    x.scheduler.runUntilIdle(1h);
    open(x);
    QTRY_VERIFY(!first);
    const auto *second = x.page.findChild<SeriesDialog *>();
    QVERIFY(second && second->isVisible());
    QCOMPARE(second->findChild<QLabel *>(u"seriesRequest"_s)->text(), u"GET Other"_s);
}

void TestExploreSeries::testsAndCapturesCount()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    draft.more.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
    ExploreFixture x(m_theme, draft);
    x.page.setEnvironment(ExploreFixture::environment({}));
    x.transport.succeedWith(200, {{"Content-Type", "application/json"}}, R"({"id":"17"})");
    SeriesDialog *dialog = open(x);
    QVERIFY(dialog->findChild<QLabel *>(u"seriesClient"_s)->text().contains(u"without captures"_s));
    dialog->findChild<QSpinBox *>(u"seriesAtOnce"_s)->setValue(1);
    run(dialog, 3);
    x.scheduler.runUntilIdle(1h);
    QTRY_VERIFY(!dialog->isTesting());
    QCOMPARE(dialog->findChild<QLabel *>(u"seriesTests"_s)->text(), u"Tests: 3 of 3 passed"_s);
    x.url()->setText(u"/orders/{{order}}"_s);
    Q_EMIT x.url()->textEdited(u"/orders/{{order}}"_s);
    run(dialog, 1);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 4);
    QCOMPARE(x.transport.requests().at(3).url.path(), u"/orders/17"_s);
}

void TestExploreSeries::whatIsTestedComesToTheFront()
{
    ExploreFixture x(m_theme, capturing());
    const QPointer<SeriesDialog> first = open(x);
    run(first, 3);
    x.scheduler.runUntilIdle(1h);
    QVERIFY(!first->series().isRunning() && first->isTesting());
    RequestDraft other = ExploreFixture::draft();
    other.requestId = u"other"_s;
    x.page.openRequest(other);
    open(x);
    QCOMPARE(x.page.findChildren<SeriesDialog *>().size(), 1);
    QVERIFY(first->isVisible());
    QTRY_VERIFY(!first->isTesting());
    QCOMPARE(first->findChild<QLabel *>(u"seriesTests"_s)->text(), u"Tests: 3 of 3 passed"_s);
    open(x);
    QTRY_VERIFY(!first);
}

void TestExploreSeries::closedItsCapturesCount_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("told");
    QTest::newRow("found") << QByteArray(R"({"id":"17"})") << u"/orders/17"_s << QString();
    QTest::newRow("nothing found") << QByteArray("{}") << QString()
                                   << u"Captures: 0 of 1 found a value. The first that found none: order from $.id. "
                                      "It is not there in the last answer."_s;
}

void TestExploreSeries::closedItsCapturesCount()
{
    QFETCH(const QByteArray, body);
    ExploreFixture x(m_theme, capturing());
    x.page.setEnvironment(ExploreFixture::environment({}));
    x.transport.succeedWith(200, {{"Content-Type", "application/json"}}, body);
    QSignalSpy failed(&x.page, &ExplorePage::failed);
    const QPointer<SeriesDialog> first = open(x);
    first->findChild<QSpinBox *>(u"seriesAtOnce"_s)->setValue(1);
    run(first, 3);
    x.scheduler.runUntilIdle(1h);
    QVERIFY(first->isTesting());
    first->close();
    QTRY_VERIFY(!first);
    QTEST(failed.value(0).value(0).toString(), "told");
    x.url()->setText(u"/orders/{{order}}"_s);
    Q_EMIT x.url()->textEdited(u"/orders/{{order}}"_s);
    SeriesDialog *second = open(x);
    run(second, 1);
    x.scheduler.runUntilIdle(1h);
    QTEST(x.transport.requests().value(3).url.path(), "path");
}

void TestExploreSeries::S05_capturedSecretsAreHidden()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.captures = {{u"token"_s, CaptureSource::Json, u"$.id"_s}};
    ExploreFixture x(m_theme, draft);
    x.transport.succeedWith(200, {{"Content-Type", "application/json"}}, R"({"id":"CANARY-7f3a"})");
    run(open(x), 1);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 1);
    QVERIFY(!x.client.redactorFor(Request()).text(u"id CANARY-7f3a"_s).contains(u"CANARY"_s));
}

void TestExploreSeries::thePageMayGoMeanwhile()
{
    ExploreFixture x(m_theme);
    x.transport.setDelay(100ms);
    auto page = std::make_unique<ExplorePage>(m_theme, x.scheduler);
    page->setClient(u"orders"_s, &x.client);
    page->openRequest(ExploreFixture::draft());
    run(open(*page), 40);
    x.scheduler.advance(150ms);
    QCOMPARE(x.transport.requestCount(), 8);
    page.reset();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 8);
    QCOMPARE(x.transport.inFlight(), 0);
}

QTEST_MAIN(TestExploreSeries)
#include "tst_exploreseries.moc"
