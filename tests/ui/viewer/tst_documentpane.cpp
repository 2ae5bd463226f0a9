// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "models/document/background.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"
#include "viewer/searchbar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <ctime>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What this thread has worked, in milliseconds: what else the machine does is no stall of ours.
qint64 workedMilliseconds()
{
#ifdef Q_OS_LINUX
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return qint64(spent.tv_sec) * 1'000 + spent.tv_nsec / 1'000'000;
#else
    return QDeadlineTimer::current().deadline();
#endif
}

} // namespace

class TestDocumentPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup() { m_pane.reset(); }
    void searchesAndCounts();
    void badExpressionsAreTold();
    void escapeEndsTheSearchFirst();
    void tellsWhereOneIs();
    void aPathGoesWithItsDocument();
    void notesSayWhatIsNotAsItCame();
    void anotherBodyIsSearchedToo();
    void largeBodiesDoNotStall();

private:
    template<class Widget>
    [[nodiscard]] Widget *named(const QString &name) const
    {
        const QList<Widget *> all = m_pane->findChildren<Widget *>();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&name](const Widget *one) { return one->accessibleName() == name; });
        return found == all.end() ? nullptr : *found;
    }
    void show(const QByteArray &body, const QByteArray &contentType = "application/json")
    {
        m_pane->show(std::make_shared<const DocumentBytes>(body), contentType, BodyStyle::Pretty);
    }
    [[nodiscard]] QString count() const { return named<QLabel>(u"Matches"_s)->text(); }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<DocumentPane> m_pane;
};

void TestDocumentPane::init()
{
    m_pane = std::make_unique<DocumentPane>(m_theme);
    m_pane->resize(700, 400);
    m_pane->QWidget::show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestDocumentPane::searchesAndCounts()
{
    show("[" + QByteArray("{\"name\":\"Needle\",\"n\":[{}]},").repeated(1'204) + "1]");
    m_pane->view()->setFocus();
    QTest::keyClick(m_pane->view(), Qt::Key_F, Qt::ControlModifier);
    auto *text = named<QLineEdit>(u"Search in the body"_s);
    QVERIFY(text->isVisible());
    QCOMPARE(QApplication::focusWidget(), text);
    QTest::keyClicks(text, u"needle"_s);
    QTRY_COMPARE(count(), u"1 of 1,204"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(count(), u"2 of 1,204"_s);
    QTest::keyClick(text, Qt::Key_F3);
    QCOMPARE(count(), u"3 of 1,204"_s);
    QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count(), u"1,204 of 1,204"_s);
    QVERIFY(m_pane->view()->visibleText().contains(u"Needle"));
    named<QToolButton>(u"Match upper and lower case"_s)->click();
    QTRY_COMPARE(count(), u"No match"_s);
    m_pane->clear(u"Waiting for the answer …"_s);
    QTRY_COMPARE(count(), QString());
    QTest::keyClicks(text, u"x"_s);
    backgroundPool().waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(count(), QString());
}

void TestDocumentPane::badExpressionsAreTold()
{
    show("[1]");
    m_pane->openSearch();
    named<QToolButton>(u"Regular expression"_s)->click();
    QTest::keyClicks(named<QLineEdit>(u"Search in the body"_s), u"a("_s);
    QVERIFY2(count().startsWith(u"No valid regular expression at character 3: "), qPrintable(count()));
}

void TestDocumentPane::escapeEndsTheSearchFirst()
{
    show("[\"x\"]");
    int escapes = 0;
    auto *action = new QAction(m_pane.get());
    action->setShortcut(Qt::Key_Escape);
    connect(action, &QAction::triggered, this, [&escapes] { ++escapes; });
    m_pane->addAction(action);
    m_pane->openSearch();
    auto *text = named<QLineEdit>(u"Search in the body"_s);
    QTest::keyClicks(text, u"x"_s);
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!text->isVisible());
    QCOMPARE(escapes, 0);
    QCOMPARE(QApplication::focusWidget(), m_pane->view());
    QTest::keyClick(m_pane->view(), Qt::Key_Escape);
    QCOMPARE(escapes, 1);
}

void TestDocumentPane::tellsWhereOneIs()
{
    show(R"({"orders":[{"id":1,"x":[{}]}]})");
    m_pane->view()->moveCursor({3, 7});
    QTRY_COMPARE(named<QLabel>(u"Path of what is under the cursor"_s)->text(), u"$.orders[0].id"_s);
}

void TestDocumentPane::aPathGoesWithItsDocument()
{
    const auto path = u"Path of what is under the cursor"_s;
    show("{\"a\":1}");
    QTRY_VERIFY(named<QLabel>(path)->isVisible());
    m_pane->clear(u"Waiting for the answer …"_s);
    QTRY_COMPARE(m_pane->view()->placeholderText(), u"Waiting for the answer …"_s);
    const auto *told = named<QLabel>(path);
    QVERIFY2(!told->isVisible(), "an empty line is no line");
    const std::unique_ptr<DocumentPane> first = std::move(m_pane); // what it looks for comes before that of another
    init();
    show("{\"a\":1}");
    QTRY_COMPARE(named<QLabel>(path)->text(), u"$"_s);
    QCOMPARE(told->text(), QString());
}

void TestDocumentPane::notesSayWhatIsNotAsItCame()
{
    show("{\"a\":1,}");
    QCOMPARE(m_pane->note(), u"This is not valid JSON (at byte 8), so it is shown as it came."_s);
    show(QByteArray("\0\1\2\3", 4), "image/png");
    QCOMPARE(m_pane->note(), u"This is binary data, so it is shown in hex."_s);
    show("{}");
    QCOMPARE(m_pane->note(), QString());
    show("[" + QByteArray("1,").repeated(500'000) + "]");
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->loader().isFinished(), 30'000);
    QVERIFY2(m_pane->note().startsWith(u"This is not valid JSON from byte 1,000,002 on."), qPrintable(m_pane->note()));
    m_pane->clear(u"No answer came."_s);
    QCOMPARE(m_pane->view()->visibleText(), u"No answer came."_s);
}

void TestDocumentPane::anotherBodyIsSearchedToo()
{
    show("[\"x\"]");
    m_pane->openSearch();
    QTest::keyClicks(named<QLineEdit>(u"Search in the body"_s), u"x"_s);
    QTRY_COMPARE(count(), u"1 of 1"_s);
    show("[\"x\",\"x\"]");
    QTRY_COMPARE(count(), u"1 of 2"_s);
}

/// What the GUI thread does between two beats of a timer is bounded, whatever the size of the body.
void TestDocumentPane::largeBodiesDoNotStall()
{
    qint64 last = workedMilliseconds();
    qint64 longest = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] {
        const qint64 now = workedMilliseconds();
        longest = std::max(longest, now - last);
        last = now;
    });
    const QByteArray body = "[" + QByteArray(R"({"id":1,"name":"needle","tags":[{"a":[]}]},)").repeated(250'000) + "1]";
    QByteArray line(12'000'000, 'x');
    line += "needle";
    heart.start(5ms);
    last = workedMilliseconds();
    for (const QByteArray &text : {body, line}) {
        show(text, text == body ? "application/json" : "text/plain");
        m_pane->openSearch();
        named<QLineEdit>(u"Search in the body"_s)->setText(u"needle"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->loader().isFinished(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(count().contains(u" of "), 60'000);
        QTest::keyClick(m_pane->view(), Qt::Key_End, Qt::ControlModifier);
        m_pane->view()->toggleFold(0);
        m_pane->view()->unfoldAll();
        named<QLineEdit>(u"Search in the body"_s)->clear();
    }
    QVERIFY2(longest < 400, qPrintable(QString::number(longest))); // a debug build; tests/bench has the true figure
}

QTEST_MAIN(TestDocumentPane)
#include "tst_documentpane.moc"
