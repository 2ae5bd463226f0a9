// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/mediatype.h"
#include "models/document/bodysaver.h"

#include <QMimeDatabase>
#include <QRegularExpression>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestFileName = 120;

/// RFC 6266: filename* counts before filename.
QString dispositionName(const QByteArray &disposition)
{
    static const QRegularExpression extended(uR"(filename\*\s*=\s*UTF-8'[^']*'([^;\s]+))"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression plain(uR"re(filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+)))re"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(disposition.left(4'000));
    if (const auto match = extended.match(text); match.hasMatch())
        return QString::fromUtf8(QByteArray::fromPercentEncoding(match.captured(1).toLatin1()));
    const auto match = plain.match(text);
    return match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
}

bool isBadInFileName(QChar c)
{
    return c.unicode() < 0x20 || c.unicode() == 0x7f || c.category() == QChar::Other_Format
        || QStringView(u"/\\:*?\"<>|").contains(c);
}

QString safeFileName(QString name)
{
    name = name.section(u'/', -1).section(u'\\', -1);
    name.removeIf(isBadInFileName);
    name = name.simplified();
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    static const QRegularExpression device(u"^(con|prn|aux|nul|com\\d|lpt\\d)(\\.|$)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (device.match(name).hasMatch())
        name.prepend(u'_');
    if (name.size() <= longestFileName)
        return name;
    const QString suffix = name.section(u'.', -1).left(10);
    return name.left(longestFileName - suffix.size() - 1) + u'.' + suffix;
}

} // namespace

QString suggestedFileName(const Headers &headers, const QUrl &url)
{
    QString name = safeFileName(dispositionName(headers.value("Content-Disposition").value_or(QByteArray())));
    if (!name.isEmpty())
        return name;
    name = safeFileName(url.fileName(QUrl::FullyDecoded));
    if (name.isEmpty())
        name = u"answer"_s;
    if (name.contains(u'.'))
        return name;
    const QByteArray type = mediaType(headers.value("Content-Type").value_or(QByteArray()));
    const QString suffix = QMimeDatabase().mimeTypeForName(QString::fromLatin1(type)).preferredSuffix();
    if (type.endsWith("json"))
        return name + u".json"_s;
    return suffix.isEmpty() ? name : name + u'.' + suffix;
}

} // namespace fuseboard
