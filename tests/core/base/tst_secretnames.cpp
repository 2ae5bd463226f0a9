// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretnames.h"

#include <QTest>

using namespace fuseboard;

namespace {

const char *const secretEverywhere[] = {
    "Authorization",
    "PROXY-authorization",
    "Cookie",
    "set-cookie",
    "X-API-Key",
    "api_key",
    "apikey",
    "x-auth-token",
    "X-Auth-Key",
    "X-Auth",
    "x-vault-token",
    "x-goog-api-key",
    "ocp-apim-subscription-key",
    "x-functions-key",
    "x-amz-security-token",
    "X-Amz-Signature",
    "X-Amz-Credential",
    "X-Goog-Signature",
    "AWSAccessKeyId",
    "awsaccesskeyid",
    "Signature",
    "sig",
    "accessToken",
    "accesstoken",
    "refresh_token",
    "id_token",
    "client_secret",
    "clientSecret",
    "client.assertion",
    "code_verifier",
    "new_password",
    "PWD",
    "token2",
    "PHPSESSID",
    "JSESSIONID",
    "X-Session-Id",
    "credentials[0]",
    "private-token",
};

const char *const secretAsParameter[] = {"code", "CODE", "key", "pass"};

const char *const harmless[] = {
    "",
    "-",
    "tokenizer",
    "tokens",
    "max_tokens",
    "token_type",
    "token_endpoint",
    "X-Token-Count",
    "pageToken",
    "next_token",
    "continuation-token",
    "keyword",
    "monkey",
    "Idempotency-Key",
    "sort_key",
    "public-key",
    "promo_code",
    "code_challenge",
    "barcode",
    "author",
    "X-Auth-User",
    "secretary",
    "SignatureMethod",
    "X-Amz-SignedHeaders",
    "X-Amz-Algorithm",
    "significant",
    "compass",
    "cookies_accepted",
    "Accept",
    "Content-Type",
    "X-Tenant",
    "session",
};

} // namespace

class TestSecretNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void A20_words_data()
    {
        QTest::addColumn<bool>("header");
        QTest::addColumn<bool>("parameter");
        const auto rows = [](const auto &names, bool header, bool parameter) {
            for (const char *name : names)
                QTest::addRow("A20 '%s'", name) << header << parameter;
        };
        rows(secretEverywhere, true, true);
        rows(secretAsParameter, false, true);
        rows(harmless, false, false);
    }
    void A20_words()
    {
        QFETCH(bool, header);
        QFETCH(bool, parameter);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(QLatin1Char('\''), 1, 1);
        QCOMPARE(isSecretHeaderName(name), header);
        QCOMPARE(isSecretParameterName(name), parameter);
    }
};

QTEST_GUILESS_MAIN(TestSecretNames)
#include "tst_secretnames.moc"
