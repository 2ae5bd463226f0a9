// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "history/callrecord.h"
#include "models/checks/checkresultsmodel.h"
#include "models/document/background.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What becomes of values that answers give to variables, and who gets to see them.
class TestExploreCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void aLateCaptureStaysInItsEnvironment();
    void testsJudgeTheLastAttempt_data();
    void testsJudgeTheLastAttempt();
    void S05_testsShowNoSecrets();
    void S05_testsShowNoCapturedSecrets();
    void S05_anotherEnvironmentUncoversNothing();
    void S05_aLaterClientHidesThemToo();
    void S05_theHistoryKeepsNoCapturedSecret_data();
    void S05_theHistoryKeepsNoCapturedSecret();
    void aLargeAnswerIsSearchedToo();

private:
    static RequestDraft signIn(const QString &variable = u"access_token"_s)
    {
        RequestConfig config;
        config.name = u"Sign in"_s;
        config.path = u"/login"_s;
        config.captures = {{variable, CaptureSource::Header, u"X-Session"_s},
                           {u"sess"_s, CaptureSource::Json, u"$.t"_s}};
        return ::draftOf(u"orders"_s, u"sign-in"_s, config);
    }
    static EnvironmentState environment(const QString &slug, const QList<Variable> &variables = {})
    {
        EnvironmentState state;
        state.environment.slug = slug;
        state.environment.config.name = slug;
        state.environment.config.variables = variables;
        state.scope = VariableScope({state.environment}, slug);
        return state;
    }
    static void answerWithSecrets(ExploreFixture &x)
    {
        x.transport.succeedWith(200, {{"X-Session", "canary-header-1"}, {"Content-Type", "application/json"}},
                                R"({"t": "canary-json-2", "again": "canary-header-1"})");
    }
    static QAbstractItemModel *results(const ExploreFixture &x)
    {
        return x.named<QTableView>(u"Tests of the answer"_s)->model();
    }
    /// All that the table of results tells, to eyes, pointers and screen readers.
    static QString told(const ExploreFixture &x)
    {
        const QAbstractItemModel *model = results(x);
        QString all;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                    all += model->index(row, column).data(role).toString() + u'\n';
            }
        }
        return all;
    }
    static const Variable secret(const QString &name) { return {name, Variable::Source::Keychain, {}}; }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreCaptures::aLateCaptureStaysInItsEnvironment()
{
    ExploreFixture x(m_theme, signIn());
    x.page.setEnvironment(environment(u"production"_s));
    answerWithSecrets(x);
    x.transport.setDelay(5s);
    x.page.send();
    x.scheduler.advance(1s);
    x.page.setEnvironment(environment(u"staging"_s));
    x.scheduler.advance(10s);
    QTRY_COMPARE(results(x)->rowCount(), 2);
    RequestDraft next = ExploreFixture::draft();
    next.requestId.clear();
    next.url = u"/o?t={{access_token}}"_s;
    x.page.openRequest(next);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestExploreCaptures::testsJudgeTheLastAttempt_data()
{
    QTest::addColumn<QByteArray>("pause");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("tested");
    QTest::newRow("a pause that is too long") << QByteArray("100000") << 1 << 1;
    QTest::newRow("an attempt after it that brought nothing") << QByteArray("1") << 2 << 0;
}

void TestExploreCaptures::testsJudgeTheLastAttempt()
{
    QFETCH(const QByteArray, pause);
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"429"_s}};
    draft.more.maxRetries = 1;
    ExploreFixture x(m_theme, draft);
    x.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", pause}}));
    x.transport.failWith(Error(ErrorKind::Refused));
    x.sendAndWait();
    QTEST(x.transport.requestCount(), "requests");
    QTRY_COMPARE(backgroundPool().activeThreadCount(), 0);
    QCoreApplication::processEvents();
    QTEST(results(x)->rowCount(), "tested");
}

void TestExploreCaptures::S05_testsShowNoSecrets()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Header, u"X-Echo"_s, TestComparison::Equals, u"{{api_key}}"_s},
                        {TestSubject::Header, u"X-Echo"_s, TestComparison::Contains, u"other {{api_key}}"_s}};
    ExploreFixture x(m_theme, draft);
    EnvironmentState state = environment(u"staging"_s, {secret(u"api_key"_s)});
    state.scope.setSecret(u"api_key"_s, u"canary-key"_s);
    x.page.setEnvironment(state);
    x.transport.succeedWith(200, {{"X-Echo", "canary-key"}});
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 2);
    QVERIFY2(!told(x).contains(u"canary"), qPrintable(told(x)));
    QVERIFY2(told(x).contains(u"Header X-Echo equals {{api_key}}"), qPrintable(told(x)));
}

void TestExploreCaptures::S05_testsShowNoCapturedSecrets()
{
    RequestDraft draft = signIn();
    draft.more.tests = {{TestSubject::Header, u"X-Session"_s, TestComparison::Exists, {}}};
    ExploreFixture x(m_theme, draft);
    answerWithSecrets(x);
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 3);
    QVERIFY2(!told(x).contains(u"canary-header"), qPrintable(told(x)));
}

void TestExploreCaptures::S05_anotherEnvironmentUncoversNothing()
{
    ExploreFixture x(m_theme, signIn());
    x.page.setEnvironment(environment(u"production"_s, {secret(u"sess"_s)}));
    answerWithSecrets(x);
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 2);
    QVERIFY2(!told(x).contains(u"canary"), qPrintable(told(x)));
    x.page.setEnvironment(environment(u"staging"_s));
    x.page.openRequest(ExploreFixture::draft());
    x.page.openRequest(signIn());
    QCOMPARE(results(x)->rowCount(), 2);
    QVERIFY2(!told(x).contains(u"canary"), qPrintable(told(x)));
}

void TestExploreCaptures::S05_aLaterClientHidesThemToo()
{
    ExploreFixture x(m_theme, signIn());
    answerWithSecrets(x);
    x.sendAndWait();
    QTRY_COMPARE(results(x)->rowCount(), 2);
    ApiClient later(ExploreFixture::config(), Services{x.scheduler, x.random, x.transport, x.secrets});
    x.page.setClient(u"later"_s, &later);
    QVERIFY(!later.redactorFor({}).text(u"canary-header-1"_s).contains(u"canary"));
    x.page.setClient(u"later"_s, nullptr);
}

void TestExploreCaptures::S05_theHistoryKeepsNoCapturedSecret_data()
{
    QTest::addColumn<QString>("variable");
    QTest::newRow("of a header's name") << u"access_token"_s;
    QTest::newRow("of a parameter's name") << u"pass"_s;
    QTest::newRow("of the environment") << u"marked"_s;
}

void TestExploreCaptures::S05_theHistoryKeepsNoCapturedSecret()
{
    QFETCH(const QString, variable);
    ExploreFixture x(m_theme, signIn(variable));
    ClientConfig config = ExploreFixture::config();
    config.logResponseBody = true;
    QVERIFY(x.client.reconfigure(config));
    x.page.setEnvironment(environment(u"staging"_s, {secret(u"sess"_s), secret(u"marked"_s)}));
    answerWithSecrets(x);
    HistoryEntry entry;
    connect(&x.page, &ExplorePage::callSent, this, [&](const QString &id, ApiClient *client, Call *call) {
        connect(call, &Call::finished, client, [&entry, id, client, call](const Result<ApiResponse> &result) {
            entry = callRecord(id, *client, *call, call->request(), result, {});
        });
    });
    x.sendAndWait();
    QVERIFY(entry.responseBody.kept);
    QVERIFY2(!entry.responseBody.text.contains(u"canary"), qPrintable(entry.responseBody.text));
    QVERIFY2(!entry.responseHeaders.value("X-Session").value_or("canary").contains("canary"), "X-Session");
}

void TestExploreCaptures::aLargeAnswerIsSearchedToo()
{
    ExploreFixture x(m_theme, signIn());
    x.page.setEnvironment(environment(u"staging"_s, {secret(u"sess"_s)}));
    const QByteArray filling = R"({"a": [1, 2, 3, 4, 5, 6, 7, 8, 9]},)";
    const QByteArray large = R"({"t": "canary-json-2", "all": [)" + filling.repeated(100'000) + "{}]}";
    x.transport.succeedWith(200, {}, large);
    connect(&x.page, &ExplorePage::callSent, this, [](const QString &, ApiClient *client, Call *call) {
        connect(call, &Call::finished, client,
                [client] { QVERIFY(!client->redactorFor({}).text(u"canary-json-2"_s).contains(u"canary")); });
    });
    x.sendAndWait();
    QVERIFY(!x.client.redactorFor({}).text(u"canary-json-2"_s).contains(u"canary"));
}

QTEST_MAIN(TestExploreCaptures)
#include "tst_explorecaptures.moc"
