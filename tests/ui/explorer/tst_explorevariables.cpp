// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "environments/confirmsenddialog.h"
#include "models/fieldtablemodel.h"
#include "variables/environmentrules.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Variables and environments in Explore.
class TestExploreVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void allMissingOnesAreTold();
    void valuesAreEncodedWhereTheyLand();
    void blockedClientsSayWhy();
    void missingOnesSayWhoHasThem();
    void baseUrlIsSeenWithoutItsValues();
    void nothingIsSentWhileItOpens();
    void markedEnvironmentsAsk();
    void escapeSendsNothing();
    void aConfirmationIsForItsEnvironment();
    void S05_secretsAreNotShown();
    void screenReadersHearOfMissingOnes();
    void namesAreOffered();
    void bracesAreTypedOver();
    void cellsOfferNamesToo();
    void headersAreOffered();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    static RequestDraft draftOf(const QString &url)
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = u"other"_s;
        draft.url = url;
        draft.params = {};
        return draft;
    }
    static Variable text(const QString &name, const QString &value) { return {name, Variable::Source::Text, value}; }
    static QAbstractItemView *popupOf(QLineEdit *line)
    {
        const auto *completer = line->findChild<QCompleter *>();
        return completer ? completer->popup() : nullptr;
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreVariables::allMissingOnesAreTold()
{
    RequestDraft draft = draftOf(u"/{{a}}?b={{b}}"_s);
    draft.headers = {{u"X-Tag"_s, u"{{c}}"_s, true}, {u"X-Off"_s, u"{{off}}"_s, false}};
    ExploreFixture x(m_theme, draft);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    const QString text = x.visibleText();
    for (const QString &told : {u"The variable a in url has no value."_s, u"The variable b in url has no value."_s,
                                u"The variable c in headers.X-Tag has no value."_s})
        QVERIFY2(text.contains(told), qPrintable(text));
    QVERIFY(!text.contains(u"off"_s));
}

void TestExploreVariables::valuesAreEncodedWhereTheyLand()
{
    RequestDraft draft = draftOf(u"{{base_url}}/o/{{v}}?q={{v}}"_s);
    draft.method = u"POST"_s;
    draft.body = u"{{v}}"_s;
    draft.headers = {{u"X-Tag"_s, u"{{v}}"_s, true}};
    ExploreFixture x(m_theme, draft);
    x.page.setEnvironment(ExploreFixture::environment({text(u"v"_s, u"a b&c/d"_s)}));
    x.sendAndWait();
    const Request sent = x.transport.requests().value(0);
    QCOMPARE(sent.url.toEncoded(), "http://api.example/o/a%20b&c/d?q=a%20b%26c%2Fd");
    QCOMPARE(sent.body.bytes(), "a b&c/d");
    QCOMPARE(sent.headers.value("X-Tag").value_or(QByteArray()), "a b&c/d");
}

void TestExploreVariables::blockedClientsSayWhy()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    Error error(ErrorKind::ConfigInvalid);
    error.faults = {{ErrorDetail::VariableMissing, u"base_url"_s, u"host"_s, {}, 0, 0}};
    state.blocked.insert(u"orders"_s, error);
    x.page.setEnvironment(state);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY(x.visibleText().contains(u"orders-api cannot send: The variable host in base_url has no value."_s));
    QVERIFY(x.visibleText().contains(u"No environment has it: Ctrl+E"_s));
}

void TestExploreVariables::missingOnesSayWhoHasThem()
{
    ExploreFixture x(m_theme, draftOf(u"/orders/{{order}}"_s));
    EnvironmentState state;
    Environment production = ExploreFixture::environment({text(u"order"_s, u"7"_s)}).environment;
    production.slug = u"production"_s;
    production.config.name = u"Production"_s;
    state.all = {ExploreFixture::environment({}).environment, production};
    x.page.setEnvironment(state);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"The environment Production has it: choose it in the status line."_s),
             qPrintable(x.visibleText()));
}

void TestExploreVariables::baseUrlIsSeenWithoutItsValues()
{
    ExploreFixture x(m_theme);
    const auto base = [&x] { return x.named<QLabel>(u"Base URL"_s); };
    QVERIFY(base()->isVisible());
    QCOMPARE(base()->property("rank").toString(), u"muted"_s);
    EnvironmentState state;
    Error error(ErrorKind::ConfigInvalid);
    error.faults = {{ErrorDetail::VariableMissing, u"base_url"_s, u"host"_s, {}, 0, 0}};
    state.blocked.insert(u"orders"_s, error);
    state.blockedUrls.insert(u"orders"_s, u"https://{{host}}/v1"_s);
    ClientConfig config = x.client.config();
    config.baseUrl = ConfigUrl::withVariables(u"https://{{host}}/v1"_s);
    QVERIFY(x.client.reconfigure(config));
    x.page.setEnvironment(state);
    QVERIFY(base()->isVisible());
    QCOMPARE(base()->text(), u"https://{{host}}/v1"_s);
    QCOMPARE(base()->property("rank").toString(), u"error"_s);
    QVERIFY2(base()->toolTip().contains(u"has no value"_s), qPrintable(base()->toolTip()));
}

void TestExploreVariables::nothingIsSentWhileItOpens()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    state.isOpening = true;
    x.page.setEnvironment(state);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY(x.visibleText().contains(u"still being read"_s));
}

void TestExploreVariables::markedEnvironmentsAsk()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    state.environment.config.confirmBeforeSending = true;
    x.page.setEnvironment(state);
    x.page.send();
    auto *dialog = x.page.findChild<ConfirmSendDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->windowTitle(), u"Send to Staging?"_s);
    // Enter does not send: somebody may have pressed it once too often.
    QVERIFY(!dialog->findChild<QPushButton *>(u"send"_s)->isDefault());
    x.scheduler.runUntilIdle(1s);
    QCOMPARE(x.transport.requestCount(), 0);
    // By the keyboard: Return presses the button that has it.
    auto *send = dialog->findChild<QPushButton *>(u"send"_s);
    send->setFocus(Qt::TabFocusReason);
    QTest::keyClick(send, Qt::Key_Return);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestExploreVariables::escapeSendsNothing()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    state.environment.config.confirmBeforeSending = true;
    x.page.setEnvironment(state);
    x.page.send();
    QPointer<ConfirmSendDialog> dialog = x.page.findChild<ConfirmSendDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
}

void TestExploreVariables::aConfirmationIsForItsEnvironment()
{
    ExploreFixture x(m_theme);
    EnvironmentState state = ExploreFixture::environment({});
    state.environment.config.confirmBeforeSending = true;
    x.page.setEnvironment(state);
    x.page.send();
    auto *dialog = x.page.findChild<ConfirmSendDialog *>();
    QVERIFY(dialog);
    state.environment.slug = u"production"_s;
    x.page.setEnvironment(state);
    dialog->accept();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requestCount(), 0);
}

void TestExploreVariables::S05_secretsAreNotShown()
{
    ExploreFixture x(m_theme, draftOf(u"/o?key={{token}}"_s));
    EnvironmentState state = ExploreFixture::environment({{u"token"_s, Variable::Source::Keychain, {}}});
    state.scope.setSecret(u"token"_s, u"CANARY-1"_s);
    state.environment.config.confirmBeforeSending = true;
    x.client.hideSecrets(state.scope.secretValues());
    x.page.setEnvironment(state);
    x.transport.failWith(Error(ErrorKind::Dns, ErrorDetail::None, u"CANARY-1"_s));
    x.page.send();
    auto *dialog = x.page.findChild<ConfirmSendDialog *>();
    QVERIFY(dialog);
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u"CANARY"_s));
    dialog->accept();
    x.scheduler.runUntilIdle(1h);
    QCOMPARE(x.transport.requests().value(0).url.query(), u"key=CANARY-1"_s);
    QVERIFY(!x.visibleText().contains(u"CANARY"_s));
    QVERIFY(!x.url()->text().contains(u"CANARY"_s));
}

void TestExploreVariables::screenReadersHearOfMissingOnes()
{
    ExploreFixture x(m_theme, draftOf(u"{{base_url}}/{{a}}/{{b}}"_s));
    QCOMPARE(x.url()->accessibleDescription(), u"Without a value: a, b"_s);
    x.page.setEnvironment(ExploreFixture::environment({text(u"a"_s, u"1"_s), text(u"b"_s, u"{{gone}}"_s)}));
    QCOMPARE(x.url()->accessibleDescription(), u"Without a value: b"_s);
}

void TestExploreVariables::namesAreOffered()
{
    ExploreFixture x(m_theme, draftOf(u"/"_s));
    x.page.setEnvironment(ExploreFixture::environment({text(u"city"_s, u"1"_s), text(u"country"_s, u"2"_s)}));
    x.url()->setFocus();
    x.url()->end(false);
    QTest::keyClicks(x.url(), u"{{"_s);
    QVERIFY(popupOf(x.url())->isVisible());
    QCOMPARE(popupOf(x.url())->model()->rowCount(), 2);
    QVERIFY2(popupOf(x.url())->viewport()->height() >= 2 * popupOf(x.url())->sizeHintForRow(0), "the last one is cut");
    QTest::keyClicks(x.url(), u"co"_s);
    QCOMPARE(popupOf(x.url())->model()->rowCount(), 1);
    QTest::keyClick(popupOf(x.url()), Qt::Key_Return);
    QCOMPARE(x.url()->text(), u"/{{country}}"_s);
    QCOMPARE(x.page.currentDraft().url, u"/{{country}}"_s);
    QVERIFY(!popupOf(x.url())->isVisible());
    QTest::keyClicks(x.url(), u"/{{c"_s);
    QVERIFY(popupOf(x.url())->isVisible());
    QTest::keyClick(popupOf(x.url()), Qt::Key_Escape);
    QVERIFY(!popupOf(x.url())->isVisible());
    QCOMPARE(x.url()->text(), u"/{{country}}/{{c"_s);
}

void TestExploreVariables::bracesAreTypedOver()
{
    ExploreFixture x(m_theme, draftOf(u"/"_s));
    x.page.setEnvironment(ExploreFixture::environment({text(u"city"_s, u"1"_s)}));
    x.url()->setFocus();
    x.url()->end(false);
    QTest::keyClicks(x.url(), u"{{ci"_s);
    QTest::keyClick(popupOf(x.url()), Qt::Key_Return);
    QTest::keyClicks(x.url(), u"}}"_s);
    QCOMPARE(x.url()->text(), u"/{{city}}"_s);
    QCOMPARE(x.page.currentDraft().url, u"/{{city}}"_s);
    QTest::keyClicks(x.url(), u"}"_s); // no habit any more
    QCOMPARE(x.url()->text(), u"/{{city}}}"_s);
    x.url()->setText(u"/"_s);
    x.url()->end(false);
    QTest::keyClicks(x.url(), u"{{city}}"_s);
    QCOMPARE(x.url()->text(), u"/{{city}}"_s);
}

void TestExploreVariables::cellsOfferNamesToo()
{
    ExploreFixture x(m_theme);
    x.page.setEnvironment(ExploreFixture::environment({text(u"size"_s, u"1"_s)}));
    auto *table = x.named<QTableView>(u"Parameters"_s);
    QVERIFY(table);
    table->edit(table->model()->index(0, FieldTableModel::ValueColumn));
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->clear();
    QTest::keyClicks(editor, u"{{s"_s);
    QCOMPARE(editor->accessibleDescription(), QString());
    QVERIFY(popupOf(editor) && popupOf(editor)->isVisible());
    QTest::keyClick(popupOf(editor), Qt::Key_Return);
    QCOMPARE(editor->text(), u"{{size}}"_s);
    QTest::keyClicks(editor, u"{{gone}}"_s);
    QCOMPARE(editor->accessibleDescription(), u"Without a value: gone"_s);
}

void TestExploreVariables::headersAreOffered()
{
    RequestDraft draft = draftOf(u"/"_s);
    draft.headers = {{u"accept"_s, u""_s, true}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    auto *table = x.named<QTableView>(u"Headers"_s);
    QVERIFY(table);
    const auto write = [table](int row, int column, const QString &text) {
        table->edit(table->model()->index(row, column));
        const QList<QLineEdit *> editors = table->viewport()->findChildren<QLineEdit *>();
        editors.last()->clear();
        QTest::keyClicks(editors.last(), text);
        return editors.last();
    };
    const auto offered = [](const QLineEdit *line) { return line->findChildren<QCompleter *>().last(); };
    QLineEdit *name = write(1, FieldTableModel::NameColumn, u"idem"_s);
    QVERIFY(offered(name)->popup()->isVisible());
    QTest::keyClick(offered(name)->popup(), Qt::Key_Down);
    QTest::keyClick(offered(name)->popup(), Qt::Key_Return);
    QCOMPARE(name->text(), u"Idempotency-Key"_s);
    QVERIFY(!offered(name)->popup()->isVisible());
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(x.page.currentDraft().headers.value(1).name, u"Idempotency-Key"_s);
    // Of the values those that the header takes; what is written out is no longer offered.
    QLineEdit *value = write(0, FieldTableModel::ValueColumn, u"application/js"_s);
    QCOMPARE(offered(value)->completionCount(), 1);
    QTest::keyClicks(value, u"on"_s);
    QVERIFY(!offered(value)->popup()->isVisible());
}

void TestExploreVariables::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << Theme::Mode::Light << u"variables-light.png"_s;
    QTest::newRow("dark") << Theme::Mode::Dark << u"variables-dark.png"_s;
}

void TestExploreVariables::bothSchemesAreDrawn()
{
    QFETCH(const Theme::Mode, mode);
    QFETCH(const QString, name);
    m_theme.setMode(mode);
    RequestDraft draft = draftOf(u"{{base_url}}/orders/{{order}}?city={{city}}&x={{gone}}"_s);
    draft.params = {{u"city"_s, u"{{city}}"_s, true}, {u"x"_s, u"{{gone}}"_s, true}};
    draft.more.bodyKind = BodyKind::Json;
    draft.body = u"{\n  \"to\": \"Ada in {{city}}\",\n  \"order\": {{order}},\n  \"note\": \"{{gone}}\"\n}"_s;
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(3);
    x.page.setEnvironment(ExploreFixture::environment({text(u"order"_s, u"1042"_s), text(u"city"_s, u"Lisbon"_s)}));
    x.sendAndWait();
    const QImage image = x.page.grab().toImage();
    QVERIFY(!image.isNull());
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u'/' + name));
}

QTEST_MAIN(TestExploreVariables)
#include "tst_explorevariables.moc"
