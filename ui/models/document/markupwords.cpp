// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/markupwords.h"

#include "models/document/markuptext.h"

#include <QHash>

namespace fuseboard {

using namespace markuptext;

namespace {

constexpr qsizetype mostReadBytes = 4'000'000;

/// One that runs on within its line.
bool isInlineElement(QByteArrayView name)
{
    return isOneOf(name, {"a",    "abbr",  "b",    "bdi",    "bdo", "cite", "code",  "data", "del", "dfn",
                          "em",   "font",  "i",    "img",    "ins", "kbd",  "label", "mark", "q",   "s",
                          "samp", "small", "span", "strong", "sub", "sup",  "time",  "u",    "var", "wbr"});
}

QString entityText(const QString &name)
{
    static const QHash<QString, QString> known{
        {QStringLiteral("amp"), QStringLiteral("&")},    {QStringLiteral("lt"), QStringLiteral("<")},
        {QStringLiteral("gt"), QStringLiteral(">")},     {QStringLiteral("quot"), QStringLiteral("\"")},
        {QStringLiteral("apos"), QStringLiteral("'")},   {QStringLiteral("nbsp"), QStringLiteral(" ")},
        {QStringLiteral("ndash"), QStringLiteral("–")},  {QStringLiteral("mdash"), QStringLiteral("—")},
        {QStringLiteral("hellip"), QStringLiteral("…")}, {QStringLiteral("copy"), QStringLiteral("©")},
        {QStringLiteral("middot"), QStringLiteral("·")}, {QStringLiteral("euro"), QStringLiteral("€")},
    };
    if (!name.startsWith(u'#'))
        return known.value(name);
    const bool isHex = name.size() > 1 && name[1].toLower() == u'x';
    bool ok = false;
    const uint code = QStringView(name).sliced(isHex ? 2 : 1).toUInt(&ok, isHex ? 16 : 10);
    if (!ok || code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return {};
    const char32_t rune = code;
    return QString::fromUcs4(&rune, 1);
}

QString withEntities(const QString &text)
{
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text[at] == u'&' ? text.indexOf(u';', at) : -1;
        const QString resolved = end > at && end - at <= 10 ? entityText(text.sliced(at + 1, end - at - 1)) : QString();
        if (resolved.isEmpty()) {
            result += text[at++];
        } else {
            result += resolved;
            at = end + 1;
        }
    }
    return result;
}

/// After the end tag of an element whose content is no text for readers.
qint64 afterRawElement(QByteArrayView html, qint64 at, QByteArrayView name)
{
    for (; at + 1 < html.size(); ++at) {
        if (html[at] == '<' && html[at + 1] == '/' && isOneOf(nameAt(html, at + 2), {name.toByteArray().constData()}))
            return afterTag(html, at, html.size());
    }
    return html.size();
}

} // namespace

QString wordsOfMarkup(QByteArrayView html)
{
    html = html.first(std::min(html.size(), mostReadBytes));
    QStringList lines;
    QString line;
    const auto endLine = [&] {
        const QString words = withEntities(line.simplified());
        if (!words.isEmpty())
            lines << words;
        line.clear();
    };
    for (qint64 at = 0; at < html.size();) {
        if (html[at] != '<') {
            qint64 end = html.indexOf('<', at);
            end = end < 0 ? html.size() : end;
            line += QString::fromUtf8(html.sliced(at, end - at));
            at = end;
            continue;
        }
        if (html.sliced(at).startsWith("<!--")) {
            const qint64 end = html.indexOf("-->", at);
            at = end < 0 ? html.size() : end + 3;
            continue;
        }
        const QByteArrayView name = nameAt(html, at + 1);
        if (!isInlineElement(name.isEmpty() ? nameAt(html, at + 2) : name))
            endLine();
        at = afterTag(html, at, html.size());
        if (isOneOf(name, {"script", "style", "template", "noscript"}))
            at = afterRawElement(html, at, name);
    }
    endLine();
    return lines.join(u'\n');
}

} // namespace fuseboard
