// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "common/pill.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/explorepage.h"
#include "explorer/requestbar.h"
#include "explorer/timelineview.h"
#include "models/fieldtablemodel.h"
#include "models/timelinemodel.h"
#include "support/faketransport.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestExplorePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void sendShowsTheStory();
    void R08_escapeCancels();
    void errorsAreSentences();
    void sendNowEndsAWait();
    void missingVariablesAreNotSent();
    void paramsAndUrlFollowEachOther();
    void tabsKeepTheirRequests();
    void G16_hostileBodies_data();
    void G16_hostileBodies();
    void G19_markupIsText();
    void everyControlHasAName();
    void firstStepsAreTaught();

private:
    static ClientConfig config();
    static RequestDraft draft();
    void sendAndWait();
    QPushButton *button(const QString &text);
    QPlainTextEdit *bodyText() { return named<QPlainTextEdit>(u"Body of the answer"_s); }
    QLineEdit *url() { return named<QLineEdit>(u"URL"_s); }
    QString visibleText();
    QStringList timelineLabels();

    template<class Widget>
    Widget *named(const QString &name)
    {
        const QList<Widget *> all = m_page->findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<VirtualScheduler> m_scheduler;
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ExplorePage> m_page;
};

ClientConfig TestExplorePage::config()
{
    ClientConfig config;
    config.name = u"orders-api"_s;
    config.baseUrl = QUrl(u"http://api.example"_s);
    config.rateLimit = RateLimitConfig();
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

RequestDraft TestExplorePage::draft()
{
    RequestDraft draft;
    draft.clientId = u"orders"_s;
    draft.requestId = u"list"_s;
    draft.name = u"List orders"_s;
    draft.url = u"/orders?limit=50"_s;
    draft.params = {{u"limit"_s, u"50"_s, true}};
    return draft;
}

void TestExplorePage::init()
{
    m_scheduler = std::make_unique<VirtualScheduler>();
    m_random = std::make_unique<SeededRandom>(1);
    m_transport = std::make_unique<FakeTransport>(*m_scheduler);
    m_secrets = std::make_unique<MemorySecretStore>();
    m_client = std::make_unique<ApiClient>(config(), Services{*m_scheduler, *m_random, *m_transport, *m_secrets});
    m_page = std::make_unique<ExplorePage>(m_theme, *m_scheduler);
    m_page->resize(1024, 780);
    m_page->setClient(u"orders"_s, m_client.get());
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->openRequest(draft());
}

void TestExplorePage::cleanup()
{
    m_page.reset();
    m_client.reset();
}

void TestExplorePage::sendAndWait()
{
    m_page->send();
    m_scheduler->runUntilIdle(1h);
    QCoreApplication::processEvents();
}

QPushButton *TestExplorePage::button(const QString &text)
{
    const QList<QPushButton *> all = m_page->findChildren<QPushButton *>();
    for (QPushButton *candidate : all) {
        if (candidate->text() == text && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QString TestExplorePage::visibleText()
{
    QStringList texts;
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts << label->text();
    }
    const QList<Pill *> pills = m_page->findChildren<Pill *>();
    for (const Pill *pill : pills) {
        if (pill->isVisible())
            texts << pill->badge().text;
    }
    return texts.join(u'\n');
}

QStringList TestExplorePage::timelineLabels()
{
    QStringList labels;
    const QAbstractItemModel *model = m_page->findChild<TimelineView *>()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        labels << model->index(row, 0).data(TimelineModel::LabelRole).toString();
    return labels;
}

void TestExplorePage::sendShowsTheStory()
{
    m_transport->enqueue(FakeOutcome::success(503, {}, "busy", 405ms));
    m_transport->enqueue(FakeOutcome::success(200, {{"Content-Type", "application/json"}}, R"({"a":[1,2]})", 600ms));
    sendAndWait();
    QCOMPARE(m_transport->requestCount(), 2);
    QCOMPARE(m_transport->requests().first().url, QUrl(u"http://api.example/orders?limit=50"_s));
    const QString text = visibleText();
    QVERIFY2(text.contains(u"200 OK"), qPrintable(text));
    QVERIFY2(text.contains(u"2 attempts"), qPrintable(text));
    QVERIFY2(text.contains(u"Policies of orders-api"), qPrintable(text));
    const QStringList labels = timelineLabels();
    QVERIFY2(labels.contains(u"Attempt 1 · 503"_s), qPrintable(labels.join(u", ")));
    QVERIFY2(labels.filter(u"Backoff"_s).size() == 1, qPrintable(labels.join(u", ")));
    QCOMPARE(bodyText()->toPlainText(), u"{\n  \"a\": [1, 2]\n}"_s);
    QVERIFY(button(u"Send"_s));
}

void TestExplorePage::R08_escapeCancels()
{
    m_transport->answerWith(FakeOutcome::silence());
    url()->setFocus();
    QTest::keyClick(url(), Qt::Key_Return, Qt::ControlModifier);
    m_scheduler->advance(1s);
    QVERIFY(button(u"Cancel"_s));
    QVERIFY(visibleText().contains(u"Sending"));
    QTest::keyClick(url(), Qt::Key_Escape);
    m_scheduler->runUntilIdle(1s);
    QTRY_VERIFY(button(u"Send"_s));
    QVERIFY(visibleText().contains(u"The call was cancelled."));
    QCOMPARE(m_transport->requestCount(), 1);
}

void TestExplorePage::errorsAreSentences()
{
    m_transport->failWith(Error(ErrorKind::Refused, ErrorDetail::None, u"127.0.0.1:9"_s));
    sendAndWait();
    const QString text = visibleText();
    QVERIFY2(text.contains(u"127.0.0.1:9 refused the connection. Check that the server is running"), qPrintable(text));
    QVERIFY2(text.contains(u"Connection refused"), qPrintable(text));
    QVERIFY(timelineLabels().contains(u"No further retry"_s));
}

void TestExplorePage::sendNowEndsAWait()
{
    m_transport->enqueue(FakeOutcome::success(503));
    m_page->send();
    m_scheduler->advance(10ms);
    QTRY_VERIFY(button(u"Send now"_s));
    QVERIFY(visibleText().contains(u"before attempt 2"));
    button(u"Send now"_s)->click();
    m_scheduler->advance(10ms);
    QCOMPARE(m_transport->requestCount(), 2);
}

void TestExplorePage::missingVariablesAreNotSent()
{
    RequestDraft other = draft();
    other.requestId = u"other"_s;
    other.url = u"{{base_url}}/orders?status={{status}}"_s;
    m_page->openRequest(other);
    sendAndWait();
    QCOMPARE(m_transport->requestCount(), 0);
    QVERIFY(visibleText().contains(u"The variable status has no value."));
    m_page->setVariables({{u"status"_s, u"open"_s}});
    sendAndWait();
    QCOMPARE(m_transport->requests().value(0).url, QUrl(u"http://api.example/orders?status=open"_s));
}

void TestExplorePage::paramsAndUrlFollowEachOther()
{
    auto *table = named<QTableView>(u"Parameters"_s);
    QVERIFY(table);
    QAbstractItemModel *model = table->model();
    QVERIFY(model->setData(model->index(0, FieldTableModel::ValueColumn), u"a b"_s));
    QCOMPARE(url()->text(), u"/orders?limit=a%20b"_s);
    QVERIFY(model->setData(model->index(0, FieldTableModel::EnabledColumn), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(url()->text(), u"/orders"_s);
    url()->setFocus();
    url()->end(false);
    QTest::keyClicks(url(), u"?x=1"_s);
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(1, FieldTableModel::NameColumn).data().toString() + model->index(0, 1).data().toString(),
             u"xlimit"_s);
    QVERIFY(named<TabStrip>(u"Open requests"_s)->tabText(0).endsWith(u'•'));
}

void TestExplorePage::tabsKeepTheirRequests()
{
    RequestDraft other = draft();
    other.requestId = u"create"_s;
    other.name = u"Create order"_s;
    other.method = u"POST"_s;
    other.url = u"/orders"_s;
    m_page->openRequest(other);
    QCOMPARE(m_page->openCount(), 2);
    QCOMPARE(url()->text(), u"/orders"_s);
    m_page->openRequest(draft());
    QCOMPARE(m_page->openCount(), 2);
    QCOMPARE(m_page->currentDraft().name, u"List orders"_s);
    m_transport->answerWith(FakeOutcome::silence());
    m_page->send();
    m_scheduler->advance(1ms);
    QTest::keyClick(url(), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_page->openCount(), 1);
    QCOMPARE(m_transport->cancelledCount(), 1);
    QCOMPARE(url()->text(), u"/orders"_s);
}

void TestExplorePage::G16_hostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("signs") << QByteArray("a\0b \x1b[31m text and more text \xe2\x80\xae rtl", 40)
                           << QByteArray("text/plain");
    QTest::newRow("10 MB line") << QByteArray(10'000'000, 'x') << QByteArray("text/plain");
    QTest::newRow("G17 deep") << QByteArray(100'000, '[') << QByteArray("application/json");
    QTest::newRow("G18 many") << "[" + QByteArray("1,").repeated(400'000) + "1]" << QByteArray("application/json");
    QTest::newRow("G15 no text") << QByteArray(1'000'000, '\xff') << QByteArray("text/plain; charset=utf-8");
}

void TestExplorePage::G16_hostileBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    m_transport->succeedWith(200, {{"Content-Type", contentType}}, body);
    QElapsedTimer timer;
    timer.start();
    sendAndWait();
    m_page->grab();
    const qint64 shown = timer.elapsed();
    QVERIFY2(shown < 3'000, qPrintable(QString::number(shown)));
    const QString text = bodyText()->toPlainText();
    QVERIFY(!text.isEmpty());
    for (const char16_t hidden : {u'\0', u'\x1b', u'\u202e'})
        QVERIFY(!text.contains(hidden));
}

void TestExplorePage::G19_markupIsText()
{
    const QByteArray html = "<html><img src='file:///etc/passwd'><b>bold</b></html>";
    m_transport->succeedWith(200, {{"Content-Type", "text/html"}, {"X-Evil", "<b>evil</b>"}}, html);
    sendAndWait();
    QCOMPARE(bodyText()->toPlainText(), QString::fromUtf8(html));
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->textFormat() != Qt::RichText, qPrintable(label->text()));
}

void TestExplorePage::everyControlHasAName()
{
    sendAndWait();
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    int checked = 0;
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        const QString name = interface ? interface->text(QAccessible::Name) : QString();
        QVERIFY2(!name.isEmpty() || widget->objectName().startsWith(u"qt_"), widget->metaObject()->className());
        ++checked;
    }
    QVERIFY(checked > 8);
    url()->setFocus();
    QTest::keyClick(url(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button(u"Send"_s));
}

void TestExplorePage::firstStepsAreTaught()
{
    QVERIFY(visibleText().contains(u"Press Send or Ctrl+Enter."));
    QTest::keyClick(url(), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_page->openCount(), 0);
    QVERIFY(visibleText().contains(u"Choose a request in the tree"));
    button(u"New request"_s)->click();
    QCOMPARE(m_page->openCount(), 1);
    QCOMPARE(m_page->currentDraft().clientId, u"orders"_s);
}

QTEST_MAIN(TestExplorePage)
#include "tst_explorepage.moc"
