// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/responsepane.h"
#include "viewer/documentview.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestExploreSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void G16_hostileBodies_data();
    void G16_hostileBodies();
    void G19_markupIsText();
    void filesOutsideAreSentOnceChosen();
    void tabsKeepTheKeyboard_data();
    void tabsKeepTheKeyboard();
    void everyControlHasAName();
    void firstStepsAreTaught();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestExploreSafety::G16_hostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("signs") << QByteArrayLiteral("a\0b \x1b[31m text and more text \xe2\x80\xae rtl")
                           << QByteArray("text/plain");
    QTest::newRow("10 MB line") << QByteArray(10'000'000, 'x') << QByteArray("text/plain");
    QTest::newRow("G17 deep") << QByteArray(100'000, '[') << QByteArray("application/json");
    QTest::newRow("G18 many") << "[" + QByteArray("1,").repeated(400'000) + "1]" << QByteArray("application/json");
    QTest::newRow("G15 no text") << QByteArray(1'000'000, '\xff') << QByteArray("text/plain; charset=utf-8");
}

void TestExploreSafety::G16_hostileBodies()
{
    ExploreFixture x(m_theme);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    x.transport.succeedWith(200, {{"Content-Type", contentType}}, body);
    x.sendAndWait();
    x.page.grab();
    const QString text = x.bodyText()->toPlainText();
    QVERIFY(!text.isEmpty());
    for (const char16_t hidden : {u'\0', u'\x1b', u'\u202e'})
        QVERIFY(!text.contains(hidden));
}

void TestExploreSafety::G19_markupIsText()
{
    ExploreFixture x(m_theme);
    const QByteArray html = "<html><img src='file:///etc/passwd'><b>bold</b></html>";
    x.transport.succeedWith(200, {{"Content-Type", "text/html"}, {"X-Evil", "<b>evil</b>"}}, html);
    x.sendAndWait();
    // Laid out, and every sign of it still there.
    QCOMPARE(x.bodyText()->toPlainText(), u"<html>\n  <img src='file:///etc/passwd'>\n  <b>bold</b>\n</html>"_s);
    const QList<QLabel *> labels = x.page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->textFormat() != Qt::RichText, qPrintable(label->text()));
}

void TestExploreSafety::filesOutsideAreSentOnceChosen()
{
    const QTemporaryDir root;
    QFile file(root.filePath(u"cat.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("bytes") == 5);
    file.close();
    RequestDraft draft = ExploreFixture::draft();
    draft.method = u"POST"_s;
    draft.more.bodyKind = BodyKind::File;
    draft.more.bodyFile = file.fileName();
    ExploreFixture x(m_theme, draft);
    x.page.send();
    QVERIFY2(x.visibleText().contains(u"choose it again with “Choose file…”"_s), qPrintable(x.visibleText()));
    QSignalSpy agreed(&x.page, &ExplorePage::fileAgreed);
    x.named<QPushButton>(u"Choose the file to send"_s)->click();
    auto *dialog = x.page.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(file.fileName());
    dialog->close();
    QCOMPARE(agreed.size(), 1);
    QCOMPARE(agreed.first().first().toString(), QFileInfo(file.fileName()).canonicalFilePath());
    QCOMPARE(x.page.currentDraft().more.bodyFile, file.fileName());
    x.transport.succeedWith(200, {}, "taken");
    x.sendAndWait();
    QVERIFY(x.bodyText()->toPlainText().contains(u"taken"_s));
}

void TestExploreSafety::tabsKeepTheKeyboard_data()
{
    QTest::addColumn<QString>("tab");
    for (const char *tab : {"Headers", "Cookies", "Timeline", "Tests"})
        QTest::newRow(tab) << QString::fromLatin1(tab);
}

/// Else what is typed next goes to what follows the page in the window: the choice of the environment.
void TestExploreSafety::tabsKeepTheKeyboard()
{
    QFETCH(QString, tab);
    ExploreFixture x(m_theme);
    x.sendAndWait();
    auto *pane = x.page.findChild<ResponsePane *>();
    auto *tabs = pane->findChild<TabStrip *>();
    tabs->setCurrentIndex(0);
    x.bodyText()->setFocus();
    QVERIFY(pane->isAncestorOf(QApplication::focusWidget()));
    for (int each = 0; each < tabs->count(); ++each) {
        if (tabs->tabText(each) == tab)
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(each).center());
    }
    QCOMPARE(tabs->tabText(tabs->currentIndex()), tab);
    QCOMPARE(QApplication::focusWidget(), tabs);
}

void TestExploreSafety::everyControlHasAName()
{
    ExploreFixture x(m_theme);
    x.sendAndWait();
    const QList<QWidget *> widgets = x.page.findChildren<QWidget *>();
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
    x.url()->setFocus();
    QTest::keyClick(x.url(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), x.button(u"Send"_s));
}

void TestExploreSafety::firstStepsAreTaught()
{
    ExploreFixture x(m_theme);
    QVERIFY(x.visibleText().contains(u"Press Send or Ctrl+Enter."));
    QTest::keyClick(x.url(), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(x.page.openCount(), 0);
    QVERIFY(x.visibleText().contains(u"Choose a request in the tree"));
    x.button(u"New request"_s)->click();
    QCOMPARE(x.page.openCount(), 1);
    QCOMPARE(x.page.currentDraft().clientId, u"orders"_s);
}

void TestExploreSafety::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << Theme::Mode::Light << u"explore-light.png"_s;
    QTest::newRow("dark") << Theme::Mode::Dark << u"explore-dark.png"_s;
}

void TestExploreSafety::bothSchemesAreDrawn()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(QString, name);
    m_theme.setMode(mode);
    RequestDraft first = ExploreFixture::draft();
    first.url = u"{{base_url}}/orders?status={{status}}&limit=50"_s;
    first.params = {{u"status"_s, u"{{status}}"_s, true}, {u"limit"_s, u"50"_s, true}, {u"cursor"_s, {}, false}};
    ExploreFixture x(m_theme, first);
    RequestDraft second;
    second.clientId = u"orders"_s;
    second.name = u"Create order"_s;
    second.method = u"POST"_s;
    x.page.openRequest(second);
    x.page.openRequest(first);
    x.page.setEnvironment(ExploreFixture::environment({{u"status"_s, Variable::Source::Text, u"open"_s}}));
    const QByteArray body = R"({"orders":[{"id":"ord_8842","status":"open","total":129.90},)"
                            R"({"id":"ord_8843","status":"open","total":18.00}],"next":"/orders?cursor=c2"})";
    FakeOutcome answer = FakeOutcome::success(200, {{"Content-Type", "application/json"}}, body, 699ms);
    answer.result->value().protocol = Protocol::Http11;
    answer.result->value().phases = {{}, 110ms, 92ms, 368ms, 129ms, false};
    x.transport.enqueue(FakeOutcome::success(503, {}, {}, 405ms));
    x.transport.enqueue(answer);
    x.sendAndWait();
    x.url()->setFocus();
    const QImage image = x.page.grab().toImage();
    QVERIFY(image.pixelColor(2, image.height() - 2) == m_theme.color(ColorRole::Window));
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u'/' + name));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestExploreSafety)
#include "tst_exploresafety.moc"
