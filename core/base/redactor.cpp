// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"

#include "base/secretnames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestNeedle = 4;
constexpr int rememberedGenerations = 16;
constexpr qsizetype shortestCore = 6; // less would hit ordinary words

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
    const auto isPlain = [](QChar letter) { return letter.unicode() >= u' ' && letter != u'"' && letter != u'\\'; };
    if (std::all_of(value.begin(), value.end(), isPlain) && value.isValidUtf16())
        return value;
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    constexpr qsizetype frame = 2; // [" and "]
    return QString::fromUtf8(array.mid(frame, array.size() - 2 * frame));
}

/// A secret as it may turn up in text, but for escapes: plain, in JSON within something else, in hex, and in Base64 of
/// either alphabet.
QStringList writtenForms(const QString &value)
{
    const QByteArray bytes = value.toUtf8();
    const QString hex = QString::fromLatin1(bytes.toHex());
    QStringList forms{value, jsonEscaped(value), hex, hex.toUpper()};
    const QString line = value.simplified(); // as pages and messages fold blanks
    if (line != value.trimmed() && line.size() >= shortestNeedle)
        forms.append(line);
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

bool holdsUrls(QStringView header)
{
    constexpr std::array headers{"location"_L1, "content-location"_L1, "link"_L1, "refresh"_L1, "referer"_L1};
    return std::any_of(headers.begin(), headers.end(),
                       [header](QLatin1StringView one) { return header.compare(one, Qt::CaseInsensitive) == 0; });
}

} // namespace

void Redactor::addSecret(const QString &value)
{
    if (value.size() < shortestNeedle)
        return;
    for (const QString &form : writtenForms(value))
        addPattern(form, m_generation);
}

void Redactor::addHeaderValue(const QString &value)
{
    addSecret(value);
    addSecret(value.section(u' ', -1));
    const QStringList items = QString(value).replace(u',', u';').split(u';');
    for (const QString &item : items)
        addSecret(item.section(u'=', 1).trimmed());
}

void Redactor::addPattern(const QString &plain, int generation)
{
    const auto known = m_learned.find(plain);
    if (known != m_learned.end()) {
        *known = std::max(*known, generation);
        return;
    }
    m_learned.insert(plain, generation);
    m_search.add(SecretPattern(plain));
}

void Redactor::addSecretName(const QString &name)
{
    m_names.insert(name.toLower());
}

void Redactor::inherit(const Redactor &old)
{
    m_names.unite(old.m_names);
    const bool learnedSome = std::find(old.m_learned.cbegin(), old.m_learned.cend(), old.m_generation)
        != old.m_learned.cend();
    m_generation = old.m_generation + (learnedSome ? 1 : 0);
    for (int &generation : m_learned)
        generation = m_generation;
    for (auto learned = old.m_learned.cbegin(); learned != old.m_learned.cend(); ++learned) {
        if (*learned + rememberedGenerations >= m_generation)
            addPattern(learned.key(), *learned);
    }
}

void Redactor::add(const Redactor &other)
{
    m_names.unite(other.m_names);
    for (auto learned = other.m_learned.cbegin(); learned != other.m_learned.cend(); ++learned)
        addPattern(learned.key(), m_generation);
}

bool Redactor::isSecretName(QStringView name) const
{
    return isSecretHeaderName(name) || m_names.contains(name.toString().toLower());
}

bool Redactor::isSecretItem(const QString &name) const
{
    return isSecretParameterName(name) || m_names.contains(name.toLower());
}

QString Redactor::text(const QString &text) const
{
    return m_search.replaceIn(text, mask());
}

QString Redactor::withoutBegun(const QString &text) const
{
    return m_search.withoutBegun(text, longestForm());
}

QString Redactor::url(const QUrl &url) const
{
    QUrl clean = url;
    clean.setUserInfo({});
    if (const auto query = maskedItems(url.query(QUrl::FullyEncoded)))
        clean.setQuery(*query);
    // "#access_token=…" is how OAuth's implicit flow answers.
    if (const auto fragment = maskedItems(url.fragment(QUrl::FullyEncoded)))
        clean.setFragment(*fragment);
    return text(clean.toString(QUrl::PrettyDecoded).replace("%E2%80%A2"_L1, u"•"_s));
}

std::optional<QString> Redactor::maskedItems(const QString &parameters) const
{
    QUrlQuery query(parameters);
    auto items = query.queryItems(QUrl::FullyEncoded);
    bool masked = false;
    for (auto &[name, value] : items) {
        const QString plainName = QUrl::fromPercentEncoding(name.toUtf8());
        if (value.isEmpty() || !isSecretItem(plainName))
            continue;
        value = mask();
        masked = true;
    }
    if (!masked)
        return std::nullopt;
    query.setQueryItems(items);
    return query.toString(QUrl::FullyEncoded);
}

QList<SecretSpan> Redactor::spansOf(QStringView text, PayloadKind kind) const
{
    const auto isSecret = [this](const QString &name) { return isSecretItem(name); };
    return kind == PayloadKind::Form ? secretFormSpans(text, isSecret) : secretJsonSpans(text, isSecret);
}

void Redactor::addPayload(const QString &text, PayloadKind kind)
{
    const auto spans = spansOf(text, kind);
    for (const SecretSpan &span : spans) {
        const QStringView value = QStringView(text).sliced(span.begin, span.length);
        if (kind == PayloadKind::Form)
            addSecret(QUrl::fromPercentEncoding(value.toUtf8().replace('+', ' ')));
        else
            addSecret(jsonUnescaped(value));
    }
}

QString Redactor::payload(const QString &text, PayloadKind kind) const
{
    return masked(text, spansOf(text, kind));
}

QString Redactor::masked(const QString &text, const QList<SecretSpan> &spans) const
{
    QString clean;
    qsizetype copied = 0;
    for (const SecretSpan &span : spans) {
        clean += QStringView(text).sliced(copied, span.begin - copied);
        clean += mask();
        copied = span.begin + span.length;
    }
    clean += QStringView(text).sliced(copied);
    return this->text(clean);
}

bool Redactor::isTelling(const QString &text, PayloadKind kind) const
{
    return !spansOf(text, kind).isEmpty() || this->text(text) != text;
}

qsizetype Redactor::longestForm() const
{
    // Up to three bytes, each percent-encoded four times over: "%25252541".
    constexpr qsizetype longestCharacter = 27;
    return m_search.longest() * longestCharacter;
}

QString Redactor::headerValue(QStringView name, const QByteArray &value) const
{
    if (isSecretName(name))
        return mask();
    const QString whole = QString::fromUtf8(value);
    if (!holdsUrls(name))
        return text(whole);
    return masked(whole, secretUrlSpans(whole, [this](const QString &item) { return isSecretItem(item); }));
}

QString Redactor::mask()
{
    return QStringLiteral("•••");
}

} // namespace fuseboard
