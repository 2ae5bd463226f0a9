// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a kept request says, edited and sent from Explore.

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/autheditor.h"
#include "explorer/bodyeditor.h"
#include "explorer/fieldtable.h"
#include "explorer/paramseditor.h"
#include "explorer/requestpane.h"
#include "explorer/requestsettings.h"
#include "explorer/responsepane.h"
#include "models/checks/capturetablemodel.h"
#include "models/checks/checkresultsmodel.h"
#include "models/checks/testtablemodel.h"
#include "models/document/background.h"
#include "models/fieldtablemodel.h"
#include "models/parttablemodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOfAFileIsLost();
    void showingARequestIsNoEdit();
    void eachKindOfBodyIsSent();
    void aBodyIsLaidOutOnce();
    void eachPathParameterIsSeen();
    void theUrlFeedsThePathParameters();
    void ownCredentialsAreSent();
    void aBearerTokenGoesBareIntoTheQuery();
    void typedSecretsAreNotKept();
    void otherCredentialsStay();
    void settingsAreTheClientsUnlessWritten();
    void partsAreEdited();
    void testsAreEdited();
    void testsAndCapturesAreDescribed();
    void resultsStandBesideTheAnswer();
    void noAnswerNoResults();
    void narrowPanesCutNothing();
    void narrowPanesShowEachColumnOfTheAnswer();
    void linesComeBeforeTheNote();
    void otherEditsLeaveTheBodyAsItIs();
    void capturesAreVariablesOfTheNextRequest();
    void capturedSecretsAreHidden();
    void anotherEnvironmentForgetsCaptures();
    void aTabThatClosesEndsTheChecks();

private:
    static RequestConfig full();
    static RequestDraft drafted(const RequestConfig &config);
    static QAbstractItemModel *results(const ExploreFixture &x);

    Theme m_theme{Theme::Mode::Light};
};

RequestConfig TestRequestParts::full()
{
    RequestConfig config;
    config.name = u"All"_s;
    config.method = u"POST"_s;
    config.path = u"/orders/:id"_s;
    config.pathParams = {{u"id"_s, u"7 a"_s, true, u"the order"_s}, {u"later"_s, u"x"_s}};
    config.params = {{u"a"_s, u"1"_s, true, u"noted"_s}, {u"off"_s, u"2"_s, false}};
    config.headers = {{u"X-A"_s, u"1"_s, true, u"noted too"_s}};
    config.bodyKind = BodyKind::GraphQl;
    config.body = u"query A { a }"_s;
    config.contentType = u"application/graphql+json"_s;
    config.form = {{u"f"_s, u"1 2"_s}};
    config.multipart = {{u"p"_s, u"text"_s, {}}, {u"q"_s, {}, u"cat.png"_s, u"image/png"_s}};
    config.bodyFile = u"cat.png"_s;
    config.graphqlVariables = u"{\"n\": 1}"_s;
    config.graphqlOperation = u"A"_s;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::plain(u"{{token}}"_s);
    config.timeout = 2500ms;
    config.maxRetries = 0;
    config.followRedirects = false;
    config.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    config.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
    config.description = u"What it is for"_s;
    return config;
}

RequestDraft TestRequestParts::drafted(const RequestConfig &config)
{
    return draftOf(u"orders"_s, u"all"_s, config);
}

QAbstractItemModel *TestRequestParts::results(const ExploreFixture &x)
{
    return x.named<QTableView>(u"Tests of the answer"_s)->model();
}

void TestRequestParts::nothingOfAFileIsLost()
{
    QCOMPARE(configOf(drafted(full())), full());
    ExploreFixture x(m_theme, drafted(full()));
    RequestDraft read = x.page.currentDraft();
    x.page.findChild<RequestPane *>()->readInto(read);
    QCOMPARE(configOf(read), full());
}

void TestRequestParts::showingARequestIsNoEdit()
{
    RequestPane pane(m_theme);
    const QSignalSpy edited(&pane, &RequestPane::edited);
    const QSignalSpy params(&pane, &RequestPane::paramsEdited);
    pane.setDraft(drafted(full()));
    pane.setDraft(ExploreFixture::draft());
    QCOMPARE(edited.count(), 0);
    QCOMPARE(params.count(), 0);
}

void TestRequestParts::eachKindOfBodyIsSent()
{
    const QList<QPair<BodyKind, QByteArray>> kinds{{BodyKind::None, ""},
                                                   {BodyKind::Xml, "query A { a }"},
                                                   {BodyKind::Form, "f=1+2"},
                                                   {BodyKind::GraphQl,
                                                    R"({"query":"query A { a }","variables":{"n":1},)"
                                                    R"("operationName":"A"})"}};
    for (const auto &[kind, body] : kinds) {
        RequestConfig config = full();
        config.auth.reset();
        config.bodyKind = BodyKind::None;
        ExploreFixture x(m_theme, drafted(config));
        auto *box = x.named<QComboBox>(u"Kind of body"_s);
        box->setCurrentIndex(box->findData(int(kind)));
        QCOMPARE(x.page.currentDraft().more.bodyKind, kind);
        x.sendAndWait();
        QCOMPARE(x.transport.requestCount(), 1);
        QCOMPARE(x.transport.requests().at(0).body.bytes(), body);
        QCOMPARE(x.transport.requests().at(0).url.toEncoded(), QByteArray("http://api.example/orders/7%20a?a=1"));
    }
}

// One field of the file has two editors, and a large body costs seconds in each.
void TestRequestParts::aBodyIsLaidOutOnce()
{
    BodyEditor editor(m_theme);
    const auto show = [&editor](BodyKind kind, const QString &body) {
        RequestDraft draft;
        draft.more.bodyKind = kind;
        draft.body = body;
        editor.setDraft(draft);
    };
    const auto bodyNow = [&editor] {
        RequestDraft draft;
        editor.readInto(draft);
        return draft.body;
    };
    show(BodyKind::GraphQl, u"{ orders }"_s);
    QCOMPARE(bodyNow(), u"{ orders }"_s);
    show(BodyKind::Json, u"[1]"_s);
    QCOMPARE(bodyNow(), u"[1]"_s);
    int holding = 0;
    const QList<QPlainTextEdit *> texts = editor.findChildren<QPlainTextEdit *>();
    for (const QPlainTextEdit *text : texts)
        holding += text->toPlainText().isEmpty() ? 0 : 1;
    QCOMPARE(holding, 1);
    // Who chooses another kind takes the body along, there and back.
    auto *kind = editor.findChild<QComboBox *>();
    QCOMPARE(kind->accessibleName(), u"Kind of body"_s);
    for (const BodyKind other : {BodyKind::GraphQl, BodyKind::Text}) {
        kind->setCurrentIndex(kind->findData(int(other)));
        QCOMPARE(bodyNow(), u"[1]"_s);
    }
}

void TestRequestParts::eachPathParameterIsSeen()
{
    ExploreFixture x(m_theme);
    x.page.resize(1200, 900);
    RequestDraft draft = ExploreFixture::draft();
    draft.requestId = u"big"_s;
    draft.params = {}; // what a lone row has no use for is not taken from those below
    x.page.openRequest(draft);
    x.url()->setFocus();
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/big/:a/:b"_s);
    const auto *table = x.named<QTableView>(u"Path parameters"_s);
    QCOMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(table->visualRect(table->model()->index(1, 1)).isValid());
    const QRect last = table->visualRect(table->model()->index(1, 1));
    const auto seen = [table] { return table->viewport()->visibleRegion().boundingRect(); };
    QTRY_VERIFY2(seen().bottom() >= last.bottom() - 1,
                 qPrintable(u"%1 of %2"_s.arg(seen().bottom()).arg(last.bottom())));
}

void TestRequestParts::theUrlFeedsThePathParameters()
{
    ParamsEditor editor(m_theme);
    editor.setPathParams(u"/orders/:id"_s, {{u"id"_s, u"7"_s}});
    editor.setUrl(u"/orders/:id/:i"_s);
    editor.setUrl(u"/orders/:id/:item"_s);
    QCOMPARE(editor.pathParams(), (Fields{{u"id"_s, u"7"_s}, {u"item"_s, {}}}));
    editor.setUrl(u"/orders"_s);
    QCOMPARE(editor.pathParams(), (Fields{{u"id"_s, u"7"_s}}));
    editor.setUrl(u"/orders/:id"_s);
    QCOMPARE(editor.pathParams(), (Fields{{u"id"_s, u"7"_s}}));

    ExploreFixture x(m_theme);
    x.url()->setFocus();
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/o/:id"_s);
    QCOMPARE(x.page.currentDraft().more.pathParams, (Fields{{u"id"_s, {}}}));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"The path parameter “:id” has no value."_s), qPrintable(x.visibleText()));
    QAbstractItemModel *model = x.named<QTableView>(u"Path parameters"_s)->model();
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(!model->index(0, 1).flags().testFlag(Qt::ItemIsEditable));
    const QModelIndex cell = model->index(0, 2);
    QCOMPARE(cell.data(FieldTableModel::NoteRole).toString(), u"“:id” has no value, and nothing is sent without."_s);
    QCOMPARE(cell.data(Qt::AccessibleDescriptionRole), cell.data(FieldTableModel::NoteRole));
    QVERIFY(model->setData(cell.siblingAtColumn(0), Qt::Unchecked, Qt::CheckStateRole)); // sent as it stands
    QVERIFY(!cell.data(FieldTableModel::NoteRole).isValid());
    QVERIFY(model->setData(cell.siblingAtColumn(0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model->setData(cell, u"a/b"_s, Qt::EditRole));
    QVERIFY(!cell.data(FieldTableModel::NoteRole).isValid());
    x.sendAndWait();
    QCOMPARE(x.transport.requests().at(0).url.toEncoded(), QByteArray("http://api.example/o/a%2Fb"));
}

void TestRequestParts::ownCredentialsAreSent()
{
    RequestConfig config = full();
    config.auth->tokenPrefix = u"Bearer"_s;
    ExploreFixture x(m_theme, drafted(config));
    x.page.setEnvironment(ExploreFixture::environment({{u"token"_s, Variable::Source::Text, u"t1"_s}}));
    x.sendAndWait();
    QCOMPARE(x.transport.requests().at(0).headers.value("Authorization").value_or(""), "Bearer t1");
    QCOMPARE(x.transport.limits().at(0).attemptTimeout, Duration(2500ms));
}

void TestRequestParts::aBearerTokenGoesBareIntoTheQuery()
{
    AuthEditor editor(m_theme);
    AuthConfig key;
    key.type = AuthType::ApiKey;
    editor.setAuth(key);
    const QList<QComboBox *> boxes = editor.findChildren<QComboBox *>();
    for (QComboBox *box : boxes) {
        const bool isPlace = box->accessibleName() == u"Goes into";
        box->setCurrentIndex(box->findData(isPlace ? int(AuthLocation::Query) : int(AuthType::Bearer)));
    }
    QCOMPARE(editor.auth()->type, AuthType::Bearer);
    QCOMPARE(editor.auth()->tokenLocation, AuthLocation::Query);
    QCOMPARE(editor.auth()->tokenPrefix, QString()); // which is the word only in a header
}

void TestRequestParts::typedSecretsAreNotKept()
{
    AuthEditor editor(m_theme);
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    editor.setAuth(auth);
    auto *token = [&editor] {
        for (QLineEdit *line : editor.findChildren<QLineEdit *>()) {
            if (line->accessibleName() == u"Token")
                return line;
        }
        return static_cast<QLineEdit *>(nullptr);
    }();
    QVERIFY(token);
    QTest::keyClicks(token, u"canary-secret"_s);
    QCOMPARE(editor.auth()->token, Secret());
    token->clear();
    QTest::keyClicks(token, u"{{token}}"_s);
    QCOMPARE(editor.auth()->token, Secret::plain(u"{{token}}"_s));
    token->clear();
    QTest::keyClicks(token, u"${env:TOKEN}"_s);
    QCOMPARE(editor.auth()->token, Secret::environment(u"TOKEN"_s));
    auth.token = Secret::plain(u"canary-of-the-file"_s);
    editor.setAuth(auth);
    QVERIFY(token->text().isEmpty());
    QCOMPARE(editor.auth()->token, auth.token);
}

void TestRequestParts::otherCredentialsStay()
{
    AuthEditor editor(m_theme);
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.clientId = u"c"_s;
    editor.setAuth(auth);
    QCOMPARE(*editor.auth(), auth);
    editor.setAuth({});
    QVERIFY(!editor.auth());
}

void TestRequestParts::settingsAreTheClientsUnlessWritten()
{
    RequestSettings settings;
    QCOMPARE(settings.ownCount(), 0);
    settings.setConfig(full());
    QCOMPARE(settings.ownCount(), 3);
    QLineEdit *timeout = settings.findChildren<QLineEdit *>().at(0);
    QCOMPARE(timeout->text(), u"2.5"_s);
    for (const QString &wrong : {u"-1"_s, u"0"_s, u"1e9"_s, u"nan"_s, u"inf"_s, u"soon"_s}) {
        timeout->clear();
        QTest::keyClicks(timeout, wrong);
        RequestConfig read;
        settings.readInto(read);
        QVERIFY2(!read.timeout, qPrintable(wrong));
    }
}

void TestRequestParts::partsAreEdited()
{
    PartTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFile(5, u"a.png"_s);
    QCOMPARE(model.rows(), (QList<RequestPart>{{u"file"_s, {}, u"a.png"_s}}));
    QVERIFY(model.setData(model.index(0, PartTableModel::KindColumn), PartTableModel::Text, Qt::EditRole));
    QCOMPARE(model.rows().at(0), (RequestPart{u"file"_s, u"a.png"_s, {}}));
    QVERIFY(model.setData(model.index(1, PartTableModel::ValueColumn), u"text"_s, Qt::EditRole));
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.enabledCount(), 1);
    QVERIFY(!model.removeRow(2));
    QVERIFY(model.removeRow(0));
    QCOMPARE(model.rows().size(), 1);
}

void TestRequestParts::testsAreEdited()
{
    TestTableModel model;
    const QAbstractItemModelTester tester(&model);
    const QModelIndex subject = model.index(0, TestTableModel::SubjectColumn);
    QVERIFY(!model.setData(subject, -1, Qt::EditRole));
    QVERIFY(model.setData(subject, int(TestSubject::Json), Qt::EditRole));
    QVERIFY(model.setData(model.index(0, TestTableModel::TargetColumn), u"$.id"_s, Qt::EditRole));
    QVERIFY(model.setData(model.index(0, TestTableModel::ComparisonColumn), int(TestComparison::Exists), Qt::EditRole));
    QCOMPARE(model.rows(), (QList<RequestTest>{{TestSubject::Json, u"$.id"_s, TestComparison::Exists, {}}}));
    QVERIFY(!model.index(0, TestTableModel::ValueColumn).flags().testFlag(Qt::ItemIsEditable));
    QCOMPARE(model.index(0, TestTableModel::ComparisonColumn).data().toString(), u"exists"_s);
}

void TestRequestParts::testsAndCapturesAreDescribed()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    draft.more.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s, true, u"as the shop numbers it"_s}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(4);
    const auto *tests = x.named<FieldTable>(u"Tests"_s);
    const auto *captures = x.named<FieldTable>(u"Captures"_s);
    const QModelIndex captured = captures->model()->index(0, CaptureTableModel::DescriptionColumn);
    QVERIFY2(!captures->isColumnHidden(captured.column()), "there is one to be seen");
    QCOMPARE(captured.data().toString(), u"as the shop numbers it"_s);
    const QModelIndex described = tests->model()->index(0, TestTableModel::DescriptionColumn);
    tests->model()->setData(described, u"or the shop is closed"_s, Qt::EditRole);
    QVERIFY(!tests->isColumnHidden(described.column()));
    QCOMPARE(x.page.currentDraft().more.tests.first().description, u"or the shop is closed"_s);
    QCOMPARE(x.page.currentDraft().more.tests.first().value, u"200"_s);
    // What is not there yet has nothing to be described.
    QVERIFY(!tests->model()->index(1, TestTableModel::DescriptionColumn).flags().testFlag(Qt::ItemIsEditable));
}

void TestRequestParts::resultsStandBesideTheAnswer()
{
    RequestConfig config;
    config.name = u"Checked"_s;
    config.path = u"/o"_s;
    config.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                    {TestSubject::Json, u"$.id"_s, TestComparison::Equals, u"8"_s},
                    {TestSubject::Json, u"$["_s, TestComparison::Exists, {}},
                    {TestSubject::Body, {}, TestComparison::Contains, u"id"_s}};
    config.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
    ExploreFixture x(m_theme, drafted(config));
    x.transport.succeedWith(200, {{"Content-Type", "application/json"}}, R"({"id": 7})");
    x.sendAndWait();
    QAbstractItemModel *model = results(x);
    QTRY_COMPARE(model->rowCount(), 5);
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row)
        lines << model->index(row, 0).data().toString() + u": "_s + model->index(row, 1).data().toString() + u" / "_s
                + model->index(row, 2).data().toString();
    QCOMPARE(lines[0], u"Failed: $.id equals 8 / 7"_s);
    QVERIFY2(lines[1].startsWith(u"Faulty: $[ exists / "_s), qPrintable(lines[1]));
    QCOMPARE(lines[2], u"Passed: Status equals 200 / 200"_s);
    QCOMPARE(lines[4], u"Captured: order from $.id / 7"_s);
    x.sendAndWait();
    QTRY_COMPARE(model->rowCount(), 5);
}

void TestRequestParts::noAnswerNoResults()
{
    RequestConfig config;
    config.name = u"Checked"_s;
    config.path = u"/o"_s;
    config.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    ExploreFixture x(m_theme, drafted(config));
    x.transport.failWith(Error(ErrorKind::Refused));
    x.sendAndWait();
    QCOMPARE(results(x)->rowCount(), 0);
}

void TestRequestParts::narrowPanesCutNothing()
{
    RequestConfig config = full();
    config.auth->type = AuthType::OAuth2;
    ExploreFixture x(m_theme, drafted(config));
    x.page.resize(700, 640);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(2);
    QCoreApplication::processEvents();
    const auto *form = x.page.findChild<AuthEditor *>()->findChild<QScrollArea *>();
    QVERIFY(form->isVisible());
    QVERIFY2(form->widget()->width() <= form->viewport()->width(),
             QByteArray::number(form->widget()->width()).constData());
}

void TestRequestParts::narrowPanesShowEachColumnOfTheAnswer()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = full().tests;
    ExploreFixture x(m_theme, draft);
    x.page.resize(700, 640);
    x.transport.succeedWith(200, {{"Date", "Mon, 30 Nov 2026 22:35:54 GMT"}}, "{}");
    x.sendAndWait();
    for (const auto &[tab, name] : {std::pair(1, u"Headers of the answer"_s), std::pair(4, u"Tests of the answer"_s)}) {
        x.page.findChild<ResponsePane *>()->findChild<TabStrip *>()->setCurrentIndex(tab);
        auto *table = x.named<QTableView>(name);
        QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
        QCoreApplication::processEvents();
        QCOMPARE(table->horizontalHeader()->length(), table->viewport()->width());
        QVERIFY(table->columnWidth(table->model()->columnCount() - 1) >= 90);
        QVERIFY2(!table->wordWrap(), "two lines in a row of one");
    }
}

void TestRequestParts::linesComeBeforeTheNote()
{
    RequestConfig config = full();
    for (int i = 0; i < 12; ++i)
        config.tests.append(config.tests.first());
    ExploreFixture x(m_theme, drafted(config));
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(4);
    const QLabel *note = nullptr;
    for (const QLabel *label : x.page.findChildren<QLabel *>()) {
        if (label->text().startsWith(u"The next request can use them"_s))
            note = label;
    }
    QVERIFY(note);
    x.page.resize(1'024, 480);
    QTRY_VERIFY(!note->isVisible());
    x.page.resize(1'024, 1'200);
    QTRY_VERIFY(note->isVisible());
}

void TestRequestParts::otherEditsLeaveTheBodyAsItIs()
{
    RequestConfig config = full();
    config.body = u"query A {\r\n  a(b: \"1\u00a02\u2028\")\n}"_s;
    config.graphqlVariables = u"{\r\n}"_s;
    config.description = u"1\u00a02"_s;
    ExploreFixture x(m_theme, drafted(config));
    x.url()->setFocus();
    QTest::keyClicks(x.url(), u"&b=2"_s);
    const RequestDraft edited = x.page.currentDraft();
    QVERIFY(edited.url.contains(u"b=2"));
    QCOMPARE(edited.body, config.body);
    QCOMPARE(edited.more.graphqlVariables, config.graphqlVariables);
    QCOMPARE(edited.more.description, config.description);
}

void TestRequestParts::capturesAreVariablesOfTheNextRequest()
{
    RequestConfig config;
    config.name = u"Next"_s;
    config.path = u"/o/{{order}}"_s;
    ExploreFixture x(m_theme, drafted(config));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    RequestConfig first;
    first.name = u"First"_s;
    first.path = u"/o"_s;
    first.captures = {{u"order"_s, CaptureSource::Json, u"$.id"_s}};
    x.page.openRequest(draftOf(u"orders"_s, u"first"_s, first));
    x.transport.succeedWith(200, {}, R"({"id": "a/b {{x}}"})");
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 1);
    x.page.openRequest(drafted(config));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 2);
    QCOMPARE(x.transport.requests().at(1).url.toEncoded(), QByteArray("http://api.example/o/a%2Fb%20%7B%7Bx%7D%7D"));
}

void TestRequestParts::capturedSecretsAreHidden()
{
    RequestConfig config;
    config.name = u"Sign in"_s;
    config.path = u"/login"_s;
    config.captures = {{u"access_token"_s, CaptureSource::Json, u"$.t"_s}};
    ExploreFixture x(m_theme, drafted(config));
    x.transport.succeedWith(200, {}, R"({"t": "canary-captured"})");
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 1);
    QVERIFY(!results(x)->index(0, CheckResultsModel::ActualColumn).data().toString().contains(u"canary"));
    QVERIFY(!x.client.authManager().redactor().text(u"canary-captured"_s).contains(u"canary"));
}

void TestRequestParts::anotherEnvironmentForgetsCaptures()
{
    RequestConfig config;
    config.name = u"First"_s;
    config.path = u"/o"_s;
    config.headers = {{u"X-Old"_s, u"{{order}}"_s, false}};
    config.captures = {{u"order"_s, CaptureSource::Status, {}}};
    ExploreFixture x(m_theme, drafted(config));
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 1);
    RequestDraft next = drafted(config);
    next.requestId.clear();
    next.headers[0].enabled = true;
    x.page.openRequest(next);
    x.page.setEnvironment(EnvironmentState());
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 2); // the same environment anew
    x.page.setEnvironment(ExploreFixture::environment({}));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 2);
}

void TestRequestParts::aTabThatClosesEndsTheChecks()
{
    RequestConfig config;
    config.name = u"Slow"_s;
    config.path = u"/o"_s;
    // Half a second or more for each, which nobody waits for.
    config.tests.fill({TestSubject::Body, {}, TestComparison::Matches, u"[a-z]++\\d"_s}, 500);
    ExploreFixture x(m_theme, drafted(config));
    x.transport.succeedWith(200, {}, QByteArray(40'000, 'a'));
    x.sendAndWait();
    x.page.closeTab(0);
    QCOMPARE(x.page.openCount(), 0);
    QVERIFY(backgroundPool().waitForDone(60'000));
}

QTEST_MAIN(TestRequestParts)
#include "tst_requestparts.moc"
