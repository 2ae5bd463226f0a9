// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"

#include <QUrlQuery>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestNeedle = 4;

constexpr QLatin1String secretNames[] = {
    "authorization"_L1, "proxy-authorization"_L1,
    "cookie"_L1,        "set-cookie"_L1,
    "x-api-key"_L1,     "api-key"_L1,
    "apikey"_L1,        "api_key"_L1,
    "x-auth-token"_L1,  "access_token"_L1,
    "refresh_token"_L1, "client_secret"_L1,
    "password"_L1,      "token"_L1,
    "secret"_L1,        "x-access-token"_L1,
    "id_token"_L1,      "x-csrf-token"_L1,
    "private-token"_L1, "key"_L1,
};

} // namespace

Redactor::Redactor()
{
    for (const QLatin1String name : secretNames)
        m_names.insert(name);
}

void Redactor::addSecret(const QString &value)
{
    if (value.size() < shortestNeedle)
        return;
    const QByteArray bytes = value.toUtf8();
    const QByteArray base64 = bytes.toBase64(QByteArray::OmitTrailingEquals);
    const QByteArray hex = bytes.toHex();
    const QStringList forms{
        value,
        QString::fromLatin1(QUrl::toPercentEncoding(value)),
        QString::fromLatin1(base64),
        QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)),
        QString::fromLatin1(hex),
        QString::fromLatin1(hex.toUpper())};
    for (const QString &form : forms) {
        if (!m_needles.contains(form))
            m_needles.append(form);
    }
    std::stable_sort(m_needles.begin(), m_needles.end(),
                     [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

void Redactor::addSecretName(const QString &name)
{
    m_names.insert(name.toLower());
}

bool Redactor::isSecretName(QStringView name) const
{
    return m_names.contains(name.toString().toLower());
}

QString Redactor::text(QString text) const
{
    for (const QString &needle : m_needles)
        text.replace(needle, mask());
    return text;
}

QString Redactor::url(const QUrl &url) const
{
    QUrl clean = url;
    clean.setUserInfo({});
    QUrlQuery query(clean);
    auto items = query.queryItems(QUrl::FullyEncoded);
    bool masked = false;
    for (auto &item : items) {
        if (!isSecretName(QUrl::fromPercentEncoding(item.first.toUtf8())))
            continue;
        item.second = mask();
        masked = true;
    }
    if (masked) {
        query.setQueryItems(items);
        clean.setQuery(query);
    }
    return text(clean.toString(QUrl::PrettyDecoded).replace(QLatin1String("%E2%80%A2"), QStringLiteral("•")));
}

QString Redactor::headerValue(QStringView name, const QByteArray &value) const
{
    if (isSecretName(name))
        return mask();
    return text(QString::fromUtf8(value));
}

QString Redactor::mask()
{
    return QStringLiteral("•••");
}

} // namespace fuseboard
