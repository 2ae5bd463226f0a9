// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "common/emptystate.h"
#include "common/theme.h"
#include "explorer/seriesdialog.h"
#include "models/document/background.h"
#include "support/accessiblenames.h"
#include "support/faketransport.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestSeriesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup() { m_dialog.reset(); }
    void emptyTeaches();
    void asksForWhatIsTyped();
    void runsAndTells();
    void drawsTenTimesASecondAtMost();
    void stops();
    void enterDoesNotStop();
    void escapeStopsAndCloses();
    void refusalsAreTold();
    void theEndOfTheClientIsTold();
    void testsAreCounted_data();
    void testsAreCounted();
    void withoutTestsNoneAreCounted();
    void testsWithoutAnAnswerSaySo();
    void faultyTestsSayWhatIsWrong();
    void theLastAnswerIsCaptured_data();
    void theLastAnswerIsCaptured();
    void aRunForgetsTheTestsBefore();
    void closedItStillCaptures_data();
    void closedItStillCaptures();
    void anotherRunWaitsForTheCaptures();
    void capturesThatFindNothingAreTold_data();
    void capturesThatFindNothingAreTold();
    void goneItTestsNoMore();
    void M13_markupIsText();
    void everyControlHasAName();
    void tabsInOrder();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    enum Figure { Succeeded, Failed, Refused, Cancelled, Retries, P50, P95, P99, Rate };

    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"Orders API"_s;
        config.baseUrl = QUrl(u"http://api.example"_s);
        config.retry = RetryConfig();
        config.circuitBreaker = CircuitBreakerConfig();
        return config;
    }
    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    [[nodiscard]] QPushButton *runButton() const { return find<QPushButton>(u"runSeries"_s); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"seriesOutcomes"_s); }
    [[nodiscard]] QString notice() const { return find<QLabel>(u"seriesNotice"_s)->text(); }
    [[nodiscard]] QString progress() const { return find<QLabel>(u"seriesProgressText"_s)->text(); }
    [[nodiscard]] QString figure(Figure which) const
    {
        return m_dialog->findChildren<QLabel *>(u"seriesFigure"_s).at(which)->text();
    }
    void plan(int calls, int atOnce) const
    {
        find<QSpinBox>(u"seriesCalls"_s)->setValue(calls);
        find<QSpinBox>(u"seriesAtOnce"_s)->setValue(atOnce);
    }
    [[nodiscard]] QLabel *testsLabel() const { return find<QLabel>(u"seriesTests"_s); }
    /// Where the tests lag behind, the calls wait for them.
    void runToTheEnd()
    {
        const auto isOver = [this] {
            m_time.runUntilIdle(1h);
            return !m_dialog->series().isRunning();
        };
        QVERIFY(QTest::qWaitFor(isOver, 30'000));
    }
    /// Whoever owns the dialog sends what it asks for.
    void answer()
    {
        connect(m_dialog.get(), &SeriesDialog::runRequested, this, [this](const CallSeries::Plan &plan) {
            BuiltRequest built;
            built.request.url = QUrl(u"/orders"_s);
            m_dialog->start(*m_client, built, plan, m_checks);
        });
    }

    /// Each answer tells its number, and the last one's is captured.
    void testAndCapture()
    {
        m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
        m_checks.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
        m_transport->setHandler([](const Request &, int number) {
            return FakeOutcome::success(200, {}, "{\"id\": " + QByteArray::number(number) + "}", 10ms);
        });
        connect(m_dialog.get(), &SeriesDialog::runRequested, this, [this] { m_told << u"run"_s; });
        connect(m_dialog.get(), &SeriesDialog::captured, this, [this](const CheckResults &results) {
            m_told << results.captures.first().value.value_or(u"nothing"_s);
        });
    }

    Theme m_theme{Theme::Mode::Light};
    VirtualScheduler m_time;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    CallChecks m_checks;
    QStringList m_told; // of runs and captures, since testAndCapture()
    std::unique_ptr<SeriesDialog> m_dialog;
};

void TestSeriesDialog::init()
{
    m_theme.setMode(Theme::Mode::Light);
    m_checks = {};
    m_told.clear();
    m_client.reset();
    m_transport = std::make_unique<FakeTransport>(m_time);
    m_client = std::make_unique<ApiClient>(config(), Services{m_time, m_random, *m_transport, m_secrets});
    m_dialog = std::make_unique<SeriesDialog>(m_theme, m_time);
    m_dialog->setRequest(u"GET"_s, u"List orders"_s, u"Orders API"_s);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestSeriesDialog::emptyTeaches()
{
    QVERIFY(find<EmptyState>(u"noSeries"_s)->isVisible());
    QVERIFY(!table()->isVisible());
    QCOMPARE(find<QLabel>(u"seriesRequest"_s)->text(), u"GET List orders"_s);
    QCOMPARE(find<QLabel>(u"seriesClient"_s)->text(), u"Sent by Orders API"_s);
    m_dialog->setRequest(u"GET"_s, u"List orders"_s, u"Orders API"_s, true);
    QCOMPARE(find<QLabel>(u"seriesClient"_s)->text(), u"Sent by Orders API, without captures"_s);
    find<QSpinBox>(u"seriesAtOnce"_s)->setValue(1);
    QCOMPARE(find<QLabel>(u"seriesClient"_s)->text(), u"Sent by Orders API, with the captures of the last answer"_s);
    find<QSpinBox>(u"seriesAtOnce"_s)->setValue(4);
    QVERIFY(find<QLabel>(u"seriesClient"_s)->toolTip().contains(u"capture nothing"_s));
    QCOMPARE(find<QSpinBox>(u"seriesCalls"_s)->value(), 20);
    QCOMPARE(find<QSpinBox>(u"seriesAtOnce"_s)->value(), 4);
    QVERIFY(!m_dialog->isModal());
}

void TestSeriesDialog::asksForWhatIsTyped()
{
    QSignalSpy requested(m_dialog.get(), &SeriesDialog::runRequested);
    auto *calls = find<QSpinBox>(u"seriesCalls"_s);
    QVERIFY(calls->hasFocus());
    QTest::keyClicks(calls, u"250"_s); // in the place of what is there
    QTest::keyClick(calls, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    const auto plan = requested.first().first().value<CallSeries::Plan>();
    QCOMPARE(plan.calls, 250);
    QCOMPARE(plan.atOnce, 4);
    QVERIFY(find<EmptyState>(u"noSeries"_s)->isVisible()); // nothing runs yet
}

void TestSeriesDialog::runsAndTells()
{
    answer();
    QSignalSpy begun(m_dialog.get(), &SeriesDialog::callBegun);
    m_transport->setDelay(100ms);
    m_transport->enqueue(FakeOutcome::success(404));
    plan(10, 2);
    runButton()->click();
    QVERIFY(table()->isVisible());
    QVERIFY(runButton()->text().contains(u"Stop"_s));
    QVERIFY(!find<QSpinBox>(u"seriesCalls"_s)->isEnabled());
    QCOMPARE(progress(), u"0 of 10"_s);
    m_time.runUntilIdle(1h);
    QCOMPARE(progress(), u"10 of 10"_s);
    QCOMPARE(find<QProgressBar>(u"seriesProgress"_s)->value(), 10);
    QCOMPARE(figure(Succeeded), u"9"_s);
    QCOMPARE(figure(Failed), u"1"_s);
    QCOMPARE(figure(P50), u"100 ms"_s);
    QCOMPARE(figure(Rate), QLocale().toString(20.0, 'f', 1));
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(begun.size(), 10);
    QVERIFY2(notice().contains(u"500 ms"_s), qPrintable(notice()));
    QVERIFY(runButton()->text().contains(u"Run"_s));
    QVERIFY(find<QSpinBox>(u"seriesCalls"_s)->isEnabled());
    // Again, from the begin.
    runButton()->click();
    m_time.runUntilIdle(1h);
    QCOMPARE(figure(Succeeded), u"10"_s);
    QCOMPARE(table()->model()->rowCount(), 1);
}

void TestSeriesDialog::drawsTenTimesASecondAtMost()
{
    answer();
    m_transport->setDelay(100ms);
    plan(100, 1);
    runButton()->click();
    QCOMPARE(m_dialog->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly)->intervalAsDuration(), 100ms);
    QSignalSpy inserted(table()->model(), &QAbstractItemModel::rowsInserted);
    m_time.advance(1s);
    // No real time has passed.
    QCOMPARE(m_dialog->series().counts().ended, 10);
    QCOMPARE(inserted.size(), 0);
    QTRY_COMPARE(progress(), u"10 of 100"_s);
    m_dialog->hide();
    m_time.advance(1s);
    const auto timers = m_dialog->findChildren<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(!timers.isEmpty());
    QVERIFY(std::none_of(timers.begin(), timers.end(), [](const QTimer *timer) { return timer->isActive(); }));
    QCOMPARE(progress(), u"10 of 100"_s);
    m_dialog->show();
    QCOMPARE(progress(), u"20 of 100"_s);
}

void TestSeriesDialog::stops()
{
    answer();
    m_transport->setDelay(100ms);
    plan(100, 5);
    runButton()->click();
    m_time.advance(150ms);
    runButton()->click();
    m_time.runDue();
    QVERIFY(!m_dialog->series().isRunning());
    QVERIFY2(notice().contains(u"10 of 100"_s), qPrintable(notice()));
    QCOMPARE(figure(Cancelled), u"5"_s);
    QCOMPARE(progress(), u"10 of 100"_s);
    QVERIFY(runButton()->text().contains(u"Run"_s));
}

void TestSeriesDialog::enterDoesNotStop()
{
    answer();
    m_transport->setDelay(100ms);
    auto *calls = find<QSpinBox>(u"seriesCalls"_s);
    calls->setFocus();
    QTest::keyClick(calls, Qt::Key_Return);
    QVERIFY(m_dialog->series().isRunning());
    QCOMPARE(QApplication::focusWidget(), runButton());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_dialog->series().isRunning());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    m_time.runDue();
    QVERIFY(!m_dialog->series().isRunning());
}

void TestSeriesDialog::escapeStopsAndCloses()
{
    answer();
    m_transport->setDelay(100ms);
    plan(100, 5);
    runButton()->click();
    m_time.advance(150ms);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    m_time.runUntilIdle(1h);
    QVERIFY(!m_dialog->series().isRunning());
    QCOMPARE(m_transport->requestCount(), 10);
    QCOMPARE(m_transport->inFlight(), 0);
}

void TestSeriesDialog::refusalsAreTold()
{
    m_dialog->refuse(u"Nothing was sent: there is a reason."_s);
    QCOMPARE(notice(), u"Nothing was sent: there is a reason."_s);
    answer();
    runButton()->click();
    QVERIFY(notice().isEmpty());
    m_dialog->stop(u"Stopped, because of something."_s);
    m_time.runDue();
    QCOMPARE(notice(), u"Stopped, because of something."_s);
}

void TestSeriesDialog::theEndOfTheClientIsTold()
{
    answer();
    m_transport->setDelay(100ms);
    plan(100, 5);
    runButton()->click();
    m_time.advance(50ms);
    ClientConfig changed = config();
    changed.baseUrl = QUrl(u"http://other.example"_s);
    QVERIFY(m_client->reconfigure(changed));
    m_time.runUntilIdle(1h);
    QVERIFY2(notice().contains(u"5 of 100"_s) && notice().contains(u"changed"_s), qPrintable(notice()));
    runButton()->click();
    m_time.advance(50ms);
    m_client.reset();
    QVERIFY2(notice().contains(u"there no more"_s), qPrintable(notice()));
    QVERIFY(runButton()->text().contains(u"Run"_s));
}

void TestSeriesDialog::testsAreCounted_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<bool>("fails");
    QTest::addColumn<QString>("told");
    QTest::newRow("all pass") << 100 << 4 << false << u"Tests: 200 of 200 passed"_s;
    QTest::newRow("one by one, too") << 3 << 1 << false << u"Tests: 6 of 6 passed"_s;
    QTest::newRow("some fail, and one has no answer")
        << 100 << 1 << true
        << u"Tests: 196 of 198 passed (calls without an answer to test: 1)\nThe first that failed: Status equals "
           "200. The answer of call 2 has: 404"_s;
    QTest::newRow("more than may wait") << 5'000 << 100 << false << u"Tests: 10,000 of 10,000 passed"_s;
}

void TestSeriesDialog::testsAreCounted()
{
    QFETCH(const int, calls);
    QFETCH(const int, atOnce);
    QFETCH(const bool, fails);
    QFETCH(const QString, told);
    answer();
    m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                      {TestSubject::Json, u"$.id"_s, TestComparison::Equals, u"7"_s},
                      {TestSubject::Status, {}, TestComparison::Equals, u"1"_s}};
    m_checks.tests.last().enabled = false;
    m_transport->succeedWith(200, {}, R"({"id": 7})");
    if (fails) {
        m_transport->enqueue(FakeOutcome::success(200, {}, R"({"id": 7})"));
        m_transport->enqueue(FakeOutcome::success(404, {}, R"({"id": 7})"));
        m_transport->enqueue(FakeOutcome::success(200, {}, R"({"id": 8})"));
        m_transport->enqueue(FakeOutcome::failure(Error(ErrorKind::Refused)));
    }
    ClientConfig plain = config();
    plain.retry.reset();
    plain.circuitBreaker.reset();
    QVERIFY(m_client->reconfigure(plain));
    plan(calls, atOnce);
    runButton()->click();
    runToTheEnd();
    QVERIFY(testsLabel()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(testsLabel()->text(), told, 30'000);
    QCOMPARE(m_dialog->series().counts().ended, calls);
    QCOMPARE(testsLabel()->property("rank").toString(), fails ? u"error"_s : u"muted"_s);
    QVERIFY(m_transport->maxInFlight() <= atOnce);
}

void TestSeriesDialog::withoutTestsNoneAreCounted()
{
    answer();
    m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    m_checks.tests.first().enabled = false;
    runButton()->click();
    runToTheEnd();
    QVERIFY(!testsLabel()->isVisible());
}

void TestSeriesDialog::testsWithoutAnAnswerSaySo()
{
    answer();
    m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    m_transport->failWith(Error(ErrorKind::Refused));
    m_transport->setDelay(10ms);
    runButton()->click();
    QCOMPARE(testsLabel()->text(), u"Tests: no answer yet"_s);
    runToTheEnd();
    QTRY_COMPARE(testsLabel()->text(), u"Tests: no whole answer came"_s);
}

void TestSeriesDialog::faultyTestsSayWhatIsWrong()
{
    answer();
    m_checks.tests = {{TestSubject::Body, {}, TestComparison::Matches, u"("_s}};
    plan(3, 1);
    runButton()->click();
    runToTheEnd();
    QTRY_COMPARE(testsLabel()->text(),
                 u"Tests: 0 of 3 passed\nThe first that is faulty: Body text matches (. Its path or its regular "
                 "expression cannot be read."_s);
}

void TestSeriesDialog::theLastAnswerIsCaptured_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<bool>("isTested");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("one by one") << 1 << true << QStringList(u"3"_s);
    QTest::newRow("one by one, without tests") << 1 << false << QStringList(u"3"_s);
    QTest::newRow("several at once") << 2 << true << QStringList();
}

void TestSeriesDialog::theLastAnswerIsCaptured()
{
    QFETCH(const int, atOnce);
    QFETCH(const bool, isTested);
    QFETCH(const QStringList, values);
    answer();
    if (isTested)
        m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    m_checks.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
    m_checks.environment = u"staging"_s;
    m_transport->setHandler([](const Request &, int number) {
        return FakeOutcome::success(200, {}, "{\"id\": " + QByteArray::number(number) + "}", 10ms);
    });
    QStringList captured;
    connect(m_dialog.get(), &SeriesDialog::captured, this, [&captured](const CheckResults &results) {
        QCOMPARE(results.environment, u"staging"_s);
        captured << results.captures.first().value.value_or(QString());
    });
    plan(3, atOnce);
    runButton()->click();
    runToTheEnd();
    QTRY_VERIFY(!m_dialog->isTesting());
    QCOMPARE(captured, values);
}

void TestSeriesDialog::aRunForgetsTheTestsBefore()
{
    answer();
    m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    m_transport->succeedWith(404);
    plan(3, 1);
    runButton()->click();
    runToTheEnd(); // their results are not told yet
    m_transport->succeedWith(200);
    runButton()->click();
    runToTheEnd();
    QTRY_COMPARE(testsLabel()->text(), u"Tests: 3 of 3 passed"_s);
}

void TestSeriesDialog::closedItStillCaptures_data()
{
    QTest::addColumn<bool>("hasEnded");
    QTest::addColumn<QString>("value");
    QTest::newRow("all have ended") << true << u"50"_s;
    QTest::newRow("some run") << false << u"2"_s;
}

/// What its head promises holds, though nobody looks at the tests any more.
void TestSeriesDialog::closedItStillCaptures()
{
    QFETCH(const bool, hasEnded);
    QFETCH(const QString, value);
    testAndCapture();
    answer();
    plan(50, 1);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    runButton()->click();
    m_time.advance(hasEnded ? 1h : 25ms);
    QVERIFY(m_dialog->isTesting() && m_dialog->series().isRunning() != hasEnded);
    const QPointer<SeriesDialog> dialog = m_dialog.release();
    dialog->close();
    QVERIFY(!dialog->isVisible());
    m_time.runUntilIdle(1h);
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_told, (QStringList{u"run"_s, value}));
}

/// It may send what the run before has captured.
void TestSeriesDialog::anotherRunWaitsForTheCaptures()
{
    testAndCapture();
    answer();
    plan(3, 1);
    runButton()->click();
    runToTheEnd();
    QVERIFY(m_dialog->isTesting());
    runButton()->click();
    runButton()->click(); // once too often
    QTRY_COMPARE(m_told.size(), 3);
    runToTheEnd();
    QTRY_VERIFY(!m_dialog->isTesting());
    QCOMPARE(m_told, (QStringList{u"run"_s, u"3"_s, u"run"_s, u"6"_s}));
    QCOMPARE(testsLabel()->text(), u"Tests: 3 of 3 passed"_s);
}

void TestSeriesDialog::capturesThatFindNothingAreTold_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isAnswered");
    QTest::addColumn<QString>("told");
    QTest::newRow("all found") << u"$.id"_s << true << QString();
    QTest::newRow("missing") << u"$.none"_s << true
                             << u"Captures: 1 of 2 found a value. The first that found none: order from $.none. It is "
                                "not there in the last answer."_s;
    QTest::newRow("faulty") << u"$["_s << true
                            << u"Captures: 1 of 2 found a value. The first that found none: order from $[. Its path or "
                               "its regular expression cannot be read."_s;
    QTest::newRow("no answer") << u"$.id"_s << false << u"Captures: no whole answer came"_s;
}

void TestSeriesDialog::capturesThatFindNothingAreTold()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isAnswered);
    testAndCapture();
    answer();
    m_checks.tests.clear();
    m_checks.captures.first().target = path;
    m_checks.captures.append({u"state"_s, CaptureSource::Status, {}});
    m_checks.captures.append({u"off"_s, CaptureSource::Json, u"$.none"_s, false});
    if (!isAnswered)
        m_transport->setHandler([](const Request &, int) { return FakeOutcome::failure(Error(ErrorKind::Refused)); });
    plan(2, 1);
    runButton()->click();
    const auto *label = find<QLabel>(u"seriesCaptures"_s);
    QVERIFY(!label->isVisible());
    runToTheEnd();
    QTRY_VERIFY(!m_dialog->isTesting());
    QTEST(label->text(), "told");
    QCOMPARE(label->isVisible(), !label->text().isEmpty());
    QVERIFY(!testsLabel()->isVisible());
    plan(2, 4); // of several at once nothing was promised
    runButton()->click();
    runToTheEnd();
    QTRY_VERIFY(!m_dialog->isTesting());
    QVERIFY(!label->isVisible());
}

void TestSeriesDialog::goneItTestsNoMore()
{
    testAndCapture();
    answer();
    plan(50, 1);
    runButton()->click();
    runToTheEnd();
    QVERIFY(m_dialog->isTesting());
    m_dialog.reset();
    QVERIFY(backgroundPool().waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(m_told, QStringList{u"run"_s});
}

void TestSeriesDialog::M13_markupIsText()
{
    m_dialog->setRequest(u"GET"_s, u"<b>bold</b>"_s, u"<i>client</i>"_s);
    QString told;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (!label->text().contains(u'<'))
            continue;
        told += label->text();
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
    QVERIFY2(told.contains(u"<b>bold</b>"_s) && told.contains(u"<i>client</i>"_s), qPrintable(told));
}

void TestSeriesDialog::everyControlHasAName()
{
    answer();
    runButton()->click();
    m_time.runUntilIdle(1h);
    const AccessibleNames names(*m_dialog);
    QVERIFY2(names.unnamed.isEmpty(), qPrintable(names.unnamed.join(u' ')));
    QVERIFY(names.checked >= 5);
}

void TestSeriesDialog::tabsInOrder()
{
    answer();
    runButton()->click();
    m_time.runUntilIdle(1h);
    find<QSpinBox>(u"seriesCalls"_s)->setFocus();
    for (const auto &name :
         {u"seriesAtOnce"_s, u"runSeries"_s, u"seriesOutcomes"_s, u"closeSeries"_s, u"seriesCalls"_s}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), name);
    }
}

void TestSeriesDialog::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<QString>("state");
    for (const auto &state : {u"empty"_s, u"running"_s, u"ended"_s}) {
        QTest::newRow(qPrintable(u"light-"_s + state)) << Theme::Mode::Light << state;
        QTest::newRow(qPrintable(u"dark-"_s + state)) << Theme::Mode::Dark << state;
    }
}

void TestSeriesDialog::bothSchemesAreDrawn()
{
    QFETCH(const Theme::Mode, mode);
    QFETCH(const QString, state);
    m_theme.setMode(mode);
    answer();
    m_transport->setHandler([](const Request &, int number) {
        const Duration delay = std::chrono::milliseconds(40 + number * 37 % 300);
        if (number > 300)
            return FakeOutcome::failure(Error(ErrorKind::AttemptTimeout), delay);
        return FakeOutcome::success(number % 7 == 0 ? 503 : number % 11 == 0 ? 404 : 200, {}, {}, delay);
    });
    m_checks.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                      {TestSubject::Time, {}, TestComparison::Less, u"0.2"_s}};
    m_dialog->setRequest(u"GET"_s, u"List orders"_s, u"Orders API"_s, true);
    plan(2'000, 8);
    if (state != u"empty"_s) {
        runButton()->click();
        m_time.advance(4s);
        m_dialog->hide(); // shown anew, it shows what is
        m_dialog->show();
    }
    if (state == u"ended"_s) {
        m_time.runUntilIdle(1h);
        runToTheEnd();
        QCOMPARE(m_dialog->series().counts().ended, 2'000);
        QTRY_VERIFY(!m_dialog->isTesting());
    }
    const QImage image = m_dialog->grab().toImage();
    const int lightness = image.pixelColor(3, 3).lightness();
    QVERIFY2(mode == Theme::Mode::Dark ? lightness < 80 : lightness > 200, qPrintable(QString::number(lightness)));
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u"/series-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
}

QTEST_MAIN(TestSeriesDialog)
#include "tst_seriesdialog.moc"
