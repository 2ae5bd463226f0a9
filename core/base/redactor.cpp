// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QUrlQuery>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestNeedle = 4;
constexpr qsizetype shortestCore = 6; // less would hit ordinary words

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

/// The characters of Base64 that stand for value wherever it lies within longer data, as in "user:value": those at the
/// edges, which depend on the neighbours too, are left out.
QString base64Core(const QByteArray &value, int bytesBefore, QByteArray::Base64Options options)
{
    const QByteArray encoded =
        (QByteArray(bytesBefore, '\0') + value).toBase64(options | QByteArray::OmitTrailingEquals);
    const qsizetype front = bytesBefore == 0 ? 0 : bytesBefore + 1;
    const qsizetype back = (value.size() + bytesBefore) % 3 == 0 ? 0 : 1;
    return QString::fromLatin1(encoded.mid(front, encoded.size() - front - back));
}

QString jsonEscaped(const QString &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    constexpr qsizetype frame = 2; // [" and "]
    return QString::fromUtf8(array.mid(frame, array.size() - 2 * frame));
}

QString withLowerEscapes(QString percentEncoded)
{
    for (qsizetype i = percentEncoded.indexOf(u'%'); i >= 0; i = percentEncoded.indexOf(u'%', i + 1))
        percentEncoded.replace(i, 3, percentEncoded.mid(i, 3).toLower());
    return percentEncoded;
}

/// A secret as it may turn up in text: plain, in JSON, in a URL or a form, in Base64 of either alphabet, in hex.
QStringList writtenForms(const QString &value)
{
    const QByteArray bytes = value.toUtf8();
    const QString percent = QString::fromLatin1(QUrl::toPercentEncoding(value));
    const QString hex = QString::fromLatin1(bytes.toHex());
    QStringList forms{value, jsonEscaped(value), percent, hex, hex.toUpper()};
    // What QUrl and browsers leave as it is in a path or query.
    forms.append(QString::fromLatin1(QUrl::toPercentEncoding(value, "!$&'()*+,;=:@/?")));
    forms.append(QString(percent).replace("%20"_L1, "+"_L1));
    forms.append(withLowerEscapes(percent));
    for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        forms.append(QString::fromLatin1(bytes.toBase64(options | QByteArray::OmitTrailingEquals)));
        for (const int bytesBefore : {0, 1, 2}) {
            const QString core = base64Core(bytes, bytesBefore, options);
            if (core.size() >= shortestCore)
                forms.append(core);
        }
    }
    return forms;
}

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
    for (const QString &form : writtenForms(value)) {
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
