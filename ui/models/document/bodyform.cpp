// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodyform.h"

#include "base/mediatype.h"
#include "models/document/hexlayout.h"
#include "models/document/jsonlayout.h"
#include "models/document/markuplayout.h"
#include "models/document/rawlayout.h"
#include "json/jsontext.h"

#include <QStringDecoder>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype sniffedBytes = 4'096;

QByteArray charsetParameter(const QByteArray &contentType)
{
    const qsizetype at = contentType.toLower().indexOf("charset=");
    if (at < 0)
        return {};
    QByteArray name = contentType.mid(at + 8);
    if (const qsizetype end = name.indexOf(';'); end >= 0)
        name.truncate(end);
    return name.replace('"', "").trimmed();
}

BodyForm prettyForm(QByteArrayView head, const QByteArray &type)
{
    if (type.contains("ndjson") || type.contains("jsonl") || type.contains("json-seq"))
        return BodyForm::JsonLines;
    if (type.contains("json"))
        return BodyForm::Json;
    if (type == "text/html")
        return BodyForm::Html;
    if (type == "text/xml" || type == "application/xml" || type.endsWith("+xml"))
        return BodyForm::Xml;
    if (!type.isEmpty() && type != "application/octet-stream")
        return BodyForm::Text;
    const qint64 at = jsontext::afterSpace(head, head.startsWith("\xef\xbb\xbf") ? 3 : 0);
    if (at < head.size() && jsontext::isOpening(head[at]))
        return BodyForm::Json;
    return head.sliced(at).startsWith("<?xml") ? BodyForm::Xml : BodyForm::Text;
}

} // namespace

bool isBinary(QByteArrayView head)
{
    head = head.first(std::min(head.size(), sniffedBytes));
    const auto controls = std::count_if(head.begin(), head.end(),
                                        [](char c) { return uchar(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
    return controls * 10 > head.size();
}

BodyForm formOf(QByteArrayView head, const QByteArray &contentType, BodyStyle style)
{
    if (style == BodyStyle::Hex || isBinary(head))
        return BodyForm::Hex;
    return style == BodyStyle::Raw ? BodyForm::Text : prettyForm(head, mediaType(contentType));
}

std::shared_ptr<const LineLayout> layoutFor(BodyForm form)
{
    switch (form) {
    case BodyForm::Json:
    case BodyForm::JsonLines:
        return std::make_shared<JsonLayout>();
    case BodyForm::Xml:
        return std::make_shared<MarkupLayout>(MarkupLayout::Language::Xml);
    case BodyForm::Html:
        return std::make_shared<MarkupLayout>(MarkupLayout::Language::Html);
    case BodyForm::Hex:
        return std::make_shared<HexLayout>();
    case BodyForm::Text:
        break;
    }
    return std::make_shared<RawLayout>();
}

QByteArray foreignCharset(QByteArrayView head, const QByteArray &contentType)
{
    const auto marked = QStringConverter::encodingForData(head.first(std::min<qsizetype>(head.size(), 4)));
    if (marked && *marked != QStringConverter::Utf8)
        return QStringConverter::nameForEncoding(*marked);
    const QByteArray name = charsetParameter(contentType);
    if (name.isEmpty() || marked || !QStringDecoder(name.constData()).isValid())
        return {};
    const QByteArray upper = name.toUpper();
    return upper == "UTF-8" || upper == "UTF8" || upper == "US-ASCII" || upper == "ASCII" ? QByteArray() : name;
}

} // namespace fuseboard
