// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with a call of which not all was kept.

#include "historyfixture.h"

#include "common/tabstrip.h"
#include "common/theme.h"
#include "models/config/fieldinfo.h"
#include "viewer/documentview.h"

#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTextDocument>
#include <QTextDocumentFragment>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestHistoryResend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void theSavedRequestIsOffered();
    void theSavedRequestIsSentWhenAgreed();
    void aRequestThatHasGoneIsNotOffered();
    void whatIsWholeGoesWithoutAQuestion();
    void theSettingThatKeepsBodiesIsOpened();
    void pictures_data();
    void pictures();

private:
    static HistoryEntry posted(const HistoryFixture &x);
    static void showPosted(HistoryFixture &x, const HistoryEntry &entry);
    static QMessageBox *askedBySend(const HistoryFixture &x);
    static void press(const QMessageBox *question, const QString &text);

    Theme m_theme{Theme::Mode::Light};
};

/// A call with a body that was not kept.
HistoryEntry TestHistoryResend::posted(const HistoryFixture &x)
{
    HistoryEntry entry = x.recent(1);
    entry.summary.method = u"POST"_s;
    entry.requestBody = {{}, 12, false, false};
    entry.requestId = u"billing/create"_s;
    return entry;
}

void TestHistoryResend::showPosted(HistoryFixture &x, const HistoryEntry &entry)
{
    const RequestNode folder{u"billing/create"_s, u"A folder of that name"_s, {}, {}, true};
    const RequestNode request{u"billing/create"_s, u"<b>Create</b> bill"_s, "POST", u"/bills"_s};
    x.page->setClients({{u"orders"_s, u"orders-api"_s, {}, {folder, request}}});
    x.store.append(entry);
    QTRY_VERIFY(x.visibleText().contains(u"orders/1?"));
}

QMessageBox *TestHistoryResend::askedBySend(const HistoryFixture &x)
{
    x.action(u"history-send"_s)->trigger();
    return x.page->findChild<QMessageBox *>();
}

void TestHistoryResend::press(const QMessageBox *question, const QString &text)
{
    const QList<QAbstractButton *> buttons = question->buttons();
    const auto found = std::find_if(buttons.begin(), buttons.end(),
                                    [&text](const QAbstractButton *each) { return each->text() == text; });
    QVERIFY2(found != buttons.end(), qPrintable(text));
    (*found)->click();
}

void TestHistoryResend::theSavedRequestIsOffered()
{
    HistoryFixture x(m_theme, 0);
    showPosted(x, posted(x));
    QSignalSpy opened(x.page.get(), &HistoryPage::requestOpened);
    QSignalSpy saved(x.page.get(), &HistoryPage::savedRequestOpened);
    QVERIFY(x.action(u"history-send"_s)->isEnabled());
    const QMessageBox *question = askedBySend(x);
    QVERIFY(question);
    QCOMPARE(question->text(), u"The body of this request was not kept."_s);
    // As the box shows it, which takes tags in a name for its own.
    const QString shown = QTextDocumentFragment::fromHtml(question->informativeText()).toPlainText();
    QVERIFY2(Qt::mightBeRichText(question->informativeText()), "else it is shown as it is");
    QVERIFY2(shown.startsWith(u"It was sent from “<b>Create</b> bill”, which is POST /bills now. Open that request"),
             qPrintable(shown));
    press(question, u"&Open the request"_s);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first(), QVariantList({u"orders"_s, u"billing/create"_s, false}));
}

void TestHistoryResend::theSavedRequestIsSentWhenAgreed()
{
    HistoryFixture x(m_theme, 0);
    showPosted(x, posted(x));
    QSignalSpy saved(x.page.get(), &HistoryPage::savedRequestOpened);
    QMessageBox *question = askedBySend(x);
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!x.page->findChild<QMessageBox *>());
    QCOMPARE(saved.size(), 0);
    question = askedBySend(x);
    QVERIFY(question);
    press(question, u"&Send as it is now"_s);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first(), QVariantList({u"orders"_s, u"billing/create"_s, true}));
}

void TestHistoryResend::aRequestThatHasGoneIsNotOffered()
{
    HistoryFixture x(m_theme, 0);
    showPosted(x, posted(x));
    x.page->setClients({{u"orders"_s, u"orders-api"_s, {}, {}}});
    QAction *send = x.action(u"history-send"_s);
    QVERIFY(!send->isEnabled());
    const QString setting = fieldInfo(u"log_response_body"_s)->label;
    QVERIFY(setting.contains(u"history"));
    QVERIFY2(send->toolTip().contains(setting), qPrintable(send->toolTip()));
}

void TestHistoryResend::whatIsWholeGoesWithoutAQuestion()
{
    HistoryFixture x(m_theme, 0);
    HistoryEntry entry = posted(x);
    entry.requestBody = {u"twelve bytes"_s, 12, true, false};
    showPosted(x, entry);
    QSignalSpy opened(x.page.get(), &HistoryPage::requestOpened);
    QVERIFY(!askedBySend(x));
    QCOMPARE(opened.size(), 1);
    QVERIFY(opened.first().at(1).toBool());
}

void TestHistoryResend::theSettingThatKeepsBodiesIsOpened()
{
    HistoryFixture x(m_theme, 0);
    showPosted(x, posted(x));
    QSignalSpy asked(x.page.get(), &HistoryPage::loggingRequested);
    const auto isSeen = [&x] {
        const QList<QPushButton *> all = x.page->findChildren<QPushButton *>();
        return std::any_of(all.begin(), all.end(), [](const QPushButton *each) {
            return each->isVisible() && each->text() == u"Open this setting…";
        });
    };
    x.page->findChild<TabStrip *>()->setCurrentIndex(2);
    QVERIFY(!isSeen()); // the body of the answer was kept
    x.page->findChild<TabStrip *>()->setCurrentIndex(1);
    QVERIFY(isSeen());
    x.clickButton(u"Open this setting…"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), u"orders"_s);
    x.page->setClients({}); // there is nobody any more whose setting that is
    QVERIFY(!isSeen());
    x.page->setClients({{u"orders"_s, u"orders-api"_s, {}, {}}}); // the deletion was undone
    QVERIFY(isSeen());
    // Where nobody can switch it on any more.
    HistoryEntry other = posted(x);
    other.summary.client = u"gone"_s;
    x.store.append(other);
    QTRY_COMPARE(x.rows(), 2);
    x.table()->selectRow(0);
    QTRY_VERIFY(!isSeen());
}

void TestHistoryResend::pictures_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(Theme::Mode::Light);
    QTest::newRow("dark") << int(Theme::Mode::Dark);
}

void TestHistoryResend::pictures()
{
    QFETCH(int, mode);
    Theme theme{Theme::Mode(mode)};
    theme.applyTo(*qApp);
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); // where somebody wants to look at them
    const auto draw = [&folder](const QString &name, QWidget *widget) {
        const QImage image = widget->grab().toImage();
        QVERIFY(!image.isNull());
        if (!folder.isEmpty())
            QVERIFY(image.save(folder + u"/history-%1-%2.png"_s.arg(name, QLatin1String(QTest::currentDataTag()))));
    };
    HistoryFixture x(theme, 0);
    showPosted(x, posted(x));
    x.page->findChild<TabStrip *>()->setCurrentIndex(1);
    draw(u"unkept"_s, x.page.get());
    draw(u"resend"_s, askedBySend(x));
    delete x.page->findChild<QMessageBox *>();
    x.action(u"history-clear"_s)->trigger();
    QTRY_VERIFY(x.page->findChild<QMessageBox *>());
    draw(u"clear"_s, x.page->findChild<QMessageBox *>());
}

QTEST_MAIN(TestHistoryResend)
#include "tst_historyresend.moc"
