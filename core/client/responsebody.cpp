// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/responsebody.h"

#include "base/mediatype.h"
#include "client/jsonbody.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace fuseboard {

namespace {

constexpr qsizetype mostJudged = 1'000'000;

/// The charset as its header names it; empty where none is.
QByteArray charsetOf(const Headers &headers)
{
    const QByteArrayList parameters = headers.value("Content-Type").value_or(QByteArray()).split(';').mid(1);
    for (const QByteArray &parameter : parameters) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals > 0 && parameter.left(equals).trimmed().toLower() == "charset")
            return parameter.mid(equals + 1).trimmed().replace('"', QByteArray());
    }
    return {};
}

QStringDecoder decoderFor(const QByteArray &bytes, const QByteArray &charset)
{
    // A byte order mark says more than a header.
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return QStringDecoder(*marked);
    QStringDecoder decoder(charset.constData());
    return decoder.isValid() ? std::move(decoder) : QStringDecoder(QStringDecoder::Utf8);
}

} // namespace

QByteArray mediaType(const Headers &headers)
{
    return mediaType(headers.value("Content-Type").value_or(QByteArray()));
}

QString bodyText(const QByteArray &bytes, const Headers &headers)
{
    return decoderFor(bytes, charsetOf(headers)).decode(bytes);
}

bool isTextBody(const QByteArray &bytes, const Headers &headers)
{
    static constexpr std::array texts{"application/xml", "application/javascript", "application/x-www-form-urlencoded",
                                      "application/graphql", "application/x-ndjson"};
    const QByteArray type = mediaType(headers);
    if (type.isEmpty()) {
        // A large one is judged by its beginning, which may end within a character.
        const bool isLarge = bytes.size() > mostJudged;
        using Flag = QStringDecoder::Flag;
        QStringDecoder decoder(QStringDecoder::Utf8, isLarge ? Flag::Default : Flag::Stateless);
        const QString text = decoder.decode(QByteArrayView(bytes).first(isLarge ? mostJudged : bytes.size()));
        return !decoder.hasError() && !text.contains(QChar::Null);
    }
    const auto is = [&type](const char *text) { return type == text; };
    return type.startsWith("text/") || isJsonType(type) || type.endsWith("+xml")
        || std::any_of(texts.begin(), texts.end(), is);
}

QVariant parsedBody(const Response &response)
{
    if (response.body.isEmpty())
        return {};
    if (!isJsonType(mediaType(response.headers)))
        return bodyText(response.body, response.headers);
    // JSON is UTF-8 (RFC 8259); some servers say otherwise and mean it.
    if (auto value = parseJsonBody(response.body))
        return *std::move(value);
    const QString decoded = bodyText(response.body, response.headers);
    const QByteArray again = decoded.toUtf8();
    auto value = again == response.body ? std::nullopt : parseJsonBody(again);
    return value ? *std::move(value) : QVariant(decoded);
}

} // namespace fuseboard
