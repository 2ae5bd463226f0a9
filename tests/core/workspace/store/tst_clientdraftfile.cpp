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
