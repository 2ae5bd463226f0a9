// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/sendingmeans.h"

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "support/faketransport.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestSendingMeans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientsComeAndGo();
    void obstaclesAreSentences_data();
    void obstaclesAreSentences();
    void whatIsCapturedIsAVariable();
    void capturesAreForTheirEnvironment();
    void secretsAreKnownBeforeTheyAreCaptured();
    void S05_allClientsHideWhatWasCaptured();
    void filesOutsideAreSentOnceChosen();
    void S05_whatBecomesSecretIsHidden();

private:
    static EnvironmentState environment(const QString &slug)
    {
        EnvironmentState state;
        state.environment.slug = slug;
        state.environment.config.variables = {{u"sess"_s, Variable::Source::Keychain, {}},
                                              {u"city"_s, Variable::Source::Text, u"Bonn"_s}};
        state.scope = VariableScope({state.environment}, slug);
        return state;
    }
    static CheckResults captured(const QString &variable, const QString &value, const QString &environment)
    {
        return {{}, {{{variable, CaptureSource::Status, {}}, value}}, environment, {}};
    }
    static RequestDraft draft(const QString &url, const QString &client = u"orders"_s)
    {
        RequestDraft draft;
        draft.clientId = client;
        draft.url = url;
        return draft;
    }
    [[nodiscard]] std::unique_ptr<ApiClient> client()
    {
        ClientConfig config;
        config.name = u"orders-api"_s;
        config.baseUrl = QUrl(u"http://api.example"_s);
        return std::make_unique<ApiClient>(config, Services{m_scheduler, m_random, m_transport, m_secrets});
    }

    VirtualScheduler m_scheduler;
    SeededRandom m_random{1};
    FakeTransport m_transport{m_scheduler};
    MemorySecretStore m_secrets;
};

void TestSendingMeans::clientsComeAndGo()
{
    SendingMeans means;
    const auto one = client();
    auto other = client();
    means.setClient(u"b"_s, one.get());
    means.setClient(u"a"_s, other.get());
    means.setClient(u"b"_s, one.get());
    QCOMPARE(means.clientIds(), (QStringList{u"a"_s, u"b"_s}));
    other.reset();
    QVERIFY(!means.client(u"a"_s));
    QVERIFY(!means.obstacleOf(u"a"_s).isEmpty());
    means.take(captured(u"token"_s, u"value"_s, {})); // with one that has gone
    means.setClient(u"b"_s, nullptr);
    QCOMPARE(means.clientIds(), QStringList{u"a"_s});
    QVERIFY(!means.client(u"b"_s));
}

void TestSendingMeans::obstaclesAreSentences_data()
{
    QTest::addColumn<RequestDraft>("draft");
    QTest::addColumn<bool>("isOpening");
    QTest::addColumn<bool>("isBlocked");
    QTest::addColumn<QString>("problem"); // its beginning; empty for none
    QTest::newRow("none") << draft(u"/{{city}}"_s) << false << false << QString();
    QTest::newRow("client") << draft(u"/"_s, u"gone"_s) << false << false << u"This request belongs to no client."_s;
    QTest::newRow("secrets") << draft(u"/"_s) << true << false << u"The secrets of this environment are still"_s;
    QTest::newRow("blocked") << draft(u"/"_s) << false << true << u"orders-api cannot send: "_s;
    QTest::newRow("value") << draft(u"/{{gone}}"_s) << false << false << u"The variable gone in url has no value."_s;
}

void TestSendingMeans::obstaclesAreSentences()
{
    QFETCH(const RequestDraft, draft);
    QFETCH(const bool, isOpening);
    QFETCH(const bool, isBlocked);
    QFETCH(const QString, problem);
    SendingMeans means;
    const auto orders = client();
    means.setClient(u"orders"_s, orders.get());
    EnvironmentState state = environment(u"staging"_s);
    state.isOpening = isOpening;
    if (isBlocked)
        state.blocked.insert(u"orders"_s, Error(ErrorKind::ConfigInvalid));
    means.setEnvironment(state);
    const SendingMeans::Sendable sendable = means.sendable(draft);
    QCOMPARE(sendable.built.has_value(), problem.isEmpty());
    QCOMPARE(sendable.problem.isEmpty(), problem.isEmpty());
    QVERIFY2(sendable.problem.contains(problem), qPrintable(sendable.problem));
    if (sendable.built)
        QCOMPARE(sendable.built->request.url.path(), u"/Bonn"_s);
}

void TestSendingMeans::whatIsCapturedIsAVariable()
{
    SendingMeans means;
    means.setEnvironment(environment(u"staging"_s));
    means.take(captured(u"city"_s, u"Köln"_s, u"staging"_s));
    means.take(captured(u"no name"_s, u"x"_s, u"staging"_s));
    QCOMPARE(means.scope().find(u"city"_s)->captured, std::optional(u"Köln"_s));
    QVERIFY(!means.scope().find(u"no name"_s));
    means.setEnvironment(environment(u"staging"_s)); // the same, with other values perhaps
    QCOMPARE(means.scope().find(u"city"_s)->captured, std::optional(u"Köln"_s));
}

void TestSendingMeans::capturesAreForTheirEnvironment()
{
    SendingMeans means;
    means.setEnvironment(environment(u"production"_s));
    means.take(captured(u"city"_s, u"Köln"_s, u"production"_s));
    means.setEnvironment(environment(u"staging"_s));
    QVERIFY(!means.scope().find(u"city"_s)->captured);
    means.take(captured(u"city"_s, u"Köln"_s, u"production"_s)); // which comes late
    QVERIFY(!means.scope().find(u"city"_s)->captured);
}

void TestSendingMeans::secretsAreKnownBeforeTheyAreCaptured()
{
    SendingMeans means;
    means.setEnvironment(environment(u"staging"_s));
    RequestDraft login = draft(u"/"_s);
    login.more.captures = {{u"access_token"_s, CaptureSource::Json, u"$.t"_s},
                           {u"id"_s, CaptureSource::Json, u"$.i"_s}};
    const CallChecks checks = means.checksOf(login);
    QCOMPARE(checks.secretNames, (QSet<QString>{u"sess"_s, u"access_token"_s}));
    QCOMPARE(checks.environment, u"staging"_s);
    QCOMPARE(checks.captures, login.more.captures);
}

void TestSendingMeans::S05_allClientsHideWhatWasCaptured()
{
    SendingMeans means;
    const auto before = client();
    const auto after = client();
    means.setClient(u"before"_s, before.get());
    means.setEnvironment(environment(u"staging"_s));
    means.take(captured(u"sess"_s, u"canary-1"_s, u"staging"_s));
    means.take(captured(u"city"_s, u"Bad Godesberg"_s, u"staging"_s));
    means.setClient(u"after"_s, after.get());
    for (const ApiClient *each : {before.get(), after.get()}) {
        QVERIFY(!each->redactorFor({}).text(u"canary-1"_s).contains(u"canary"_s));
        QCOMPARE(each->redactorFor({}).text(u"Bad Godesberg"_s), u"Bad Godesberg"_s);
    }
}

void TestSendingMeans::filesOutsideAreSentOnceChosen()
{
    const QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath(u"workspace"_s));
    const auto write = [&root](const QString &name) {
        QFile file(root.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write("bytes") == 5;
    };
    QVERIFY(write(u"cat.png"_s) && write(u"id_rsa"_s) && write(u"workspace/own.png"_s));
    SendingMeans means;
    const auto orders = client();
    means.setClient(u"orders"_s, orders.get());
    means.setFolder(root.filePath(u"workspace"_s));
    RequestDraft request = draft(u"/"_s);
    request.method = u"POST"_s;
    request.more.bodyKind = BodyKind::File;
    request.more.bodyFile = root.filePath(u"cat.png"_s);
    const QString refused = means.sendable(request).problem;
    const QString advice = u"Put it into the workspace. Or choose it again with “Choose file…”."_s;
    QVERIFY2(refused.endsWith(advice), qPrintable(refused));
    const QString agreed = means.agreeTo(request.more.bodyFile);
    QCOMPARE(agreed, QFileInfo(request.more.bodyFile).canonicalFilePath());
    QVERIFY(means.sendable(request).built);
    QVERIFY2(means.agreeTo(request.more.bodyFile).isEmpty(), "it is known");
    QVERIFY(means.agreeTo(root.filePath(u"workspace/own.png"_s)).isEmpty());
    QVERIFY(means.agreeTo(root.filePath(u"gone"_s)).isEmpty());
    request.more.bodyFile = root.filePath(u"id_rsa"_s);
    QVERIFY2(!means.sendable(request).built, "another one is not meant");
    SendingMeans later;
    later.setClient(u"orders"_s, orders.get());
    later.setFolder(root.filePath(u"workspace"_s), {agreed});
    request.more.bodyFile = u"../cat.png"_s;
    QVERIFY(later.sendable(request).built);
}

void TestSendingMeans::S05_whatBecomesSecretIsHidden()
{
    SendingMeans means;
    const auto one = client();
    auto gone = client();
    means.setClient(u"one"_s, one.get());
    means.setClient(u"gone"_s, gone.get());
    EnvironmentState open = environment(u"staging"_s);
    open.environment.config.variables = {{u"sess"_s, Variable::Source::Text, u"none"_s}};
    open.scope = VariableScope({open.environment}, open.environment.slug);
    means.setEnvironment(open);
    means.take(captured(u"sess"_s, u"canary-1"_s, u"staging"_s));
    QCOMPARE(one->redactorFor({}).text(u"canary-1"_s), u"canary-1"_s);
    gone.reset();
    means.setEnvironment(environment(u"staging"_s));
    QVERIFY(!one->redactorFor({}).text(u"canary-1"_s).contains(u"canary"_s));
}

QTEST_GUILESS_MAIN(TestSendingMeans)
#include "tst_sendingmeans.moc"
