// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/draft/fieldfacts.h"
#include "models/config/authfields.h"
#include "models/config/configdraft.h"
#include "models/config/fieldinfo.h"
#include "models/config/typedvalue.h"

#include "config/json/jsontext.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_fieldinfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyFieldHasItsWords();
    void choicesHaveWordsForPeople();
    void noteTellsRangeAndDefault();
    void everyFieldTellsItsDefault();
    void noteFollowsTheFigures();
    void faultsAreShort_data();
    void faultsAreShort();
    void typedTextBecomesJson_data();
    void typedTextBecomesJson();
    void authFieldsFollowTheType();

private:
    static QString plain(QString text) { return text.replace(QChar::Nbsp, u' '); }
};

void tst_fieldinfo::everyFieldHasItsWords()
{
    QStringList told;
    for (const FieldInfo &info : clientFieldInfos()) {
        told.append(info.path);
        QVERIFY2(!info.label.isEmpty() && !info.sentence.isEmpty(), qPrintable(info.path));
        QVERIFY2(!info.sentence.endsWith(u'.'), qPrintable(info.path));
    }
    QStringList known;
    for (const FieldFacts &facts : clientFieldFacts())
        known.append(facts.path);
    told.sort();
    known.sort();
    QCOMPARE(told, known);
}

void tst_fieldinfo::choicesHaveWordsForPeople()
{
    for (const FieldInfo &info : clientFieldInfos()) {
        const QList<ChoiceInfo> choices = choicesOf(info.path);
        if (info.kind != FieldKind::Choice)
            continue;
        QVERIFY2(choices.size() > 1, qPrintable(info.path));
        for (const ChoiceInfo &choice : choices)
            QVERIFY2(choice.label != choice.word, qPrintable(info.path + u' ' + choice.word));
    }
}

void tst_fieldinfo::noteTellsRangeAndDefault()
{
    const ClientConfig config;
    QCOMPARE(plain(wording::note(*fieldInfo(u"timeout"_s), config)),
             u"For one attempt, from its start to the last byte · 0.001 … 86,400 s, default 30"_s);
    QCOMPARE(
        plain(wording::note(*fieldInfo(u"circuit_breaker.failure_rate"_s), config)),
        u"Of the calls in the window, in place of failures in a row · above 0 … 100 %, empty: failures in a row"_s);
    QCOMPARE(wording::note(*fieldInfo(u"auth.token"_s), config), u"The API key or bearer token"_s);
    QCOMPARE(wording::note(*fieldInfo(u"retry.strategy"_s), config),
             u"How the delay before each retry follows from the one before · default Exponential"_s);
    QCOMPARE(wording::note(*fieldInfo(u"auth.token_key"_s), config),
             u"The name of the header, parameter or member · default Authorization"_s);
    QVERIFY(wording::note(*fieldInfo(u"retry.jitter"_s), config).endsWith(u" · default on"_s));
    QVERIFY(wording::note(*fieldInfo(u"log_response_body"_s), config).endsWith(u" · default off"_s));
}

void tst_fieldinfo::everyFieldTellsItsDefault()
{
    const QStringList withoutOne{u"name"_s,
                                 u"base_url"_s,
                                 u"default_headers"_s,
                                 u"auth.token_url"_s,
                                 u"auth.authorization_url"_s,
                                 u"auth.device_authorization_url"_s,
                                 u"auth.client_id"_s,
                                 u"auth.username"_s,
                                 u"auth.audience"_s,
                                 u"auth.extra_params"_s,
                                 u"auth.custom_headers"_s,
                                 u"auth.custom_params"_s,
                                 u"tls.client_key"_s,
                                 u"proxy.host"_s,
                                 u"proxy.username"_s};
    for (const FieldInfo &info : clientFieldInfos()) {
        if (info.kind == FieldKind::Secret || withoutOne.contains(info.path))
            continue; // empty, as it looks
        const QString note = plain(wording::note(info, ClientConfig()));
        QVERIFY2(note.contains(u"default "_s) || note.contains(u"empty: "_s), qPrintable(info.path + u": "_s + note));
    }
}

void tst_fieldinfo::noteFollowsTheFigures()
{
    ClientConfig config;
    config.rateLimit = RateLimitConfig();
    config.rateLimit->backoffFactor = 2;
    config.rateLimit->maxRequests = 100;
    QVERIFY(wording::note(*fieldInfo(u"rate_limit.backoff_factor"_s), config).contains(u"1 s, 2 s, 4 s …"_s));
    QCOMPARE(wording::standardText(*fieldInfo(u"rate_limit.burst_size"_s), config), u"100"_s);
    config.timeout = std::chrono::seconds(4);
    QCOMPARE(wording::standardText(*fieldInfo(u"connect_timeout"_s), config), u"4"_s);
}

void tst_fieldinfo::faultsAreShort_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("fault");
    QTest::newRow("below") << u"rate_limit.max_wait"_s << u"-5"_s
                           << u"Must be 0 s or more; empty: wait as long as it takes"_s;
    QTest::newRow("above") << u"retry.max_retries"_s << u"1001"_s << u"Must be at most 1,000"_s;
    QTest::newRow("no number") << u"timeout"_s << u"soon"_s << u"Write a number, such as 1.5"_s;
    QTest::newRow("fraction") << u"max_connections"_s << u"1.5"_s << u"Write a whole number"_s;
    QTest::newRow("contradiction") << u"connect_timeout"_s << u"31"_s << u"Must be at most “Timeout”"_s;
    QTest::newRow("code twice") << u"retry.retry_status_codes"_s << u"502, 503, 503"_s << u"“503” is there twice"_s;
    QTest::newRow("code above") << u"circuit_breaker.failure_status_codes"_s << u"503, 999"_s
                                << u"“999”: Must be at most 599"_s;
    QTest::newRow("code below") << u"circuit_breaker.failure_status_codes"_s << u"-1"_s
                                << u"“-1”: Must be 100 or more"_s;
    QTest::newRow("no code") << u"circuit_breaker.failure_status_codes"_s << u"abc"_s
                             << u"“abc”: Write a whole number"_s;
    QTest::newRow("not a number") << u"max_connections"_s << u"NaN"_s << u"Write a whole number"_s;
    QTest::newRow("endless") << u"max_connections"_s << u"inf"_s << u"Write a whole number"_s;
    QTest::newRow("endless seconds") << u"timeout"_s << u"-Infinity"_s << u"Write a number, such as 1.5"_s;
    QTest::newRow("address") << u"base_url"_s << u"example"_s
                             << u"Must be http:// or https:// with a host, port 1 … 65535, no user info, no #"_s;
    QTest::newRow("name") << u"name"_s << QString() << u"Is needed here"_s;
}

void tst_fieldinfo::faultsAreShort()
{
    QFETCH(const QString, path);
    QFETCH(const QString, typed);
    QFETCH(const QString, fault);
    ConfigDraft draft;
    const FieldInfo &info = *fieldInfo(path);
    const JsonValue value = typedValue(info.kind, typed);
    if (!value.isNull())
        draft.setValue(path, value);
    QVERIFY(draft.faultOf(path));
    QCOMPARE(wording::shortFault(info, *draft.faultOf(path)), fault);
}

void tst_fieldinfo::typedTextBecomesJson_data()
{
    QTest::addColumn<FieldKind>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("whole") << FieldKind::Number << u" 60 "_s << QByteArray("60");
    QTest::newRow("fraction") << FieldKind::Number << u"0.25"_s << QByteArray("0.25");
    QTest::newRow("negative") << FieldKind::Number << u"-5"_s << QByteArray("-5");
    QTest::newRow("grouped") << FieldKind::Number << u"1,000"_s << QByteArray("1000");
    QTest::newRow("no number") << FieldKind::Number << u"12abc"_s << QByteArray(R"("12abc")");
    QTest::newRow("nothing") << FieldKind::Number << u"  "_s << QByteArray("null");
    QTest::newRow("text") << FieldKind::Text << u" a "_s << QByteArray(R"(" a ")");
    QTest::newRow("codes") << FieldKind::Codes << u"500, 502;503"_s << QByteArray("[500,502,503]");
    QTest::newRow("bad code") << FieldKind::Codes << u"500 x"_s << QByteArray(R"([500,"x"])");
    QTest::newRow("words") << FieldKind::Words << u"read  write"_s << QByteArray(R"(["read","write"])");
}

void tst_fieldinfo::typedTextBecomesJson()
{
    QFETCH(const FieldKind, kind);
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, json);
    const JsonValue value = typedValue(kind, typed);
    QCOMPARE(compactJson(value), json);
    QCOMPARE(compactJson(typedValue(kind, typedText(kind, value))), json);
}

void tst_fieldinfo::authFieldsFollowTheType()
{
    QCOMPARE(authFieldsOf(AuthType::None, {}), QStringList{u"auth.type"_s});
    QVERIFY(authFieldsOf(AuthType::Basic, {}).contains(u"auth.password"_s));
    QVERIFY(!authFieldsOf(AuthType::Basic, {}).contains(u"auth.token"_s));
    QVERIFY(!authFieldsOf(AuthType::OAuth2, GrantType::ClientCredentials).contains(u"auth.password"_s));
    QVERIFY(authFieldsOf(AuthType::OAuth2, GrantType::DeviceCode).contains(u"auth.device_authorization_url"_s));
    QStringList used;
    for (const AuthType type : {AuthType::None, AuthType::ApiKey, AuthType::Bearer, AuthType::Basic, AuthType::Custom})
        used += authFieldsOf(type, {});
    for (const GrantType grant : {GrantType::ClientCredentials, GrantType::RefreshToken, GrantType::AuthorizationCode,
                                  GrantType::Password, GrantType::DeviceCode})
        used += authFieldsOf(AuthType::OAuth2, grant);
    for (const FieldFacts &facts : clientFieldFacts())
        QVERIFY2(facts.section() != u"auth"_s || used.contains(facts.path), qPrintable(facts.path));
}

QTEST_GUILESS_MAIN(tst_fieldinfo)
#include "tst_fieldinfo.moc"
