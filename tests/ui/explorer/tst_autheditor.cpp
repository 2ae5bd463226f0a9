// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The credentials of a request as its editor writes them: OAuth 2.0 and custom ones, and whose it has without.

#include "explorefixture.h"
#include "explorer/autheditor.h"
#include "explorer/linevariables.h"
#include "explorer/namedsecretseditor.h"
#include "requests/requestbuilder.h"
#include "workspace/store/requestdraftfile.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestAuthEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oauthIsSent();
    void customCredentialsAreSent();
    void eachGrantShowsItsFields_data();
    void eachGrantShowsItsFields();
    void grantsThatAskAUserAreNotOffered();
    void oneEditLeavesTheRest();
    void S05_secretsOfPairsAreNotKept();
    void removedPairsGo();
    void othersStayAsTheyAreTyped();
    void eachValueHasOneList();
    void wrongUrlsAreMarked();
    void S05_userInfoIsNotTaken_data();
    void S05_userInfoIsNotTaken();
    void wrongUrlsAreSaidAndRefused();
    void wrongUrlsAreKept_data();
    void wrongUrlsAreKept();
    void aWheelOnlyScrolls();
    void whoseCredentialsTheyAre();

private:
    template<class Widget>
    static Widget *named(const QWidget &parent, const QString &name)
    {
        for (Widget *widget : parent.findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        qFatal("No %s", qPrintable(name));
    }
    static void write(const QWidget &parent, const QString &name, const QString &text)
    {
        auto *line = named<QLineEdit>(parent, name);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    static void choose(const QWidget &parent, const QString &name, const QString &word)
    {
        auto *box = named<QComboBox>(parent, name);
        QVERIFY2(box->findText(word) >= 0, qPrintable(word));
        box->setCurrentIndex(box->findText(word));
    }
    static QString note(const AuthEditor &editor)
    {
        for (const QLabel *label : editor.findChildren<QLabel *>()) {
            if (label->wordWrap())
                return label->text();
        }
        return {};
    }
    static AuthConfig oauth();

    Theme m_theme{Theme::Mode::Light};
};

AuthConfig TestAuthEditor::oauth()
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.clientId = u"shop"_s;
    auth.clientSecret = Secret::environment(u"SHOP"_s);
    auth.tokenUrl = ConfigUrl::withVariables(u"https://{{host}}/token"_s);
    auth.scopes = {u"read"_s, u"write"_s};
    auth.clientAuth = ClientAuth::Body;
    auth.extraParams = {{u"resource"_s, u"orders"_s}};
    auth.unknown = {{u"later"_s, "1"}};
    return auth;
}

void TestAuthEditor::oauthIsSent()
{
    ExploreFixture x(m_theme);
    x.page.setEnvironment(ExploreFixture::environment({{u"secret"_s, Variable::Source::Text, u"s1"_s}}));
    x.transport.setHandler([](const Request &request, int) {
        return request.url.host() == u"auth.example" ? FakeOutcome::success(
                   200, {{"Content-Type", "application/json"}}, R"({"token_type": "bearer", "access_token": "at1"})")
                                                     : FakeOutcome::success(200);
    });
    choose(x.page, u"Credentials"_s, u"OAuth 2.0"_s);
    write(x.page, u"Token URL"_s, u"https://auth.example/token"_s);
    write(x.page, u"Client id"_s, u"shop"_s);
    write(x.page, u"Client secret"_s, u"{{secret}}"_s);
    write(x.page, u"Scopes"_s, u"read  write"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 2);
    const Request grant = x.transport.requests().at(0);
    QCOMPARE(grant.headers.value("Authorization").value_or(""), "Basic " + QByteArray("shop:s1").toBase64());
    QVERIFY2(grant.body.bytes().contains("grant_type=client_credentials"), grant.body.bytes().constData());
    QCOMPARE(x.transport.requests().at(1).headers.value("Authorization").value_or(""), "Bearer at1");
    const AuthConfig auth = *x.page.currentDraft().more.auth;
    QCOMPARE(auth.clientSecret, Secret::plain(u"{{secret}}"_s));
    QCOMPARE(auth.scopes, (QStringList{u"read"_s, u"write"_s}));
    QVERIFY(!auth.grantType); // as it is without a word
}

void TestAuthEditor::customCredentialsAreSent()
{
    ExploreFixture x(m_theme);
    x.page.setEnvironment(ExploreFixture::environment({{u"one"_s, Variable::Source::Text, u"1"_s}}));
    choose(x.page, u"Credentials"_s, u"Custom headers and parameters"_s);
    write(x.page, u"Headers: name 1"_s, u"X-Signature"_s);
    write(x.page, u"Headers: value 1"_s, u"{{one}}"_s);
    write(x.page, u"Parameters: name 1"_s, u"key"_s);
    write(x.page, u"Parameters: value 1"_s, u"{{one}}"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(x.transport.requests().at(0).headers.value("X-Signature").value_or(""), "1");
    QCOMPARE(x.transport.requests().at(0).url.query(), u"limit=50&key=1"_s);
}

void TestAuthEditor::eachGrantShowsItsFields_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<GrantType>("grant");
    QTest::addColumn<QString>("seen");
    QTest::newRow("refresh") << u"Refresh token"_s << GrantType::RefreshToken << u"Refresh token"_s;
    QTest::newRow("password") << u"User name and password"_s << GrantType::Password << u"Password"_s;
}

void TestAuthEditor::eachGrantShowsItsFields()
{
    QFETCH(const QString, word);
    QFETCH(const GrantType, grant);
    QFETCH(const QString, seen);
    AuthEditor editor(m_theme);
    editor.setAuth(oauth());
    QVERIFY(named<QLineEdit>(editor, seen)->isHidden());
    QVERIFY(!named<QLineEdit>(editor, u"Client secret"_s)->isHidden());
    QVERIFY(named<QLineEdit>(editor, u"Token"_s)->isHidden());
    choose(editor, u"Grant"_s, word);
    QCOMPARE(editor.auth()->grantType, std::optional(grant));
    QVERIFY(!named<QLineEdit>(editor, seen)->isHidden());
}

void TestAuthEditor::grantsThatAskAUserAreNotOffered()
{
    AuthEditor editor(m_theme);
    AuthConfig auth = oauth();
    auth.grantType = GrantType::DeviceCode;
    editor.setAuth(auth);
    QCOMPARE(*editor.auth(), auth);
    QVERIFY2(note(editor).contains(u"has to agree"), qPrintable(note(editor)));
    const auto *model = qobject_cast<QStandardItemModel *>(named<QComboBox>(editor, u"Grant"_s)->model());
    QList<bool> offered;
    for (int i = 0; i < model->rowCount(); ++i)
        offered << model->item(i)->isEnabled();
    QCOMPARE(offered, (QList<bool>{true, true, false, true, false}));
}

void TestAuthEditor::oneEditLeavesTheRest()
{
    AuthEditor editor(m_theme);
    const QSignalSpy edited(&editor, &AuthEditor::edited);
    AuthConfig auth = oauth();
    auth.customHeaders = {{u"X-Plain"_s, Secret::plain(u"canary"_s)}, {u"X-B"_s, Secret::environment(u"B"_s)}};
    editor.setAuth(auth);
    QCOMPARE(edited.count(), 0);
    write(editor, u"Client id"_s, u"other"_s);
    auth.clientId = u"other"_s;
    QCOMPARE(*editor.auth(), auth);
    QVERIFY(edited.count() > 0);
}

void TestAuthEditor::S05_secretsOfPairsAreNotKept()
{
    AuthEditor editor(m_theme);
    AuthConfig auth;
    auth.type = AuthType::Custom;
    editor.setAuth(auth);
    write(editor, u"Headers: name 1"_s, u"X-Key"_s);
    write(editor, u"Headers: value 1"_s, u"canary-secret"_s);
    QCOMPARE(editor.auth()->customHeaders, (NamedSecrets{{u"X-Key"_s, Secret()}}));
    QVERIFY2(note(editor).contains(u"not kept"), qPrintable(note(editor)));
    write(editor, u"Headers: value 1"_s, u"${env:KEY}"_s);
    QCOMPARE(editor.auth()->customHeaders, (NamedSecrets{{u"X-Key"_s, Secret::environment(u"KEY"_s)}}));
    QVERIFY(!note(editor).contains(u"not kept"));
    auth.customHeaders = {{u"X-Key"_s, Secret::plain(u"canary-of-the-file"_s)}};
    editor.setAuth(auth);
    QVERIFY(named<QLineEdit>(editor, u"Headers: value 1"_s)->text().isEmpty());
    QVERIFY2(note(editor).contains(u"plain text"), qPrintable(note(editor)));
}

void TestAuthEditor::removedPairsGo()
{
    NamedSecretsEditor pairs(m_theme, u"Headers"_s);
    const Secret secret = Secret::environment(u"S"_s);
    pairs.setSecrets({{u"A"_s, secret}, {u"B"_s, secret}, {u"C"_s, Secret::plain(u"canary"_s)}});
    const QSignalSpy edited(&pairs, &NamedSecretsEditor::edited);
    named<QToolButton>(pairs, u"Headers: remove 2"_s)->click();
    QCOMPARE(pairs.secrets(), (NamedSecrets{{u"A"_s, secret}, {u"C"_s, Secret::plain(u"canary"_s)}}));
    QCOMPARE(edited.count(), 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    write(pairs, u"Headers: name 3"_s, u"D"_s);
    QCOMPARE(pairs.secrets().last().first, u"D"_s);
    QCOMPARE(pairs.findChildren<QToolButton *>().size(), 4);
}

void TestAuthEditor::wrongUrlsAreMarked()
{
    AuthEditor editor(m_theme);
    editor.setAuth(oauth());
    auto *url = named<QLineEdit>(editor, u"Token URL"_s);
    const auto isMarked = [url] { return url->property("invalid").toBool(); };
    QVERIFY(!isMarked());
    write(editor, u"Token URL"_s, u"http://elsewhere.example/token"_s);
    QVERIFY(isMarked());
    write(editor, u"Token URL"_s, u"http://localhost/token"_s);
    QVERIFY(!isMarked());
    QCOMPARE(editor.auth()->tokenUrl, ConfigUrl(QUrl(u"http://localhost/token"_s)));
}

void TestAuthEditor::othersStayAsTheyAreTyped()
{
    NamedSecretsEditor pairs(m_theme, u"Headers"_s);
    pairs.setSecrets({{u"A"_s, {}}, {u"B"_s, {}}, {u"C"_s, {}}});
    write(pairs, u"Headers: value 1"_s, u"{{fir"_s);
    write(pairs, u"Headers: value 3"_s, u"{{thi"_s);
    named<QToolButton>(pairs, u"Headers: remove 2"_s)->click();
    QCOMPARE(named<QLineEdit>(pairs, u"Headers: value 1"_s)->text(), u"{{fir"_s);
    auto *moved = named<QLineEdit>(pairs, u"Headers: value 2"_s);
    QCOMPARE(moved->text(), u"{{thi"_s);
    QVERIFY(moved->property("invalid").toBool());
    write(pairs, u"Headers: value 2"_s, u"{{third}}"_s);
    QCOMPARE(pairs.secrets(), (NamedSecrets{{u"A"_s, {}}, {u"C"_s, Secret::plain(u"{{third}}"_s)}}));
}

void TestAuthEditor::eachValueHasOneList()
{
    const NamedSecretsEditor pairs(m_theme, u"Headers"_s);
    QCOMPARE(named<QLineEdit>(pairs, u"Headers: value 1"_s)->findChildren<LineVariables *>().size(), 1);
}

void TestAuthEditor::S05_userInfoIsNotTaken_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("https") << u"https://user:canary@auth.example/token"_s;
    QTest::newRow("a name alone") << u"https://canary@auth.example/token"_s;
    QTest::newRow("this machine") << u"http://user:canary@localhost/token"_s;
    QTest::newRow("variables") << u"https://user:canary@{{host}}/token"_s;
    QTest::newRow("no scheme") << u"user:canary@auth.example/token"_s;
    QTest::newRow("no URL") << u"https://user:canary@auth example/token"_s;
}

void TestAuthEditor::S05_userInfoIsNotTaken()
{
    QFETCH(const QString, url);
    AuthEditor editor(m_theme);
    editor.setAuth(oauth());
    for (const QString &name : {u"Token URL"_s, u"Issuer"_s}) {
        write(editor, name, url);
        QVERIFY(named<QLineEdit>(editor, name)->property("invalid").toBool());
        QVERIFY2(note(editor).contains(name), qPrintable(note(editor)));
        QCOMPARE(named<QLineEdit>(editor, name)->text(), url);
    }
    for (const ConfigUrl &taken : {editor.auth()->tokenUrl, editor.auth()->issuer})
        QVERIFY2(!taken.text().contains(u"canary"), qPrintable(taken.text()));
}

void TestAuthEditor::wrongUrlsAreSaidAndRefused()
{
    ExploreFixture x(m_theme);
    const QSignalSpy failed(&x.page, &ExplorePage::failed);
    const QSignalSpy saved(&x.page, &ExplorePage::saveRequested);
    choose(x.page, u"Credentials"_s, u"OAuth 2.0"_s);
    write(x.page, u"Token URL"_s, u"https://auth example/token"_s);
    const auto *editor = x.page.findChild<AuthEditor *>();
    QVERIFY2(note(*editor).contains(u"“Token URL”"), qPrintable(note(*editor)));
    QCOMPARE(named<QLineEdit>(x.page, u"Token URL"_s)->text(), u"https://auth example/token"_s);
    QTest::keySequence(x.url(), QKeySequence::Save);
    QCOMPARE(saved.count(), 0);
    QCOMPARE(failed.count(), 1);
    QVERIFY2(failed.first().first().toString().contains(u"“Token URL” in Auth"),
             qPrintable(failed.first().first().toString()));
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 0);
    QVERIFY2(x.visibleText().contains(u"“Token URL” in Auth"), qPrintable(x.visibleText()));
    // What is not asked for stands in nobody's way.
    choose(x.page, u"Credentials"_s, u"No authentication"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestAuthEditor::wrongUrlsAreKept_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isInDrafts");
    QTest::newRow("a blank in the host") << u"https://auth example/token"_s << true;
    QTest::newRow("no port, or a password") << u"https://auth.example:port/token"_s << false;
    QTest::newRow("not safe") << u"http://auth.example/token"_s << true;
    QTest::newRow("begun") << u"https://"_s << true;
}

void TestAuthEditor::wrongUrlsAreKept()
{
    QFETCH(const QString, url);
    AuthEditor editor(m_theme);
    editor.setAuth(oauth());
    write(editor, u"Token URL"_s, url);
    const Boxed<AuthConfig> kept = editor.auth();
    editor.setAuth(oauth()); // another tab
    editor.setAuth(kept);
    QCOMPARE(named<QLineEdit>(editor, u"Token URL"_s)->text(), url);
    QVERIFY(!editor.problem().isEmpty());
    // It is sent from behind another tab no more than from its own.
    RequestConfig config;
    config.path = u"/orders"_s;
    config.auth = kept;
    const VariableScope scope;
    const auto built = buildRequest(config, {scope});
    QVERIFY(!built);
    QCOMPARE(built.error().detail, ErrorDetail::BadUrl);
    // And over the end of the program.
    const auto draft = readDraft(u"k"_s, writeDraft({u"k"_s, u"orders"_s, {}, config}));
    QVERIFY(draft);
    QFETCH(const bool, isInDrafts);
    QCOMPARE(draft->config.auth->tokenUrl, isInDrafts ? kept->tokenUrl : ConfigUrl());
}

void TestAuthEditor::aWheelOnlyScrolls()
{
    AuthEditor editor(m_theme);
    editor.setAuth(oauth());
    editor.setVisible(true);
    auto *box = named<QComboBox>(editor, u"Grant"_s);
    const QPointF place = box->rect().center();
    QWheelEvent wheel(place, box->mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(box, &wheel);
    QCOMPARE(*editor.auth(), oauth());
    QVERIFY2(box->focusPolicy() == Qt::StrongFocus, "or the wheel would give it the focus");
    QVERIFY2(!wheel.isAccepted(), "it goes on to the form");
}

void TestAuthEditor::whoseCredentialsTheyAre()
{
    ExploreFixture x(m_theme);
    const auto *editor = x.page.findChild<AuthEditor *>();
    QCOMPARE(note(*editor), u"From the client orders-api: No authentication."_s);
    ClientConfig config = ExploreFixture::config();
    config.auth = oauth();
    QVERIFY(x.client.reconfigure(config).ok());
    x.page.setClient(u"orders"_s, &x.client);
    QCOMPARE(note(*editor), u"From the client orders-api: OAuth 2.0, client credentials."_s);
}

QTEST_MAIN(TestAuthEditor)
#include "tst_autheditor.moc"
