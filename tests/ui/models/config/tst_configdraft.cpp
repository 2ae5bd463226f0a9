// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/authfactories.h"
#include "config/configwriter.h"
#include "config/json/jsontext.h"
#include "models/config/configdraft.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_configdraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatTheFileWouldHold();
    void wrongValuesAreKeptAndTold();
    void changedIsWhatDiffersFromTheDefault();
    void clearedFieldsHaveTheirDefault();
    void sectionsComeBackAsTheyWere();
    void impliedSectionsGoWithTheirLastField();
    void presetsKeepUnknownFields();
    void plainSecretsLeaveTheTree();
    void K14_passwordOfAProxyLeavesTheTree();
    void trialHasTheSecretsThatWereTyped();
    void unusedCredentialsAreSetAside();
    void modifiedIsWhatWouldBeSaved();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        return config;
    }
    static QByteArray file(const ConfigDraft &draft) { return writeClientConfig(draft.config()); }
};

void tst_configdraft::writesWhatTheFileWouldHold()
{
    ConfigDraft draft(config());
    QCOMPARE(file(draft), writeClientConfig(config()));
    QSignalSpy changed(&draft, &ConfigDraft::changed);
    draft.setValue(u"retry.max_retries"_s, JsonValue::ofInteger(5));
    QCOMPARE(changed.size(), 1);
    draft.setValue(u"retry.max_retries"_s, JsonValue::ofInteger(5));
    QCOMPARE(changed.size(), 1);
    ClientConfig expected = config();
    expected.retry = RetryConfig();
    expected.retry->maxRetries = 5;
    QCOMPARE(file(draft), writeClientConfig(expected));
}

void tst_configdraft::wrongValuesAreKeptAndTold()
{
    ConfigDraft draft(config());
    draft.setValue(u"timeout"_s, JsonValue::ofText(u"soon"_s));
    QCOMPARE(draft.value(u"timeout"_s).text, u"soon"_s);
    QVERIFY(draft.faultOf(u"timeout"_s));
    QVERIFY(!draft.faultOf(u"connect_timeout"_s));
    QCOMPARE(draft.config().timeout, ClientConfig().timeout);
    draft.setValue(u"retry.retry_status_codes"_s, JsonValue::list());
    QVERIFY(!draft.faultOf(u"retry"_s));
    JsonValue codes = JsonValue::list();
    codes.items.push_back(JsonValue::ofInteger(99));
    draft.setValue(u"retry.retry_status_codes"_s, codes);
    QVERIFY2(draft.faultOf(u"retry.retry_status_codes"_s), "a fault of an item is one of its list");
    QVERIFY(draft.faultOf(u"retry"_s));
    QCOMPARE(draft.faults().size(), 2);
}

void tst_configdraft::changedIsWhatDiffersFromTheDefault()
{
    ConfigDraft draft(config());
    QVERIFY(!draft.isChanged(u"max_redirects"_s));
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(10));
    QVERIFY(draft.isWritten(u"max_redirects"_s));
    QVERIFY2(!draft.isChanged(u"max_redirects"_s), "the default, though written");
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    QVERIFY(draft.isChanged(u"max_redirects"_s));
}

void tst_configdraft::clearedFieldsHaveTheirDefault()
{
    ConfigDraft draft(config());
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    draft.clear(u"max_redirects"_s);
    QCOMPARE(draft.value(u"max_redirects"_s).integer(), 10);
    draft.clear(u"name"_s);
    QVERIFY2(draft.faultOf(u"name"_s), "what is required is missed");
}

void tst_configdraft::sectionsComeBackAsTheyWere()
{
    ConfigDraft draft(config());
    draft.switchOn(u"rate_limit"_s);
    QVERIFY(draft.config().rateLimit);
    draft.setValue(u"rate_limit.max_requests"_s, JsonValue::ofInteger(7));
    draft.switchOff(u"rate_limit"_s);
    QVERIFY(!draft.config().rateLimit);
    QCOMPARE(file(draft), writeClientConfig(config()));
    draft.switchOn(u"rate_limit"_s);
    QCOMPARE(draft.config().rateLimit->maxRequests, 7);
}

void tst_configdraft::impliedSectionsGoWithTheirLastField()
{
    ConfigDraft draft(config());
    draft.setValue(u"tls.ca_file"_s, JsonValue::ofText(u"/ca.pem"_s));
    QVERIFY(draft.config().tls);
    draft.clear(u"tls.ca_file"_s);
    QVERIFY(!draft.config().tls);
    draft.setValue(u"retry.jitter"_s, JsonValue::ofFlag(false));
    draft.clear(u"retry.jitter"_s);
    QVERIFY2(draft.config().retry, "an empty policy is one with its defaults");
}

void tst_configdraft::presetsKeepUnknownFields()
{
    ClientConfig unknown = config();
    unknown.retry = RetryConfig();
    unknown.retry->unknown.append({u"colour"_s, "1"});
    ConfigDraft draft(unknown);
    draft.setSection(u"retry"_s, sectionTree(RetryConfig()));
    QCOMPARE(draft.config(), unknown);
}

void tst_configdraft::plainSecretsLeaveTheTree()
{
    ClientConfig plain = config();
    plain.auth = createBearerAuth(Secret::plain(u"sk-secret"_s));
    plain.auth->customHeaders = {{u"X.Sign"_s, Secret::plain(u"sk-other"_s)}, {u"secret"_s, Secret::keychain()}};
    const ConfigDraft draft(plain);
    QVERIFY(!file(draft).contains("sk-"));
    QVERIFY(draft.config().auth->token == Secret::keychain());
    QCOMPARE(draft.state().secrets.value(u"auth.token"_s), u"sk-secret"_s);
    QCOMPARE(draft.state().secrets.value(u"auth.custom_headers.X.Sign"_s), u"sk-other"_s);
    QCOMPARE(draft.state().secrets.size(), 2);
    ClientConfig stored = config();
    stored.auth = createBearerAuth(Secret::environment(u"TOKEN"_s));
    const ConfigDraft other(stored);
    QVERIFY(other.state().secrets.isEmpty());
    QCOMPARE(file(other), writeClientConfig(stored));
}

void tst_configdraft::K14_passwordOfAProxyLeavesTheTree()
{
    ClientConfig plain = config();
    plain.proxy = ProxyConfig();
    plain.proxy->type = ProxyType::Http;
    plain.proxy->host = u"proxy.example.com"_s;
    plain.proxy->port = 3128;
    plain.proxy->password = Secret::plain(u"pw-secret"_s);
    const ConfigDraft draft(plain);
    QVERIFY(draft.config().proxy->password == Secret::keychain());
    QCOMPARE(draft.secretsToStore(), (QHash<QString, QString>{{u"proxy.password"_s, u"pw-secret"_s}}));
    QVERIFY(draft.value(u"proxy.password"_s).isObject()); // what its editor shows
    QVERIFY(!draft.isModified());
    QCOMPARE(draft.configWithSecrets(), plain);
}

void tst_configdraft::trialHasTheSecretsThatWereTyped()
{
    ClientConfig plain = config();
    plain.auth = createBearerAuth(Secret::plain(u"sk-secret"_s));
    plain.auth->customHeaders = {{u"X.Sign"_s, Secret::plain(u"sk-other"_s)}};
    const ConfigDraft draft(plain);
    QCOMPARE(draft.configWithSecrets(), plain);
    ConfigDraft other(plain);
    other.keepOnly({u"auth.type"_s, u"auth.token"_s});
    QCOMPARE(other.state().secrets.size(), 2); // it may come back
    QCOMPARE(other.secretsToStore(), (QHash<QString, QString>{{u"auth.token"_s, u"sk-secret"_s}}));
}

void tst_configdraft::unusedCredentialsAreSetAside()
{
    ClientConfig before = config();
    before.auth = createApiKeyAuth(Secret::environment(u"KEY"_s));
    ConfigDraft draft(before);
    draft.setValue(u"auth.type"_s, JsonValue::ofText(u"basic"_s));
    draft.keepOnly({u"auth.type"_s, u"auth.username"_s, u"auth.password"_s});
    QVERIFY(!draft.config().auth->token.isSet());
    draft.setValue(u"auth.type"_s, JsonValue::ofText(u"api_key"_s));
    draft.keepOnly({u"auth.type"_s, u"auth.token"_s, u"auth.token_key"_s});
    QCOMPARE(draft.config(), before);
    draft.clear(u"auth.type"_s);
    draft.keepOnly({u"auth.type"_s});
    QVERIFY2(!draft.config().auth, "none at all");
}

void tst_configdraft::modifiedIsWhatWouldBeSaved()
{
    ConfigDraft draft(config());
    QVERIFY(!draft.isModified());
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(10));
    QVERIFY2(!draft.isModified(), "it would be the same file");
    const ConfigDraft::State before = draft.state();
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(11));
    QVERIFY(draft.isModified());
    draft.setState(before);
    QVERIFY(!draft.isModified());
    draft.setSecret(u"auth.token"_s, u"sk-new"_s);
    QVERIFY2(draft.isModified(), "a secret is replaced");
    draft.setSaved();
    QVERIFY(!draft.isModified());
}

QTEST_GUILESS_MAIN(tst_configdraft)
#include "tst_configdraft.moc"
