// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/pill.h"
#include "common/tabstrip.h"
#include "explorer/policiescard.h"
#include "explorer/responsehead.h"
#include "models/fieldtablemodel.h"
#include "viewer/documentview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <cstdlib>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestExplorePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void sendShowsTheStory();
    void theHeadIsWholeInANarrowPage();
    void R08_escapeCancels();
    void errorsAreSentences();
    void sendNowEndsAWait();
    void missingVariablesAreNotSent();
    void paramsAndUrlFollowEachOther();
    void urlsArePastedCleanOrNotAtAll();
    void tabsKeepTheirRequests();
    void policiesFollowTheTable();
    void keysWorkFromOtherPanes();
    void absentBodiesSayWhy();
    void aNarrowPageKeepsTabsAndUrl();
    void ownCancelIsNoFault();
    void tellsWhichRequestIsInFront();
    void cookiesLeadToThoseThatAreKept();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestExplorePage::sendShowsTheStory()
{
    ExploreFixture x(m_theme);
    x.transport.enqueue(FakeOutcome::success(503, {}, "busy", 405ms));
    x.transport.enqueue(FakeOutcome::success(200, {{"Content-Type", "application/json"}}, R"({"a":[1,2]})", 600ms));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 2);
    QCOMPARE(x.transport.requests().first().url, QUrl(u"http://api.example/orders?limit=50"_s));
    const QString text = x.visibleText();
    QVERIFY2(text.contains(u"200 OK"), qPrintable(text));
    QVERIFY2(text.contains(u"2 attempts"), qPrintable(text));
    QVERIFY2(text.contains(u"Policies of orders-api"), qPrintable(text));
    const QStringList labels = x.timelineLabels();
    QVERIFY2(labels.contains(u"Attempt 1 · 503"_s), qPrintable(labels.join(u", ")));
    QVERIFY2(labels.filter(u"Backoff"_s).size() == 1, qPrintable(labels.join(u", ")));
    QCOMPARE(x.bodyText()->toPlainText(), u"{\n  \"a\": [1, 2]\n}"_s);
    QVERIFY(x.button(u"Send"_s));
}

void TestExplorePage::theHeadIsWholeInANarrowPage()
{
    ExploreFixture x(m_theme);
    x.page.resize(688, 600); // of a window of 1024
    FakeOutcome answer = FakeOutcome::success(200, {}, QByteArray(386, 'a'), 210ms);
    answer.result->value().protocol = Protocol::Http11;
    x.transport.enqueue(FakeOutcome::success(503, {}, "busy", 405ms));
    x.transport.enqueue(answer);
    x.sendAndWait();
    QVERIFY2(x.visibleText().contains(u"2 attempts"), qPrintable(x.visibleText()));
    const auto *head = x.page.findChild<ResponseHead *>();
    const auto cut = [head] {
        QStringList texts;
        const QList<Pill *> pills = head->findChildren<Pill *>();
        for (const Pill *pill : pills) {
            if (pill->isVisible() && pill->width() < pill->sizeHint().width())
                texts.append(pill->badge().text);
        }
        return texts;
    };
    QTRY_COMPARE(cut(), QStringList());
    QVERIFY2(!x.visibleText().contains(u"HTTP/1.1"), qPrintable(x.visibleText()));
    x.page.resize(1200, 600);
    QTRY_VERIFY2(x.visibleText().contains(u"HTTP/1.1"), qPrintable(x.visibleText()));
    QTRY_COMPARE(cut(), QStringList());
    x.page.resize(688, 600);
    x.transport.answerWith(FakeOutcome::success(503, {}, "busy", 405ms)); // its phrase is a long one
    x.sendAndWait();
    QTRY_COMPARE(cut(), QStringList(u"503 Service Unavailable"_s));
}

void TestExplorePage::R08_escapeCancels()
{
    ExploreFixture x(m_theme);
    x.transport.answerWith(FakeOutcome::silence());
    x.url()->setFocus();
    QTest::keyClick(x.url(), Qt::Key_Return, Qt::ControlModifier);
    x.scheduler.advance(1s);
    QVERIFY(x.button(u"Cancel"_s));
    QVERIFY(x.visibleText().contains(u"Sending"));
    QTest::keyClick(x.url(), Qt::Key_Escape);
    x.scheduler.runUntilIdle(1s);
    QTRY_VERIFY(x.button(u"Send"_s));
    QVERIFY(x.visibleText().contains(u"The call was cancelled."));
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestExplorePage::errorsAreSentences()
{
    ExploreFixture x(m_theme);
    x.transport.failWith(Error(ErrorKind::Refused, ErrorDetail::None, u"127.0.0.1:9"_s));
    x.sendAndWait();
    const QString text = x.visibleText();
    QVERIFY2(text.contains(u"127.0.0.1:9 refused the connection. Check that the server is running"), qPrintable(text));
    QVERIFY2(text.contains(u"Connection refused"), qPrintable(text));
    QVERIFY(x.timelineLabels().contains(u"No further retry"_s));
}

void TestExplorePage::sendNowEndsAWait()
{
    ExploreFixture x(m_theme);
    x.transport.enqueue(FakeOutcome::success(503));
    x.page.send();
    x.scheduler.advance(10ms);
    QTRY_VERIFY(x.button(u"Send now"_s));
    QVERIFY(x.visibleText().contains(u"before attempt 2"));
    QCoreApplication::sendPostedEvents();
    const QPushButton *sendNow = x.button(u"Send now"_s);
    const QRect clicked(sendNow->mapTo(&x.page, QPoint()), sendNow->size());
    x.transport.enqueue(FakeOutcome::success(200, {}, "{}"));
    x.button(u"Send now"_s)->click();
    x.scheduler.advance(10ms);
    QCOMPARE(x.transport.requestCount(), 2);
    // A second click finds no other button there.
    QTRY_VERIFY(x.button(u"Save…"_s));
    QCoreApplication::sendPostedEvents();
    const QPushButton *save = x.button(u"Save…"_s);
    QVERIFY(!clicked.intersects({save->mapTo(&x.page, QPoint()), save->size()}));
}

void TestExplorePage::missingVariablesAreNotSent()
{
    ExploreFixture x(m_theme);
    RequestDraft other = ExploreFixture::draft();
    other.requestId = u"other"_s;
    other.url = u"{{base_url}}/orders?status={{status}}"_s;
    x.page.openRequest(other);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY(x.visibleText().contains(u"The variable status in url has no value."));
    x.page.setEnvironment(ExploreFixture::environment({{u"status"_s, Variable::Source::Text, u"open"_s}}));
    x.sendAndWait();
    QCOMPARE(x.transport.requests().value(0).url, QUrl(u"http://api.example/orders?status=open"_s));
}

void TestExplorePage::paramsAndUrlFollowEachOther()
{
    ExploreFixture x(m_theme);
    auto *table = x.named<QTableView>(u"Parameters"_s);
    QVERIFY(table);
    QAbstractItemModel *model = table->model();
    QVERIFY(model->setData(model->index(0, FieldTableModel::ValueColumn), u"a b"_s));
    QCOMPARE(x.url()->text(), u"/orders?limit=a%20b"_s);
    QVERIFY(model->setData(model->index(0, FieldTableModel::EnabledColumn), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(x.url()->text(), u"/orders"_s);
    x.url()->setFocus();
    x.url()->end(false);
    QTest::keyClicks(x.url(), u"?x=1"_s);
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(1, FieldTableModel::NameColumn).data().toString() + model->index(0, 1).data().toString(),
             u"xlimit"_s);
    QVERIFY(x.named<TabStrip>(u"Open requests"_s)->tabText(0).endsWith(u'•'));
}

void TestExplorePage::urlsArePastedCleanOrNotAtAll()
{
    ExploreFixture x(m_theme);
    QSignalSpy failed(&x.page, &ExplorePage::failed);
    const auto paste = [&x](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        x.url()->selectAll();
        QTest::keyClick(x.url(), Qt::Key_V, Qt::ControlModifier);
    };
    paste(u" /healthy/\n{{nope}}?q=1 \n"_s);
    QCOMPARE(x.page.currentDraft().url, u"/healthy/{{nope}}?q=1"_s);
    QCOMPARE(x.page.currentDraft().params.value(0).value, u"1"_s);
    QVERIFY(x.page.openRequests().first().edited);
    paste(QString(1'000'000, u'x') + u"{{x}}"_s);
    QCOMPARE(x.page.currentDraft().url, u"/healthy/{{nope}}?q=1"_s);
    QCOMPARE(x.url()->text(), u"/healthy/{{nope}}?q=1"_s);
    QCOMPARE(failed.size(), 1);
}

void TestExplorePage::tabsKeepTheirRequests()
{
    ExploreFixture x(m_theme);
    RequestDraft other = ExploreFixture::draft();
    other.requestId = u"create"_s;
    other.name = u"Create order"_s;
    other.method = u"POST"_s;
    other.url = u"/orders"_s;
    x.page.openRequest(other);
    QCOMPARE(x.page.openCount(), 2);
    QCOMPARE(x.url()->text(), u"/orders"_s);
    x.page.openRequest(ExploreFixture::draft());
    QCOMPARE(x.page.openCount(), 2);
    QCOMPARE(x.page.currentDraft().name, u"List orders"_s);
    x.transport.answerWith(FakeOutcome::silence());
    x.page.send();
    x.scheduler.advance(1ms);
    QTest::keyClick(x.url(), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(x.page.openCount(), 1);
    QCOMPARE(x.transport.cancelledCount(), 1);
    QCOMPARE(x.url()->text(), u"/orders"_s);
}

void TestExplorePage::policiesFollowTheTable()
{
    ExploreFixture x(m_theme);
    const auto *table = x.named<QTableView>(u"Parameters"_s);
    const auto *policies = x.page.findChild<PoliciesCard *>();
    const auto gap = [&](const QWidget *above) {
        QCoreApplication::processEvents();
        return policies->mapTo(&x.page, QPoint()).y() - above->mapTo(&x.page, QPoint(0, above->height())).y();
    };
    QVERIFY2(gap(table) <= 24, QByteArray::number(gap(table)).constData());
    QVERIFY(table->height() >= table->rowHeight(0) * table->model()->rowCount());
    auto *parts = x.named<TabStrip>(u"Parts of the request"_s);
    const auto top = [&] { return policies->mapTo(&x.page, QPoint()).y(); };
    const int below = top();
    parts->setCurrentIndex(2);
    const auto *types = x.named<QComboBox>(u"Credentials"_s);
    QVERIFY2(gap(types) <= 80, QByteArray::number(gap(types)).constData());
    QVERIFY2(std::abs(top() - below) < 60, "it does not jump to the end of the page");
    const auto notes = types->parentWidget()->findChildren<QLabel *>(Qt::FindDirectChildrenOnly);
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.first()->y() >= types->geometry().bottom(), "nor does the note below it");
    QVERIFY2(gap(notes.first()) <= 24, QByteArray::number(gap(notes.first())).constData());
    parts->setCurrentIndex(3);
    const auto *body = x.named<QPlainTextEdit>(u"Body of the request"_s);
    QVERIFY(gap(body) <= 24);
    QVERIFY2(body->height() > 200, QByteArray::number(body->height()).constData());
}

void TestExplorePage::keysWorkFromOtherPanes()
{
    ExploreFixture x(m_theme);
    x.transport.answerWith(FakeOutcome::silence());
    QWidget window;
    auto *tree = new QTreeView(&window);
    QStackedWidget *stack = new QStackedWidget(&window);
    stack->addWidget(&x.page);
    stack->addWidget(new QWidget(stack));
    const auto takeBack = qScopeGuard([&x] { x.page.setParent(nullptr); });
    window.resize(1200, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    tree->setFocus();
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        QTest::keyClick(tree, key, Qt::ControlModifier);
        x.scheduler.advance(1ms);
        QVERIFY(x.button(u"Cancel"_s));
        QTest::keyClick(tree, Qt::Key_Escape);
        x.scheduler.runUntilIdle(1s);
        QTRY_VERIFY(x.button(u"Send"_s));
    }
    QCOMPARE(x.transport.requestCount(), 2);
    stack->setCurrentIndex(1); // a page that is not seen sends nothing
    QTest::keyClick(tree, Qt::Key_Return, Qt::ControlModifier);
    x.scheduler.advance(1ms);
    QCOMPARE(x.transport.requestCount(), 2);
}

void TestExplorePage::aNarrowPageKeepsTabsAndUrl()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.headers = {{u"A"_s, u"1"_s, true}};
    ExploreFixture x(m_theme, draft);
    x.page.resize(693, 560); // what a window of 1024 pixels leaves
    x.sendAndWait();
    for (const QString &name : {u"Parts of the request"_s, u"Parts of the answer"_s}) {
        const auto *tabs = x.named<TabStrip>(name);
        const auto *arrow = tabs->findChild<QToolButton *>(u"ScrollLeftButton"_s);
        QVERIFY2(!arrow || !arrow->isVisible(), qPrintable(name));
    }
    QVERIFY2(x.url()->width() >= 220, qPrintable(QString::number(x.url()->width())));
    x.page.resize(x.page.minimumSizeHint().width(), 560); // as a window of 1000 pixels may leave
    const auto *request = x.named<TabStrip>(u"Parts of the request"_s);
    const auto *arrow = request->findChild<QToolButton *>(u"ScrollLeftButton"_s);
    QVERIFY2(!arrow || !arrow->isVisible(), qPrintable(QString::number(request->width())));
}

void TestExplorePage::absentBodiesSayWhy()
{
    ExploreFixture x(m_theme);
    const auto said = [&x] { return x.bodyText()->placeholderText(); };
    x.transport.answerWith(FakeOutcome::silence());
    x.page.send();
    x.scheduler.advance(1s);
    QCOMPARE(said(), u"Waiting for the answer …"_s);
    x.page.cancel();
    x.scheduler.runUntilIdle(1s);
    QTRY_COMPARE(said(), u"Cancelled before the answer came."_s);
    x.transport.failWith(Error(ErrorKind::Refused, ErrorDetail::None, u"127.0.0.1:9"_s));
    x.sendAndWait();
    QCOMPARE(said(), u"No answer came."_s);
    for (const ErrorDetail part : {ErrorDetail::ClosedInBody, ErrorDetail::TruncatedBody}) {
        x.transport.failWith(Error(ErrorKind::Reset, part, u"127.0.0.1:9"_s));
        x.sendAndWait();
        QVERIFY2(said().startsWith(u"Only a part of the answer came."), qPrintable(said()));
    }
    x.transport.failWith(Error(ErrorKind::TooLarge, ErrorDetail::BodyLimit, u"127.0.0.1:9"_s));
    x.sendAndWait();
    QVERIFY2(said().startsWith(u"The answer was given up"), qPrintable(said()));
    x.transport.succeedWith(204, {}, {});
    x.sendAndWait();
    QCOMPARE(said(), u"The answer has no body."_s);
    x.page.setClient(u"orders"_s, nullptr);
    x.sendAndWait();
    QCOMPARE(said(), u"Nothing was sent."_s);
}

void TestExplorePage::ownCancelIsNoFault()
{
    ExploreFixture x(m_theme);
    x.transport.answerWith(FakeOutcome::silence());
    x.page.send();
    x.scheduler.advance(1s);
    x.page.cancel();
    x.scheduler.runUntilIdle(1s);
    QTRY_VERIFY(x.button(u"Send"_s));
    const QList<Pill *> pills = x.page.findChildren<Pill *>();
    for (const Pill *pill : pills)
        QVERIFY2(!pill->isVisible() || pill->badge().tone != Tone::Danger, qPrintable(pill->badge().text));
    const QColor red = m_theme.color(ColorRole::DangerText);
    const QList<QLabel *> labels = x.page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(!label->isVisible() || label->palette().color(QPalette::WindowText) != red, qPrintable(label->text()));
}

void TestExplorePage::tellsWhichRequestIsInFront()
{
    ExploreFixture x(m_theme);
    RequestDraft other = ExploreFixture::draft();
    other.requestId = u"create"_s;
    x.page.openRequest(other);
    QSignalSpy shown(&x.page, &ExplorePage::requestShown);
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    strip->setCurrentIndex(0);
    QCOMPARE(shown.takeFirst(), QVariantList({u"orders"_s, u"list"_s}));
    QTest::keyClick(x.url(), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(shown.takeLast(), QVariantList({u"orders"_s, QString()}));
    shown.clear();
    x.page.hide();
    x.page.show();
    QCOMPARE(shown.size(), 1);
}

void TestExplorePage::cookiesLeadToThoseThatAreKept()
{
    ExploreFixture x(m_theme);
    x.transport.enqueue(FakeOutcome::success(200, {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}, "hello"));
    x.sendAndWait();
    auto *tabs = x.named<TabStrip>(u"Parts of the answer"_s);
    tabs->setCurrentIndex(2);
    QCOMPARE(x.named<QTableView>(u"Cookies of the answer"_s)->model()->rowCount(), 2);
    QSignalSpy asked(&x.page, &ExplorePage::cookiesRequested);
    QPushButton *kept = x.button(u"Cookies of the client…"_s);
    QVERIFY(kept);
    kept->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), ExploreFixture::draft().clientId);
    tabs->setCurrentIndex(0);
    QVERIFY(!x.button(u"Cookies of the client…"_s));
}

QTEST_MAIN(TestExplorePage)
#include "tst_explorepage.moc"
