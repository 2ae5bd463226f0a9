// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/segmentedcontrol.h"
#include "common/theme.h"
#include "explorer/bodyview.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"
#include "viewer/filterbar.h"
#include "viewer/previewpane.h"

#include <QApplication>
#include <QBuffer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ordersBody =
    R"({"orders":[{"id":"ord_8842","status":"open","total":129.90,"tags":["new",{"vip":true}]},)"
    R"({"id":"ord_8843","status":"open","total":18.00}],"next":"/orders?cursor=c2"})";

QByteArray pictureBody()
{
    QImage image(320, 200, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QPainter painter(&image);
    painter.fillRect(40, 40, 120, 80, Qt::white);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

class TestBodyView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup() { m_view.reset(); }
    void stylesShowTheSameBody();
    void theWaysToShowComeBeforeTheHeading();
    void filtersAndClears();
    void filtersXml_data() { pictures_data(); }
    void filtersXml();
    void savesToAFile();
    void oneIsSavedAfterTheOther();
    void asksWhereToSave();
    void pictures_data();
    void pictures();

private:
    void choose(int style) { m_view->findChild<SegmentedControl *>()->setCurrent(style); }
    [[nodiscard]] DocumentView *text() const { return m_view->documentPane()->view(); }
    [[nodiscard]] QString says() const
    {
        QStringList texts;
        for (const QLabel *label : m_view->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts.join(u'\n');
    }
    void take(const QString &name) const;
    void takeDocuments(const QString &scheme);

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<BodyView> m_view;
};

void TestBodyView::theWaysToShowComeBeforeTheHeading()
{
    const auto *style = m_view->findChild<SegmentedControl *>();
    QVERIFY(says().contains(u"Body"_s));
    m_view->resize(322, 420); // the narrowest response
    QCoreApplication::sendPostedEvents();
    QVERIFY(!says().contains(u"Body"_s));
    QVERIFY2(style->geometry().right() < m_view->width(), qPrintable(QString::number(style->geometry().right())));
    m_view->resize(620, 420);
    QVERIFY(says().contains(u"Body"_s));
}

void TestBodyView::init()
{
    m_view = std::make_unique<BodyView>(m_theme);
    m_view->resize(620, 420);
    m_view->setVisible(true);
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestBodyView::stylesShowTheSameBody()
{
    m_view->setBody(ordersBody, "application/json");
    QVERIFY(text()->visibleText().startsWith(u"{\n  \"orders\": [\n    {"));
    choose(1);
    QCOMPARE(text()->toPlainText(), QString::fromUtf8(ordersBody));
    choose(2);
    QVERIFY(text()->visibleText().startsWith(u"00000000  7b 22"));
    choose(3);
    QVERIFY2(says().contains(u"No preview"), qPrintable(says()));
    choose(0);
    QVERIFY(text()->visibleText().startsWith(u"{\n  \"orders\""));
    m_view->clear(u"Cancelled before the answer came."_s);
    QCOMPARE(text()->visibleText(), u"Cancelled before the answer came."_s);
    QVERIFY(!m_view->hasBody());
    choose(3);
    QVERIFY2(says().contains(u"Cancelled before the answer came."_s), qPrintable(says()));
    choose(0);
    m_view->setBody({}, "text/plain");
    QCOMPARE(text()->visibleText(), u"The answer has no body."_s);
}

void TestBodyView::filtersAndClears()
{
    m_view->setBody(ordersBody, "application/json");
    auto *bar = m_view->findChild<FilterBar *>();
    QVERIFY(!bar->isVisible());
    bar->open();
    bar->findChild<QLineEdit *>()->setText(u"$..id"_s);
    bar->run();
    QTRY_COMPARE(text()->toPlainText(), u"\"ord_8842\"\n\"ord_8843\""_s);
    QTest::keyClick(bar->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(text()->toPlainText().contains(u"cursor=c2"));
    const QList<QToolButton *> tools = m_view->findChildren<QToolButton *>();
    const auto filter = std::find_if(tools.begin(), tools.end(), [](const QToolButton *tool) {
        return tool->accessibleName().startsWith(u"Filter the body by JSONPath, jq or XPath");
    });
    QVERIFY(filter != tools.end());
    m_view->setBody("<a/>", "application/xml");
    QVERIFY((*filter)->isEnabled());
    m_view->setBody("hello", "text/plain");
    QVERIFY(!(*filter)->isEnabled());
}

void TestBodyView::filtersXml()
{
    QFETCH(Theme::Mode, mode);
    m_theme.setMode(mode);
    const QString scheme = QString::fromLatin1(QTest::currentDataTag());
    m_view->setBody("<orders><order id='a'><total>5</total></order><order id='b'><total>30</total></order></orders>",
                    "application/xml");
    auto *bar = m_view->findChild<FilterBar *>();
#ifdef FUSEBOARD_XPATH
    bar->filter().setXPathProgram(QStringLiteral(FUSEBOARD_XPATH));
#else
    QSKIP("there is no libxml2");
#endif
    bar->open();
    const auto filter = [bar](const QString &expression) {
        bar->findChild<QLineEdit *>()->setText(expression);
        bar->run();
    };
    filter(u"//order[total > 20]"_s);
    QTRY_COMPARE(text()->toPlainText(), u"<order id=\"b\">\n  <total>30</total>\n</order>"_s);
    take(u"xpath-"_s + scheme);
    filter(u"//order["_s);
    QTRY_VERIFY(says().contains(u"This is no XPath at character 9."));
    take(u"xpath-problem-"_s + scheme);
    filter(u"//none"_s);
    QTRY_COMPARE(text()->placeholderText(), u"Nothing in the body matches."_s);
    QCOMPARE(text()->toPlainText(), QString());
    m_theme.setMode(Theme::Mode::Light);
}

void TestBodyView::savesToAFile()
{
    const QTemporaryDir folder;
    m_view->saveTo(folder.filePath(u"none.json"_s)); // there is nothing
    m_view->setBody(ordersBody, "application/json");
    m_view->saveTo(folder.filePath(u"orders.json"_s));
    QTRY_VERIFY(says().contains(u"Saved to "));
    QFile file(folder.filePath(u"orders.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), ordersBody);
    QVERIFY(!QFile::exists(folder.filePath(u"none.json"_s)));
    m_view->saveTo(folder.filePath(u"no/folder.json"_s));
    QTRY_VERIFY(says().contains(u"could not be written"));
}

void TestBodyView::oneIsSavedAfterTheOther()
{
    const QTemporaryDir folder;
    m_view->setBody(QByteArray(40'000'000, 'x'), "text/plain");
    m_view->saveTo(folder.filePath(u"first"_s));
    m_view->save(u"second"_s); // what is asked while it runs is answered
    QVERIFY(!m_view->findChild<QFileDialog *>());
    QVERIFY2(says().contains(u"One body is saved after the other"), qPrintable(says()));
    QTRY_VERIFY(says().contains(u"Saved to "));
    m_view->saveTo(folder.filePath(u"second"_s));
    QVERIFY(!says().contains(u"One body is saved after the other"));
    QTRY_VERIFY(QFile::exists(folder.filePath(u"second"_s)));
}

void TestBodyView::asksWhereToSave()
{
    m_view->save(u"x.json"_s);
    QVERIFY(!m_view->findChild<QFileDialog *>());
    m_view->setBody(ordersBody, "application/json");
    m_view->save(u"orders.json"_s);
    auto *dialog = m_view->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    dialog->reject();
}

void TestBodyView::take(const QString &name) const
{
    const QImage image = m_view->grab().toImage();
    QVERIFY(!image.isNull());
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u"/body-"_s + name + u".png"_s));
}

void TestBodyView::pictures_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void TestBodyView::takeDocuments(const QString &scheme)
{
    take(u"empty-"_s + scheme);
    m_view->setBody("{\"a\":1,}", "application/json");
    take(u"error-"_s + scheme);
    m_view->setBody("<html><body class='a'><p>Hello <b>you</b></p><script>\n  x();\n</script></body></html>",
                    "text/html");
    take(u"html-"_s + scheme);
    m_view->setBody(ordersBody, "application/json");
    text()->moveCursor({3, 8});
    text()->setFocus();
    QTRY_VERIFY(says().contains(u"$.orders[0].id"));
    take(u"json-"_s + scheme);
    text()->toggleFold(1);
    take(u"folded-"_s + scheme);
    text()->unfoldAll();
    m_view->documentPane()->openSearch();
    QTest::keyClicks(QApplication::focusWidget(), u"ord"_s);
    QTRY_VERIFY(says().contains(u"of 4"));
    take(u"search-"_s + scheme);
    choose(2);
    take(u"hex-"_s + scheme);
    QTest::keyClick(text(), Qt::Key_Escape);
    choose(0);
}

void TestBodyView::pictures()
{
    QFETCH(Theme::Mode, mode);
    m_theme.setMode(mode);
    const QString scheme = QString::fromLatin1(QTest::currentDataTag());
    m_view->clear(u"Waiting for the answer …"_s);
    takeDocuments(scheme);
    m_view->findChild<FilterBar *>()->open();
    m_view->findChild<FilterBar *>()->findChild<QLineEdit *>()->setText(u"$.orders[?@.total > 20]"_s);
    m_view->findChild<FilterBar *>()->run();
    QTRY_VERIFY(!text()->toPlainText().contains(u"8843"));
    take(u"filter-"_s + scheme);
    m_view->setBody(pictureBody(), "image/png");
    choose(3);
    QTRY_VERIFY(!m_view->findChild<PreviewPane *>()->image().isNull());
    take(u"image-"_s + scheme);
    m_view->setBody(ordersBody, "application/json");
    take(u"no-preview-"_s + scheme);
    QCOMPARE(m_view->grab().toImage().pixelColor(1, 1), m_theme.color(ColorRole::Window));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestBodyView)
#include "tst_bodyview.moc"
