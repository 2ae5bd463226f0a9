// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/signinpanel.h"
#include "clients/dialog/testpanel.h"
#include "config/authfactories.h"
#include "explorer/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A configuration is tried on the engine before it is saved.
class tst_dialogtrials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void connectionIsTestedWithWhatIsTyped();
    void failureIsExplained();
    void testCanBeCancelled();
    void dialogMayCloseDuringATest();
    void faultyDraftsAreNotTested();
    void resultIsOfTheSettingsThatWereTested_data();
    void resultIsOfTheSettingsThatWereTested();
    void resultOfARunningTestIsOfItsSettings();
    void whatRunsIsCancelledWithAFault();
    void missingVariableIsNamed_data();
    void missingVariableIsNamed();
    void signInNamesTheMissingVariable();
    void variablesAreMarkedAndCompleted();
    void hiddenSecretsTellOfNoVariables();
    void tokenIsHad();
    void browserIsOpenedAndWaitedFor();
    void deviceCodeIsShownAndCopied();
    void signInCanBeCancelled();
    void refusedTokenIsExplained();
    void dialogMayCloseDuringASignIn();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"http://api.example"_s);
        return config;
    }
    /// One that is chosen, and has a variable of that name.
    static EnvironmentState environmentOf(const QString &variable)
    {
        EnvironmentState state;
        state.environment.slug = u"staging"_s;
        state.environment.config.name = u"Staging"_s;
        state.environment.config.variables.append({variable, Variable::Source::Text, u"api.example"_s});
        state.all = {state.environment};
        state.scope = VariableScope(state.all, u"staging"_s);
        return state;
    }
    static ClientConfig oauth(GrantType grant)
    {
        ClientConfig client = config();
        client.auth = createOauth2Auth(u"shop"_s, Secret::plain(u"secret-456"_s),
                                       QUrl(u"https://auth.example.com/token"_s));
        client.auth->grantType = grant;
        client.auth->authorizationUrl = QUrl(u"https://auth.example.com/authorize"_s);
        client.auth->deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
        return client;
    }
    /// Of the authorization server.
    static void answer(DialogFixture &f, const QByteArray &token)
    {
        f.transport.setHandler([token](const Request &request, int) {
            const bool isDevice = request.url.path() == u"/device"_s;
            const QByteArray code = R"({"device_code":"canary-dc","user_code":"WDJB-MJHT","interval":5,)"
                                    R"("verification_uri":"https://auth.example.com/go","expires_in":600})";
            return FakeOutcome::success(isDevice || token.contains("access_token") ? 200 : 400,
                                        {{"Content-Type", "application/json"}}, isDevice ? code : token);
        });
    }

    Theme m_theme{Theme::Mode::Light};
};

void tst_dialogtrials::connectionIsTestedWithWhatIsTyped()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.transport.setDelay(84ms);
    f.type(u"name"_s, u"renamed"_s);
    f.choose(u"auth.type"_s, u"Bearer token"_s);
    f.typeSecret(u"auth.token"_s, u"Keychain"_s, u"sk-typed"_s);
    f.press(u"Test connection"_s);
    QVERIFY(f.dialog.test()->isVisible());
    QVERIFY(f.dialog.test()->isRunning());
    f.runAll();
    QVERIFY(!f.dialog.test()->isRunning());
    QCOMPARE(f.dialog.test()->badge().text, u"200 in 84 ms"_s);
    QCOMPARE(f.dialog.test()->badge().tone, Tone::Success);
    QCOMPARE(f.transport.requests().first().headers.value("Authorization"), QByteArray("Bearer sk-typed"));
    QVERIFY2(f.edits.isEmpty(), "nothing is saved");
    QCOMPARE(f.trials.first().name, u"orders"_s); // its secrets are kept under the name that is saved
    QVERIFY(f.dialog.test()->findChild<TimelineView *>()->model()->rowCount() > 0);
}

void tst_dialogtrials::failureIsExplained()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.transport.failWith(Error(ErrorKind::Refused, ErrorDetail::None, u"api.example"_s));
    f.press(u"Test connection"_s);
    f.runAll();
    QCOMPARE(f.dialog.test()->badge().tone, Tone::Danger);
    QVERIFY(f.dialog.test()->sentence().endsWith(u'.'));
    f.transport.succeedWith(404);
    f.press(u"Test connection"_s);
    f.runAll();
    QCOMPARE(f.dialog.test()->badge().tone, Tone::Warning);
    QVERIFY(f.dialog.test()->badge().text.startsWith(u"404"_s));
}

void tst_dialogtrials::testCanBeCancelled()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.transport.answerWith(FakeOutcome::silence());
    f.press(u"Test connection"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.dialog.footer()->testButton()->text(), u"Cancel test"_s);
    f.press(u"Cancel test"_s);
    f.scheduler.runDue();
    QVERIFY(!f.dialog.test()->isRunning());
    QCOMPARE(f.dialog.test()->badge().text, u"cancelled"_s);
    QCOMPARE(f.dialog.footer()->testButton()->text(), u"Test connection"_s);
}

void tst_dialogtrials::dialogMayCloseDuringATest()
{
    auto f = std::make_unique<DialogFixture>(m_theme, config(), ClientDialog::Purpose::Edit);
    f->transport.answerWith(FakeOutcome::silence());
    f->press(u"Test connection"_s);
    f->scheduler.advance(1s);
    QCOMPARE(f->transport.inFlight(), 1);
    f.reset();
}

void tst_dialogtrials::faultyDraftsAreNotTested()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.press(u"Test connection"_s);
    f.runAll();
    const int sent = f.transport.requestCount();
    QAbstractButton *again = f.button(u"Test again, or cancel the test"_s);
    QVERIFY(again->isEnabled());
    f.type(u"timeout"_s, u"0"_s);
    QVERIFY(!f.dialog.footer()->testButton()->isEnabled());
    QVERIFY2(!again->isEnabled(), "the same rule for both");
    const auto lines = f.dialog.test()->findChildren<QLineEdit *>();
    for (QLineEdit *path : lines)
        QTest::keyClick(path, Qt::Key_Return);
    f.runAll();
    QCOMPARE(f.transport.requestCount(), sent);
    f.type(u"timeout"_s, u"30"_s);
    QVERIFY(f.dialog.footer()->testButton()->isEnabled() && again->isEnabled());
}

void tst_dialogtrials::resultIsOfTheSettingsThatWereTested_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("changed");
    QTest::addColumn<QString>("before");
    QTest::addColumn<bool>("fails");
    QTest::newRow("success") << u"base_url"_s << u"http://127.0.0.1:1"_s << u"http://api.example"_s << false;
    QTest::newRow("failure") << u"base_url"_s << u"http://127.0.0.1:1"_s << u"http://api.example"_s << true;
    QTest::newRow("a wrong value") << u"timeout"_s << u"0"_s << u"30"_s << false;
}

void tst_dialogtrials::resultIsOfTheSettingsThatWereTested()
{
    QFETCH(QString, path);
    QFETCH(QString, changed);
    QFETCH(QString, before);
    QFETCH(bool, fails);
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    if (fails)
        f.transport.failWith(Error(ErrorKind::Refused, ErrorDetail::None, u"api.example"_s));
    f.press(u"Test connection"_s);
    f.runAll();
    const TestPanel *test = f.dialog.test();
    const QString result = test->sentence();
    const QString badge = test->badge().text;
    QVERIFY(!badge.isEmpty() && !result.contains(u"before your change"_s));
    f.type(path, changed);
    QVERIFY2(test->sentence().contains(u"before your change"_s), qPrintable(test->sentence()));
    QVERIFY2(!test->sentence().contains(u"These settings work"_s), qPrintable(test->sentence()));
    QVERIFY2(test->badge().text.isEmpty(), "no green for what was not tested");
    f.type(path, before);
    QCOMPARE(test->sentence(), result);
    QCOMPARE(test->badge().text, badge);
    f.type(path, changed);
    if (path != u"base_url"_s)
        return;
    f.transport.succeedWith(200);
    f.press(u"Test again, or cancel the test"_s);
    f.runAll();
    QVERIFY2(test->sentence().contains(u"These settings work"_s), qPrintable(test->sentence()));
}

void tst_dialogtrials::resultOfARunningTestIsOfItsSettings()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.transport.setDelay(84ms);
    f.press(u"Test connection"_s);
    f.type(u"base_url"_s, u"http://127.0.0.1:1"_s);
    QVERIFY(f.dialog.test()->isRunning());
    f.runAll();
    QCOMPARE(f.transport.requests().first().url.host(), u"api.example"_s);
    QVERIFY2(f.dialog.test()->sentence().contains(u"before your change"_s), qPrintable(f.dialog.test()->sentence()));
    QVERIFY(f.dialog.test()->badge().text.isEmpty());
}

void tst_dialogtrials::whatRunsIsCancelledWithAFault()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.transport.answerWith(FakeOutcome::silence());
    f.press(u"Test connection"_s);
    f.scheduler.advance(1s);
    f.type(u"timeout"_s, u"0"_s);
    QVERIFY(f.dialog.footer()->testButton()->isEnabled());
    f.press(u"Cancel test"_s);
    f.scheduler.runDue();
    QVERIFY(!f.dialog.test()->isRunning());
    QVERIFY2(!f.dialog.footer()->testButton()->isEnabled(), "there is nothing to cancel any more");
}

void tst_dialogtrials::missingVariableIsNamed_data()
{
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("advice");
    QTest::newRow("in no environment") << u"port"_s << u"No environment has it"_s;
    QTest::newRow("in another one") << u"host"_s << u"The environment Staging has it"_s;
}

void tst_dialogtrials::missingVariableIsNamed()
{
    QFETCH(QString, known);
    QFETCH(QString, advice);
    EnvironmentState state = environmentOf(known);
    state.scope = VariableScope(); // none is chosen
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit, state);
    f.type(u"base_url"_s, u"http://{{host}}"_s);
    f.press(u"Test connection"_s);
    f.runAll();
    const QString sentence = f.dialog.test()->sentence();
    QVERIFY2(sentence.contains(u"The variable host in base_url has no value."_s), qPrintable(sentence));
    QVERIFY2(sentence.contains(advice), qPrintable(sentence));
    QCOMPARE(f.dialog.test()->badge().text, u"not sent"_s);
    QCOMPARE(f.transport.requestCount(), 0);
    f.type(u"base_url"_s, u"http://api.example"_s);
    QVERIFY(f.dialog.test()->sentence().contains(u"before your change"_s));
    f.press(u"Test again, or cancel the test"_s);
    f.runAll();
    QVERIFY2(f.dialog.test()->sentence().contains(u"These settings work"_s), qPrintable(f.dialog.test()->sentence()));
}

void tst_dialogtrials::signInNamesTheMissingVariable()
{
    DialogFixture f(m_theme, oauth(GrantType::ClientCredentials), ClientDialog::Purpose::Edit);
    f.dialog.showPage(ClientDialog::Page::Auth);
    f.type(u"auth.token_url"_s, u"https://{{auth_host}}/token"_s);
    f.press(u"Get token"_s);
    f.runAll();
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Failed);
    QVERIFY2(f.dialog.signIn()->sentence().contains(u"The variable auth_host in auth.token_url has no value."_s),
             qPrintable(f.dialog.signIn()->sentence()));
    QCOMPARE(f.transport.requestCount(), 0);
}

void tst_dialogtrials::variablesAreMarkedAndCompleted()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit, environmentOf(u"host"_s));
    auto *line = qobject_cast<QLineEdit *>(f.dialog.row(u"base_url"_s)->editor()->input());
    f.type(u"base_url"_s, u"http://{{hos"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(line->text(), u"http://{{host}}"_s);
    QCOMPARE(f.dialog.draft().config().baseUrl.text(), u"http://{{host}}"_s);
    const auto told = [&f] { return f.note(u"base_url"_s); };
    QVERIFY2(!told().contains(u"Without a value"_s), qPrintable(told()));
    f.type(u"base_url"_s, u"http://{{nobody}}"_s);
    QVERIFY2(told().contains(u"Without a value: nobody"_s), qPrintable(told()));
    QCOMPARE(line->accessibleDescription(), told());
    f.environment = environmentOf(u"nobody"_s);
    f.dialog.followEnvironment();
    QVERIFY2(!told().contains(u"Without a value"_s), qPrintable(told()));
}

void tst_dialogtrials::hiddenSecretsTellOfNoVariables()
{
    ClientConfig bearer = config();
    bearer.auth = createBearerAuth(Secret::keychain());
    DialogFixture f(m_theme, bearer, ClientDialog::Purpose::Edit, environmentOf(u"host"_s));
    f.dialog.showPage(ClientDialog::Page::Auth);
    f.typeSecret(u"auth.token"_s, u"Keychain"_s, u"a{{hos"_s);
    QVERIFY(!QApplication::activePopupWidget());
    f.typeSecret(u"auth.token"_s, u"{{variables}}"_s, u"{{hos"_s);
    QVERIFY(QApplication::activePopupWidget());
}

void tst_dialogtrials::tokenIsHad()
{
    DialogFixture f(m_theme, oauth(GrantType::ClientCredentials), ClientDialog::Purpose::Edit);
    f.dialog.showPage(ClientDialog::Page::Auth);
    answer(f, R"({"token_type":"Bearer","access_token":"canary-at"})");
    QVERIFY(f.dialog.signIn()->isVisible());
    f.press(u"Get token"_s);
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Asking);
    f.runAll();
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Done);
    QVERIFY(f.pages.isEmpty());
}

void tst_dialogtrials::browserIsOpenedAndWaitedFor()
{
    DialogFixture f(m_theme, oauth(GrantType::AuthorizationCode), ClientDialog::Purpose::Edit);
    f.press(u"Get token"_s);
    f.scheduler.runDue();
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::InBrowser);
    QCOMPARE(f.pages.size(), 1);
    QCOMPARE(f.pages.first().host(), u"auth.example.com"_s);
    f.press(u"Open page"_s);
    QCOMPARE(f.pages.size(), 2);
    f.scheduler.advance(301s); // nobody has agreed
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Failed);
    QVERIFY(f.dialog.signIn()->sentence().endsWith(u'.'));
}

void tst_dialogtrials::deviceCodeIsShownAndCopied()
{
    DialogFixture f(m_theme, oauth(GrantType::DeviceCode), ClientDialog::Purpose::Edit);
    answer(f, R"({"error":"authorization_pending"})");
    f.press(u"Get token"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::OnDevice);
    QVERIFY(f.dialog.signIn()->sentence().contains(u"https://auth.example.com/go"_s));
    f.press(u"Copy code"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"WDJB-MJHT"_s);
    answer(f, R"({"token_type":"Bearer","access_token":"canary-at"})");
    f.scheduler.advance(10s);
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Done);
}

void tst_dialogtrials::signInCanBeCancelled()
{
    DialogFixture f(m_theme, oauth(GrantType::DeviceCode), ClientDialog::Purpose::Edit);
    answer(f, R"({"error":"authorization_pending"})");
    f.press(u"Get token"_s);
    f.scheduler.advance(1s);
    f.press(u"Cancel the sign-in"_s);
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Cancelled);
    const int sent = f.transport.requestCount();
    f.scheduler.advance(60s);
    QCOMPARE(f.transport.requestCount(), sent);
    f.press(u"Get token"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::OnDevice);
}

void tst_dialogtrials::refusedTokenIsExplained()
{
    DialogFixture f(m_theme, oauth(GrantType::ClientCredentials), ClientDialog::Purpose::Edit);
    answer(f, R"({"error":"invalid_client"})");
    f.press(u"Get token"_s);
    f.runAll();
    QCOMPARE(f.dialog.signIn()->state(), SignInPanel::State::Failed);
    QVERIFY(!f.dialog.signIn()->sentence().contains(u"secret-456"_s));
}

void tst_dialogtrials::dialogMayCloseDuringASignIn()
{
    auto f = std::make_unique<DialogFixture>(m_theme, oauth(GrantType::DeviceCode), ClientDialog::Purpose::Edit);
    answer(*f, R"({"error":"authorization_pending"})");
    f->press(u"Get token"_s);
    f->scheduler.advance(1s);
    f.reset();
}

QTEST_MAIN(tst_dialogtrials)
#include "tst_dialogtrials.moc"
