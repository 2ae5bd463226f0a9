// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compare/comparedlines.h"

#include "models/document/bodyform.h"
#include "models/figures.h"
#include "models/words.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype comparedLine = 1'000; // characters
constexpr qsizetype mostLines = 20'000; // more than this nobody compares by eye

} // namespace

QStringList comparedHeaders(const Headers &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers.fields())
        lines << wording::printable(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value), comparedLine);
    return lines;
}

QStringList comparedBody(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArrayView text(body);
    const auto layout = layoutFor(formOf(text, contentType, BodyStyle::Pretty));
    QStringList lines;
    LineState state = layout->start(text);
    while (state.offset < text.size() && lines.size() < mostLines) {
        const LineSpan span = layout->next(text, state);
        lines << wording::printable(layout->format(text, span).text, comparedLine);
    }
    if (state.offset < text.size())
        lines << wording::Words::tr("… more lines, which are not compared");
    return lines;
}

ComparedFile comparedFile(const QByteArray &bytes)
{
    ComparedFile file;
    const qsizetype end = bytes.size() - (bytes.endsWith('\n') ? 1 : 0);
    qsizetype left = ComparedFile::mostCharacters;
    for (qsizetype at = 0; at <= end;) {
        if (file.lines.size() == ComparedFile::mostLines || left <= 0) {
            file.isWhole = false;
            break;
        }
        const qsizetype newLine = bytes.indexOf('\n', at);
        const qsizetype stop = newLine < 0 ? end : std::min(newLine, end);
        const qsizetype most = std::min(ComparedFile::longestLine, left);
        // No character has more bytes than four: no more than these are looked at.
        const QString line = QString::fromUtf8(QByteArrayView(bytes).sliced(at, std::min(stop - at, 4 * most)));
        file.isWhole = file.isWhole && stop - at <= 4 * most && line.size() <= most;
        file.lines << wording::printable(line, most);
        left -= line.size();
        at = stop + 1;
    }
    return file;
}

} // namespace fuseboard
