// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/bodytext.h"

#include "models/figures.h"
#include "models/jsontext.h"
#include "models/words.h"

#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using wording::filled;
using wording::Words;

namespace {

constexpr qsizetype hexBytesInLine = 16;
constexpr qsizetype sniffedBytes = 4'096;

QByteArray charsetOf(const QByteArray &contentType)
{
    const QByteArray lower = contentType.toLower();
    const qsizetype at = lower.indexOf("charset=");
    if (at < 0)
        return "UTF-8";
    QByteArray name = contentType.mid(at + 8);
    name.truncate(std::max<qsizetype>(0, name.indexOf(';') < 0 ? name.size() : name.indexOf(';')));
    return name.replace('"', "").trimmed();
}

/// Invalid sequences become replacement characters.
QString decoded(const QByteArray &bytes, const QByteArray &contentType)
{
    QStringDecoder decoder(charsetOf(contentType).constData());
    if (!decoder.isValid())
        decoder = QStringDecoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    return text;
}

bool looksBinary(const QByteArray &body, const QByteArray &contentType)
{
    if (contentType.toLower().contains("utf-16") || contentType.toLower().contains("utf-32"))
        return false;
    const QByteArrayView head = QByteArrayView(body).first(std::min(body.size(), sniffedBytes));
    const auto controls = std::count_if(head.begin(), head.end(),
                                        [](char c) { return uchar(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
    return controls * 10 > head.size();
}

bool saysJson(const QByteArray &body, const QByteArray &contentType)
{
    if (contentType.toLower().contains("json"))
        return true;
    const QByteArray head = body.left(64).trimmed();
    return contentType.isEmpty() && (head.startsWith('{') || head.startsWith('['));
}

/// What has no shape of its own, or changes the order of what stands around it, gets a visible sign.
QString signFor(char16_t c)
{
    if (c < 0x20)
        return QString(QChar(0x2400 + c));
    if (c == 0x7f)
        return QString(QChar(0x2421));
    return u"⟨U+"_s + QString::number(uint(c), 16).toUpper().rightJustified(4, u'0') + u'⟩';
}

bool needsSign(char16_t c)
{
    if (c < 0x20)
        return c != u'\n' && c != u'\t';
    return (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

struct SafeLines
{
    QString text;
    bool broken = false;
    bool cut = false;

    explicit SafeLines(QString source)
    {
        source.replace(u"\r\n"_s, u"\n"_s);
        text.reserve(source.size() + source.size() / 16);
        qsizetype length = 0;
        int lines = 1;
        for (const QChar c : source) {
            if (c == u'\n') {
                length = 0;
                if (++lines > shownBodyLines) {
                    cut = true;
                    return;
                }
            } else if (++length > shownLineLength && !c.isLowSurrogate()) {
                text += u'\n';
                length = 1;
                broken = true;
            }
            if (needsSign(c.unicode()))
                text += signFor(c.unicode());
            else
                text += c;
        }
    }
};

void addNote(QString &note, const QString &sentence)
{
    note += note.isEmpty() ? sentence : u' ' + sentence;
}

QString hexLine(const QByteArray &body, qsizetype at)
{
    QString line = QString::number(at, 16).rightJustified(8, u'0') + u"  "_s;
    QString letters;
    for (qsizetype i = at; i < at + hexBytesInLine; ++i) {
        if (i - at == hexBytesInLine / 2)
            line += u' ';
        if (i >= body.size()) {
            line += u"   "_s;
            continue;
        }
        const uchar byte = uchar(body[i]);
        line += QString::number(byte, 16).rightJustified(2, u'0') + u' ';
        letters += byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'.');
    }
    return line + u' ' + letters;
}

BodyText hexText(const QByteArray &body)
{
    BodyText shown;
    const qsizetype end = std::min(body.size(), shownHexBytes);
    for (qsizetype at = 0; at < end; at += hexBytesInLine)
        shown.text += hexLine(body.first(end), at) + u'\n';
    shown.text.chop(1);
    if (end < body.size())
        shown.note = filled(Words::tr("The first %1 of %2 are shown."),
                            {wording::bytes(end), wording::bytes(body.size())});
    return shown;
}

void addLineNotes(QString &note, const SafeLines &lines)
{
    if (lines.cut)
        addNote(note, filled(Words::tr("Only the first %1 lines are shown."), {wording::count(shownBodyLines)}));
    if (lines.broken)
        addNote(note, Words::tr("Long lines are broken for reading."));
}

BodyText plainText(const QByteArray &body, const QByteArray &contentType)
{
    BodyText shown;
    const SafeLines lines(decoded(body.left(shownBodyBytes), contentType));
    shown.text = lines.text;
    if (body.size() > shownBodyBytes)
        addNote(shown.note,
                filled(Words::tr("The first %1 of %2 are shown."),
                       {wording::bytes(shownBodyBytes), wording::bytes(body.size())}));
    addLineNotes(shown.note, lines);
    return shown;
}

BodyText jsonText(const QByteArray &body, const QByteArray &contentType)
{
    BodyText shown;
    if (body.size() > shownBodyBytes) {
        shown = plainText(body, contentType);
        addNote(shown.note, Words::tr("It is too large to be laid out as JSON."));
        return shown;
    }
    const QString text = decoded(body, contentType);
    QJsonParseError error;
    QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError) {
        shown = plainText(body, contentType);
        addNote(shown.note,
                filled(Words::tr("This is not valid JSON (at character %1), so it is shown as it came."),
                       {wording::count(error.offset)}));
        return shown;
    }
    const SafeLines lines(prettyJson(text));
    shown.text = lines.text;
    shown.isJson = true;
    addLineNotes(shown.note, lines);
    return shown;
}

} // namespace

BodyText bodyText(const QByteArray &body, const QByteArray &contentType, BodyStyle style)
{
    if (style == BodyStyle::Hex)
        return hexText(body);
    if (looksBinary(body, contentType)) {
        BodyText shown = hexText(body);
        addNote(shown.note, Words::tr("This is binary data, so it is shown in hex."));
        return shown;
    }
    if (style == BodyStyle::Pretty && saysJson(body, contentType))
        return jsonText(body, contentType);
    return plainText(body, contentType);
}

} // namespace fuseboard
