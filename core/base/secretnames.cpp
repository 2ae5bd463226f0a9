// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretnames.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// What the words of a secret's name, read without a gap, end in.
constexpr std::array secretEndings{
    "token"_L1,       "secret"_L1,        "password"_L1,    "passwd"_L1,        "passphrase"_L1,   "passcode"_L1,
    "credential"_L1,  "credentials"_L1,   "signature"_L1,   "authorization"_L1, "cookie"_L1,       "assertion"_L1,
    "sessionid"_L1,   "sessid"_L1,        "sessionkey"_L1,  "accesskeyid"_L1,   "codeverifier"_L1, "samlresponse"_L1,
    "apikey"_L1,      "accesskey"_L1,     "authkey"_L1,     "accountkey"_L1,    "appkey"_L1,       "applicationkey"_L1,
    "consumerkey"_L1, "encryptionkey"_L1, "functionkey"_L1, "functionskey"_L1,  "licensekey"_L1,   "masterkey"_L1,
    "privatekey"_L1,  "secretkey"_L1,     "servicekey"_L1,  "sharedkey"_L1,     "signingkey"_L1,   "subscriptionkey"_L1,
};

// Places in a list, not credentials.
constexpr std::array harmlessEndings{"pagetoken"_L1, "nexttoken"_L1, "continuationtoken"_L1};

constexpr std::array secretWords{"pwd"_L1, "jwt"_L1, "bearer"_L1, "sig"_L1, "hmac"_L1, "otp"_L1};

// Secret as the last word only: "X-Auth", but not "X-Auth-User".
constexpr QLatin1String lastSecretWord = "auth"_L1;

// What is said about a secret and is none.
constexpr std::array harmlessLastWords{"type"_L1,   "count"_L1, "limit"_L1,     "endpoint"_L1, "expires"_L1,
                                       "expiry"_L1, "ttl"_L1,   "algorithm"_L1, "method"_L1,   "version"_L1};

constexpr std::array secretParameters{"code"_L1, "key"_L1, "pass"_L1};

template<std::size_t N>
bool isOneOf(const std::array<QLatin1String, N> &words, const QString &word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

template<std::size_t N>
bool endsInOneOf(const std::array<QLatin1String, N> &endings, const QString &text)
{
    return std::any_of(endings.begin(), endings.end(), [&text](QLatin1String ending) { return text.endsWith(ending); });
}

/// "X-Amz-Security-Token" and "x2AmzSecurityToken" both as x, amz, security, token.
QStringList wordsOf(QStringView name)
{
    QStringList words;
    bool inside = false;
    QChar before;
    for (const QChar letter : name) {
        if (letter.isLetter()) {
            if (!inside || (before.isLower() && letter.isUpper()))
                words.append(QString());
            words.last() += letter.toLower();
        }
        inside = letter.isLetter();
        before = letter;
    }
    return words;
}

} // namespace

bool isSecretHeaderName(QStringView name)
{
    const QStringList words = wordsOf(name);
    if (words.isEmpty() || isOneOf(harmlessLastWords, words.last()))
        return false;
    if (words.last() == lastSecretWord)
        return true;
    QString joined;
    for (const QString &word : words) {
        joined += word;
        if (isOneOf(secretWords, word) || (endsInOneOf(secretEndings, joined) && !endsInOneOf(harmlessEndings, joined)))
            return true;
    }
    return false;
}

bool isSecretParameterName(QStringView name)
{
    return isOneOf(secretParameters, name.toString().toLower()) || isSecretHeaderName(name);
}

} // namespace fuseboard
