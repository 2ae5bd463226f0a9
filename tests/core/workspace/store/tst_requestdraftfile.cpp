// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestfile.h"
#include "workspace/store/requestdraftfile.h"

#include "support/workspacefolder.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

KeptDraft draftOf(const QString &key, const QString &name)
{
    return {key, u"orders"_s, u"auth/login"_s, namedRequest(name)};
}

} // namespace

class RequestDraftFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void J_noSecretIsKept();
    void J_noSecretOfAPathIsKept_data();
    void J_noSecretOfAPathIsKept();
    void J_noCredentialsOfARowAreKept();
    void J_noSecretOfABodyIsKept_data();
    void J_noSecretOfABodyIsKept();
    void J_noSecretOfATestIsKept();
    void J_noSecretOfAUrlIsKept_data();
    void J_noSecretOfAUrlIsKept();
    void J_secretsOfTheFileComeBack();
    void J_toldWhoseSecretsAreGone_data();
    void J_toldWhoseSecretsAreGone();
};

void RequestDraftFileTest::J_noSecretIsKept()
{
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    RequestConfig &config = draft.config;
    config.path = u"/a?api_key=CANARY&page=1&token={{token}}"_s;
    config.headers = {{u"Authorization"_s, u"Bearer CANARY"_s, true}, {u"X-Api-Key"_s, u"{{key}}"_s, true}};
    config.params = {{u"access_token"_s, u"CANARY"_s, false}, {u"page"_s, u"1"_s, true}};
    config.form = {{u"password"_s, u"CANARY"_s, true}};
    config.multipart = {{u"client_secret"_s, u"CANARY"_s, {}}};
    config.auth = AuthConfig();
    config.auth->type = AuthType::Custom;
    config.auth->token = Secret::plain(u"CANARY"_s);
    config.auth->password = Secret::environment(u"PASSWORD"_s);
    config.auth->customHeaders = {{u"X-Sign"_s, Secret::plain(u"CANARY"_s)}, {u"X-Other"_s, Secret::keychain()}};
    config.auth->extraParams = {{u"assertion"_s, u"CANARY"_s}};
    const QByteArray text = writeDraft(draft);
    QVERIFY(!text.contains("CANARY"));
    const auto read = readDraft(draft.key, text);
    QVERIFY(read.ok());
    QCOMPARE(read->config.path, u"/a?api_key=&page=1&token={{token}}"_s);
    QCOMPARE(read->config.headers.at(1).value, u"{{key}}"_s);
    QCOMPARE(read->config.params.at(1).value, u"1"_s);
    QVERIFY(read->config.auth->password == Secret::environment(u"PASSWORD"_s));
    QVERIFY(read->config.auth->customHeaders.at(1).second == Secret::keychain());
}

void RequestDraftFileTest::J_noSecretOfAPathIsKept_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kept");
    const auto row = [](const QString &path, const QString &kept) {
        QTest::addRow("%s", qPrintable(path)) << path << kept;
    };
    const auto whole = [&row](const QString &path) { row(path, path); };
    whole(u"/redirect?to=https://a/b"_s);
    whole(u"/redirect?to=https://a:8080/b?c=d#e&mode=1"_s);
    whole(u"/redirect?to=https://a.example&mode=1"_s);
    whole(u"/redirect?to=https://a.example:80&mail=ann@b.example#c"_s);
    whole(u"/redirect?to=https://a.example/b&mail=ann@b.example"_s);
    whole(u"/redirect?to=https://{{my host}}/b c&x=ann@b.example"_s);
    whole(u"/redirect?to=https://my host/"_s);
    whole(u"/redirect?to=https%3A%2F%2Fa%2Fb"_s);
    whole(u"{{base}}/redirect?to={{scheme}}://a/b"_s);
    whole(u"/page#https://a/b"_s);
    whole(u"/packages/:name@latest"_s);
    whole(u"/mail?to=ann@a.example"_s);
    whole(u"/realms/me@shop:get"_s);
    whole(u"/proxy/https://a/b"_s);
    whole(u"https://a.example/b?c=d"_s);
    whole(u"/a?upstream={{user}}:{{password}}@b"_s);
    row(u"/redirect?x=1&to=https://ann:CANARY@b.example/c&y=2"_s, u"/redirect?x=1&to=https://b.example/c&y=2"_s);
    row(u"/redirect?to=https://ann:CANA&RY@b"_s, u"/redirect?to="_s);
    row(u"/redirect?to=https://ann:CANARY"_s, u"/redirect?to="_s);
    row(u"/redirect?to=https://CANARY@b.example"_s, u"/redirect?to=https://b.example"_s);
    row(u"/redirect?to=https%3A%2F%2Fann%3ACANARY%40b&y=2"_s, u"/redirect?to=&y=2"_s);
    row(u"/a?upstream=ann:CANARY@b&y=2"_s, u"/a?upstream=&y=2"_s);
    row(u"/a#ann:CANARY@b"_s, u"/a#"_s);
    row(u"/proxy/https://ann:CANARY@b/c"_s, u"/proxy/https://b/c"_s);
    row(u"/proxy/https://ann:CANA?RY@b/c"_s, {});
    row(u"ann:CANARY@a.example/b"_s, {});
    row(u"ann:CANARY@a.example/b?to=https://c"_s, {});
    row(u"//ann:CANARY@a.example/b"_s, {});
    row(u"//CANARY@a.example/b?c=d"_s, u"//@a.example/b?c=d"_s);
    row(u"https://ann:CANARY@a.example/b"_s, u"https://a.example/b"_s);
}

void RequestDraftFileTest::J_noSecretOfAPathIsKept()
{
    QFETCH(QString, path);
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.config.path = path;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QTEST(read->config.path, "kept");
    RequestConfig bare = read->config;
    QCOMPARE(withSecretsOf(draft.config, bare).path, path);
}

void RequestDraftFileTest::J_noCredentialsOfARowAreKept()
{
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    RequestConfig &config = draft.config;
    config.headers = {{u"X-Upstream"_s, u"ann:CANARY@a.example"_s, true}, {u"From"_s, u"ann@a.example"_s, true}};
    config.params = {{u"to"_s, u"https://ann:CANARY@a.example/b"_s, true},
                     {u"at"_s, u"https://my host, at noon"_s, true}};
    config.pathParams = {{u"a"_s, u":CANARY@a"_s}};
    config.form = {{u"a"_s, u"ann:CANARY@a"_s, true}, {u"b"_s, u"{{a}}:{{b}}@{{c}}"_s, true}};
    config.multipart = {{u"a"_s, u"https://a, ann:CANARY@a"_s, {}}};
    const QByteArray text = writeDraft(draft);
    QVERIFY(!text.contains("CANARY"));
    const auto read = readDraft(draft.key, text);
    QVERIFY(read.ok());
    QCOMPARE(read->config.headers.last(), config.headers.last());
    QCOMPARE(read->config.params.first().value, u"https://a.example/b"_s);
    QCOMPARE(read->config.params.last(), config.params.last());
    QCOMPARE(read->config.form.last(), config.form.last());
    QCOMPARE(withSecretsOf(config, read->config), config);
}

void RequestDraftFileTest::J_noSecretOfABodyIsKept_data()
{
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("kept");
    QTest::newRow("JSON") << QString() << uR"({"user": "ann", "password": "CAN\"ARY", "pin": {"otp": 4711}, "n": 1})"_s
                          << uR"({"user": "ann", "password": "", "pin": {"otp": null}, "n": 1})"_s;
    QTest::newRow("weak names") << QString() << uR"({"key": "user-42", "code": "EUR", "pass": 2})"_s
                                << uR"({"key": "user-42", "code": "EUR", "pass": 2})"_s;
    QTest::newRow("JSON that is cut") << QString() << uR"({"password": "CANARY)"_s << uR"({"password": ")"_s;
    QTest::newRow("references") << QString() << uR"({"password": "{{pw}}", "token": "${env:T}"})"_s
                                << uR"({"password": "{{pw}}", "token": "${env:T}"})"_s;
    QTest::newRow("form by its type") << u"application/x-www-form-urlencoded; charset=utf-8"_s
                                      << u"a b=1&password=CAN ARY&c=d"_s << u"a b=1&password=&c=d"_s;
    QTest::newRow("form by its looks") << QString() << u"user=ann&password=CANARY&to{{n}}=x&api_key={{key}}"_s
                                       << u"user=ann&password=&to{{n}}=x&api_key={{key}}"_s;
    QTest::newRow("words") << QString() << u"the token = what you like & more"_s
                           << u"the token = what you like & more"_s;
    QTest::newRow("GraphQL") << QString() << u"query A($token: String = \"x\") { a(t: $token) }"_s
                             << u"query A($token: String = \"x\") { a(t: $token) }"_s;
}

void RequestDraftFileTest::J_noSecretOfABodyIsKept()
{
    QFETCH(QString, contentType);
    QFETCH(QString, body);
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.config.contentType = contentType;
    draft.config.body = body;
    draft.config.graphqlVariables = uR"({"id": 1, "password": "CANARY"})"_s;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QTEST(read->config.body, "kept");
    QCOMPARE(read->config.graphqlVariables, uR"({"id": 1, "password": ""})"_s);
}

void RequestDraftFileTest::J_noSecretOfATestIsKept()
{
    const auto equals = [](TestSubject subject, const QString &target, const QString &value) {
        return RequestTest{subject, target, TestComparison::Equals, value};
    };
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.config.tests = {equals(TestSubject::Header, u"X-Api-Key"_s, u"CANARY"_s),
                          equals(TestSubject::Header, u"X-Api-Key"_s, u"{{key}}"_s),
                          equals(TestSubject::Json, u"$.a.access_token"_s, u"CANARY"_s),
                          equals(TestSubject::Json, u"$['a']['access_token']"_s, u"CANARY"_s),
                          equals(TestSubject::Json, u"$.user"_s, uR"({"name": "ann", "password": "CANARY"})"_s),
                          equals(TestSubject::Json, u"$.code"_s, u"7"_s),
                          equals(TestSubject::Body, {}, u"ok"_s)};
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QStringList values;
    for (const RequestTest &test : read->config.tests)
        values.append(test.value);
    QCOMPARE(values, (QStringList{{}, u"{{key}}"_s, {}, {}, uR"({"name": "ann", "password": ""})"_s, u"7"_s, u"ok"_s}));
}

void RequestDraftFileTest::J_noSecretOfAUrlIsKept_data()
{
    QTest::addColumn<ConfigUrl>("url");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const QString &text, const QString &kept) {
        QTest::newRow(name) << (text.contains(u"{{") ? ConfigUrl::withVariables(text) : ConfigUrl(QUrl(text))) << kept;
    };
    row("user info", u"https://ann:CANARY@auth.example/token"_s, u"https://auth.example/token"_s);
    row("in a template", u"https://ann:CANARY@{{host}}/token"_s, u"https://{{host}}/token"_s);
    row("an item", u"https://auth.example/token?a=1&api_key=CANARY"_s, u"https://auth.example/token?a=1&api_key="_s);
    row("a variable", u"https://auth.example/token?api_key={{key}}"_s, u"https://auth.example/token?api_key={{key}}"_s);
    row("no secret", u"https://auth.example/realms/me@shop/token"_s, u"https://auth.example/realms/me@shop/token"_s);
    row("none", {}, {});
}

void RequestDraftFileTest::J_noSecretOfAUrlIsKept()
{
    QFETCH(const ConfigUrl, url);
    RequestConfig config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::OAuth2;
    config.auth->tokenUrl = url;
    config.auth->issuer = url;
    const RequestConfig kept = withoutSecrets(config);
    QTEST(kept.auth->tokenUrl.text(), "kept");
    QTEST(kept.auth->issuer.text(), "kept");
    QCOMPARE(withSecretsOf(config, kept), config);
}

void RequestDraftFileTest::J_secretsOfTheFileComeBack()
{
    RequestConfig file = namedRequest(u"Log in"_s);
    file.path = u"/a?token=one"_s;
    file.headers = {{u"X-Api-Key"_s, u"one"_s, true}, {u"X-Api-Key"_s, u"two"_s, true}, {u"Accept"_s, u"*/*"_s, true}};
    file.body = uR"({"otp": 4711})"_s;
    file.graphqlVariables = uR"({"token": "one"})"_s;
    file.tests = {{TestSubject::Header, u"Set-Cookie"_s, TestComparison::Equals, u"one"_s}};
    file.auth = AuthConfig();
    file.auth->password = Secret::plain(u"one"_s);
    RequestConfig edited = file;
    edited.name = u"Sign in"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)), edited);
    edited.headers.move(1, 2); // the rest of the file's rows are still known
    edited.headers.append({u"X-Other-Key"_s, u"mine"_s, true});
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)), edited);
    edited.body = uR"({"otp": 4711, "more": true})"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)).body, uR"({"otp": null, "more": true})"_s);
    file.body = u"a=1&password=one"_s;
    edited.body = file.body;
    edited.contentType = u"application/x-www-form-urlencoded"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)).body, file.body);
}

void RequestDraftFileTest::J_toldWhoseSecretsAreGone_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("body");
    QTest::addColumn<DraftSecrets>("secrets");
    QTest::newRow("none") << u"{}"_s << uR"({"token": "{{token}}"})"_s << DraftSecrets::None;
    QTest::newRow("of the file") << uR"({"otp": 1})"_s << uR"({"otp": 1})"_s << DraftSecrets::OfTheFile;
    QTest::newRow("another value") << uR"({"otp": 1})"_s << uR"({"otp": 2})"_s << DraftSecrets::OfItsOwn;
    QTest::newRow("beside other changes") << uR"({"otp": 1})"_s << uR"({"otp": 1, "a": 2})"_s << DraftSecrets::OfItsOwn;
    QTest::newRow("of no file") << QString() << uR"({"otp": 1})"_s << DraftSecrets::OfItsOwn;
}

void RequestDraftFileTest::J_toldWhoseSecretsAreGone()
{
    QFETCH(QString, file);
    QFETCH(QString, body);
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.file = draft.config;
    draft.file.body = file;
    draft.config.body = body;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QTEST(read->secrets, "secrets");
}

QTEST_GUILESS_MAIN(RequestDraftFileTest)
#include "tst_requestdraftfile.moc"
