// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/document.h"
#include "config/json/jsontext.h"
#include "workspace/store/clientdraftfile.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

JsonValue treeOf(const QByteArray &json)
{
    const JsonSource source(json);
    return parseJson(source).root;
}

} // namespace

class tst_clientdraftfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void J_noSecretIsKept_data();
    void J_noSecretIsKept();
    void J_whatWasTypedIsInNoOtherField();
    void J_secretsOfTheFileComeBack();
    void tellsOtherVersions();
    void K1_brokenDrafts();
};

void tst_clientdraftfile::comesBackAsItWas()
{
    KeptDraft draft{u"a"_s, u"orders"_s};
    draft.settings =
        R"({"name":"","timeout":"soon","max_redirects":-1,"auth":{"token":{"secret":"keychain"}},"mine":[1]})";
    draft.typed = {u"auth.token"_s};
    draft.secrets = DraftSecrets::OfItsOwn;
    draft.base = u"1234"_s;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QCOMPARE(*read, draft);
}

void tst_clientdraftfile::J_noSecretIsKept_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("token") << QByteArray(R"({"auth":{"token":"CANARY","username":"ann@example.com"}})")
                           << QByteArray(R"({"auth":{"token":"","username":"ann@example.com"}})");
    QTest::newRow("references") << QByteArray(R"({"auth":{"token":{"secret":"keychain"},"password":"${env:P}"}})")
                                << QByteArray(R"({"auth":{"token":{"secret":"keychain"},"password":"${env:P}"}})");
    QTest::newRow("variables") << QByteArray(R"({"auth":{"token":"{{token}}"}})")
                               << QByteArray(R"({"auth":{"token":"{{token}}"}})");
    QTest::newRow("named") << QByteArray(R"({"auth":{"custom_headers":{"X-Sign":"CANARY","secret":"CANARY"}}})")
                           << QByteArray(R"({"auth":{"custom_headers":{"X-Sign":"","secret":""}}})");
    QTest::newRow("one named secret") << QByteArray(R"({"auth":{"custom_headers":{"secret":"CANARY"}}})")
                                      << QByteArray(R"({"auth":{"custom_headers":{"secret":""}}})");
    QTest::newRow("extra parameters") << QByteArray(R"({"auth":{"extra_params":{"assertion":"CANARY"}}})")
                                      << QByteArray(R"({"auth":{"extra_params":{"assertion":""}}})");
    QTest::newRow("headers") << QByteArray(R"({"default_headers":{"Authorization":"Bearer CANARY","X-Mode":"a"}})")
                             << QByteArray(R"({"default_headers":{"Authorization":"","X-Mode":"a"}})");
    QTest::newRow("proxy") << QByteArray(R"({"proxy":{"password":"CANARY"}})")
                           << QByteArray(R"({"proxy":{"password":""}})");
    QTest::newRow("URLs") << QByteArray(R"({"base_url":"https://ann:CANARY@a.example/?api_key=CANARY&page=1"})")
                          << QByteArray(R"({"base_url":"https://a.example/?api_key=&page=1"})");
    QTest::newRow("a token as prefix") << QByteArray(R"({"auth":{"token_prefix":"CANARY","token_key":"X-Api-Key"}})")
                                       << QByteArray(R"({"auth":{"token_prefix":"","token_key":"X-Api-Key"}})");
    QTest::newRow("a token as key") << QByteArray(R"({"auth":{"token_prefix":"Bearer","token_key":"CANARY"}})")
                                    << QByteArray(R"({"auth":{"token_prefix":"Bearer","token_key":""}})");
    QTest::newRow("a token as user") << QByteArray(R"({"auth":{"username":"CANARY_live_51h8Q2"}})")
                                     << QByteArray(R"({"auth":{"username":""}})");
    QTest::newRow("a password behind its user")
        << QByteArray(R"({"auth":{"username":"ann:CANARY"}})") << QByteArray(R"({"auth":{"username":""}})");
    QTest::newRow("half a variable") << QByteArray(
        R"({"default_headers":{"X-Api-Key":"CANARY{{x}}","Cookie":"a={{b}}"}})")
                                     << QByteArray(R"({"default_headers":{"X-Api-Key":"","Cookie":"a={{b}}"}})");
    QTest::newRow("half a reference") << QByteArray(R"({"auth":{"token":"${CANARY","password":"{{a}}CANARY"}})")
                                      << QByteArray(R"({"auth":{"token":"","password":""}})");
    QTest::newRow("scheme and variable") << QByteArray(R"({"default_headers":{"Authorization":"Bearer {{t}}"}})")
                                         << QByteArray(R"({"default_headers":{"Authorization":"Bearer {{t}}"}})");
    QTest::newRow("slash in a password") << QByteArray(R"({"base_url":"https://ann:CANA/RY@a.example/v1"})")
                                         << QByteArray(R"({"base_url":""})");
    QTest::newRow("digits before the slash")
        << QByteArray(R"({"auth":{"token_url":"https://ann:12/CANARY@a.example"}})")
        << QByteArray(R"({"auth":{"token_url":""}})");
    QTest::newRow("query in a password") << QByteArray(R"({"auth":{"issuer":"https://ann:CANA?RY@a.example/v1"}})")
                                         << QByteArray(R"({"auth":{"issuer":""}})");
    QTest::newRow("password without its host")
        << QByteArray(R"({"base_url":"https://ann:CANARY"})") << QByteArray(R"({"base_url":""})");
    QTest::newRow("one slash") << QByteArray(R"({"base_url":"https:/ann:CANARY@a.example"})")
                               << QByteArray(R"({"base_url":""})");
    QTest::newRow("no URL") << QByteArray(R"({"base_url":"CANARY"})") << QByteArray(R"({"base_url":""})");
    QTest::newRow("a slash in a token") << QByteArray(R"({"base_url":"https://CANA/RY@a.example"})")
                                        << QByteArray(R"({"base_url":""})");
    QTest::newRow("a path with @") << QByteArray(R"({"base_url":"https://ann:CANARY@a.example/@b"})")
                                   << QByteArray(R"({"base_url":"https://a.example/@b"})");
    QTest::newRow("URLs that tell nothing")
        << QByteArray(
               R"({"base_url":"https://{{sub}}.a.example:{{port}}/v1?q=1","auth":{"token_url":"{{auth}}/token"}})")
        << QByteArray(
               R"({"base_url":"https://{{sub}}.a.example:{{port}}/v1?q=1","auth":{"token_url":"{{auth}}/token"}})");
    QTest::newRow("fragments") << QByteArray(R"({"base_url":"https://a.example/#access_token=CANARY"})")
                               << QByteArray(R"({"base_url":"https://a.example/#access_token="})");
    QTest::newRow("a query under the token's key")
        << QByteArray(R"({"base_url":"https://a.example/?x-sign=CANARY","auth":{"token_key":"X-Sign"}})")
        << QByteArray(R"({"base_url":"https://a.example/?x-sign=","auth":{"token_key":""}})");
    QTest::newRow("a proxy's URL as host") << QByteArray(R"({"proxy":{"host":"http://ann:CANARY@p.example:8080"}})")
                                           << QByteArray(R"({"proxy":{"host":"http://p.example:8080"}})");
    QTest::newRow("credentials as host") << QByteArray(R"({"proxy":{"host":"ann:CANARY@p.example"}})")
                                         << QByteArray(R"({"proxy":{"host":""}})");
    QTest::newRow("credentials without a scheme")
        << QByteArray(R"({"name":"ann:CANARY@a.example","variables":{"upstream":":CANARY@a:80","b":"ann:CAN ARY@"}})")
        << QByteArray(R"({"name":"","variables":{"upstream":"","b":""}})");
    QTest::newRow("credentials of variables")
        << QByteArray(R"({"variables":{"a":"{{user}}:{{password}}@a.example","b":"ann:@a","c":"ann@a.example:80"}})")
        << QByteArray(R"({"variables":{"a":"{{user}}:{{password}}@a.example","b":"ann:@a","c":"ann@a.example:80"}})");
    QTest::newRow("credentials before a URL")
        << QByteArray(R"({"variables":{"a":"ann:CANARY@a/?to=https://b","b":"https://b.example/, ann:CANARY@a"}})")
        << QByteArray(R"({"variables":{"a":"","b":""}})");
    QTest::newRow("a URL in another one")
        << QByteArray(R"({"base_url":"https://a.example/?to=https://ann:CANARY@b.example"})")
        << QByteArray(R"({"base_url":""})");
    QTest::newRow("URLs in one another that tell nothing")
        << QByteArray(R"({"base_url":"https://a.example/x/https://b.example/@ann?to=https://c"})")
        << QByteArray(R"({"base_url":"https://a.example/x/https://b.example/@ann?to=https://c"})");
    QTest::newRow("hosts") << QByteArray(R"({"proxy":{"host":"p.example"},"tls":{"exception_host":"::1"}})")
                           << QByteArray(R"({"proxy":{"host":"p.example"},"tls":{"exception_host":"::1"}})");
    QTest::newRow("a secret in another field")
        << QByteArray(R"({"name":"my CANARY","default_headers":{"X-Mode":"CANARY"},"auth":{"token":"CANARY"}})")
        << QByteArray(R"({"name":"","default_headers":{"X-Mode":""},"auth":{"token":""}})");
    QTest::newRow("an audience is no secret")
        << QByteArray(R"({"base_url":"https://a.example","auth":{"extra_params":{"audience":"https://a.example"}}})")
        << QByteArray(R"({"base_url":"https://a.example","auth":{"extra_params":{"audience":""}}})");
    QTest::newRow("unknown fields") << QByteArray(R"({"old":{"api_key":"CANARY","password":[4711]},"note":"b"})")
                                    << QByteArray(R"({"old":{"api_key":"","password":[null]},"note":"b"})");
}

void tst_clientdraftfile::J_noSecretIsKept()
{
    QFETCH(QByteArray, settings);
    KeptDraft draft{u"a"_s, u"orders"_s};
    draft.settings = settings;
    const QByteArray text = writeDraft(draft);
    QVERIFY(!text.contains("CANARY"));
    const auto read = readDraft(draft.key, text);
    QVERIFY(read.ok());
    QTEST(read->settings, "kept");
}

void tst_clientdraftfile::J_whatWasTypedIsInNoOtherField()
{
    const JsonValue edited = treeOf(R"({"name":"my CANARY","max_redirects":3})");
    const JsonValue kept = withoutSecrets(edited, {u"CANARY"_s});
    QCOMPARE(compactJson(kept), R"({"name":"","max_redirects":3})");
    QCOMPARE(lostFields(edited, kept), QStringList{u"name"_s});
}

void tst_clientdraftfile::J_secretsOfTheFileComeBack()
{
    const JsonValue file = treeOf(R"({"name":"a","default_headers":{"Cookie":"a=1","Authorization":"Bearer x"}})");
    JsonValue edited = withoutSecrets(file);
    edited.members.front().value = JsonValue::ofText(u"b"_s);
    QCOMPARE(compactJson(withSecretsOf(file, edited)),
             R"({"name":"b","default_headers":{"Cookie":"a=1","Authorization":"Bearer x"}})");
    const JsonValue fewer = treeOf(R"({"name":"b","default_headers":{"Authorization":"","X-Api-Key":""}})");
    QCOMPARE(compactJson(withSecretsOf(file, fewer)),
             R"({"name":"b","default_headers":{"Authorization":"Bearer x","X-Api-Key":""}})");
}

void tst_clientdraftfile::tellsOtherVersions()
{
    const QString version = versionOf(treeOf(R"({"name":"a","auth":{"token":"one"}})"));
    QCOMPARE(versionOf(treeOf(R"({"name":"a","auth":{"token":"two"}})")), version); // secrets are in no digest
    QVERIFY(versionOf(treeOf(R"({"name":"b","auth":{"token":"one"}})")) != version);
}

void tst_clientdraftfile::K1_brokenDrafts()
{
    QVERIFY(!readDraft(u"a"_s, R"({"client":"orders","settings":[]})").ok());
    QVERIFY(!readDraft(u"a"_s, R"({"client":"orders","settings":{"name")").ok());
    KeptDraft draft{u"a"_s, u"orders"_s};
    draft.settings = "half {";
    QVERIFY(!readDraft(u"a"_s, writeDraft(draft)).ok());
}

QTEST_GUILESS_MAIN(tst_clientdraftfile)
#include "tst_clientdraftfile.moc"
