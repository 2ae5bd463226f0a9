// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/bulktext.h"

#include "models/checks/checkline.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar shownFeed(0x21B5); // "↵"
constexpr QChar shownReturn(0x240D); // "␍"
constexpr qsizetype noRow = -1;

QString withShownBreaks(QString text)
{
    return text.replace(u'\n', shownFeed).replace(QChar::ParagraphSeparator, shownFeed).replace(u'\r', shownReturn);
}

QString withBreaks(QString text)
{
    return text.replace(shownFeed, u'\n').replace(shownReturn, u'\r');
}

bool isOffMark(QStringView line)
{
    return line.startsWith("//"_L1) || line.startsWith(u'#');
}

QString escapedName(const QString &name)
{
    QString result = withShownBreaks(name).replace(u'\\', "\\\\"_L1).replace(u':', "\\:"_L1);
    return isOffMark(result) ? u'\\' + result : result;
}

/// A line in pieces.
struct BulkLine
{
    bool enabled = true;
    QString name{};
    QString value{};
};

QString lineOf(const BulkLine &line)
{
    return (line.enabled ? QString() : u"//"_s) + escapedName(line.name) + u':' + withShownBreaks(line.value);
}

bool isEscape(QStringView line, qsizetype at)
{
    return line[at] == u'\\' && at + 1 < line.size() && QStringView(u"\\:/#").contains(line[at + 1]);
}

qsizetype nameEnd(QStringView line)
{
    qsizetype at = 0;
    while (at < line.size() && line[at] != u':')
        at += isEscape(line, at) ? 2 : 1;
    return at;
}

BulkLine readLine(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    BulkLine line;
    line.enabled = !isOffMark(rest);
    if (!line.enabled)
        rest = rest.sliced(rest.startsWith(u'#') ? 1 : 2).trimmed();
    const qsizetype end = nameEnd(rest);
    for (qsizetype at = 0; at < end; ++at)
        line.name += rest[isEscape(rest, at) ? ++at : at];
    line.name = withBreaks(line.name.trimmed());
    line.value = end < rest.size() ? withBreaks(rest.sliced(end + 1).trimmed().toString()) : QString();
    return line;
}

/// Whether a value would be read as a path: "@" behind any number of backslashes.
bool looksLikePath(const QString &value)
{
    const auto sign = std::find_if(value.begin(), value.end(), [](QChar c) { return c != u'\\'; });
    return sign != value.end() && *sign == u'@';
}

BulkLine linePieces(const RequestEntry &row)
{
    return {row.enabled, row.name, row.value};
}

BulkLine linePieces(const RequestPart &row)
{
    const QString text = looksLikePath(row.value) ? u'\\' + row.value : row.value;
    return {row.enabled, row.name, row.file.isEmpty() ? text : u'@' + row.file};
}

template<class Check>
BulkLine linePieces(const Check &row)
{
    const CheckLine line = CheckLine::of(row);
    return {row.enabled, line.name, line.value};
}

void putInto(RequestEntry &row, const BulkLine &line)
{
    row.enabled = line.enabled;
    row.name = line.name;
    row.value = line.value;
}

void putInto(RequestPart &row, const BulkLine &line)
{
    row.enabled = line.enabled;
    row.name = line.name;
    const bool isFile = line.value.startsWith(u'@');
    row.file = isFile ? line.value.sliced(1) : QString();
    row.value = isFile ? QString() : line.value.sliced(looksLikePath(line.value) ? 1 : 0);
}

template<class Check>
void putInto(Check &row, const BulkLine &line)
{
    row.enabled = line.enabled;
    CheckLine{line.name, line.value}.putInto(row);
}

/// Which rows of before the new ones come from, each once: first those at the same place, then the others in order.
class RowMatches
{
public:
    RowMatches(qsizetype before, qsizetype now)
        : m_isTaken(before, false)
        , m_rows(now, noRow)
    {
    }

    [[nodiscard]] qsizetype rowOf(qsizetype line) const { return m_rows[line]; }
    void match(const QStringList &before, const QStringList &now)
    {
        for (qsizetype i = 0; i < std::min(before.size(), now.size()); ++i) {
            if (before[i] == now[i])
                take(i, i);
        }
        QHash<QString, QList<qsizetype>> others; // the first one last
        for (qsizetype i = before.size() - 1; i >= 0; --i)
            others[before[i]] << i;
        for (qsizetype i = 0; i < now.size(); ++i) {
            const auto same = others.find(now[i]);
            while (same != others.end() && m_rows[i] == noRow && !same->isEmpty())
                take(i, same->takeLast());
        }
    }

private:
    void take(qsizetype line, qsizetype row)
    {
        if (m_isTaken[row] || m_rows[line] != noRow)
            return;
        m_isTaken[row] = true;
        m_rows[line] = row;
    }

    QList<bool> m_isTaken;
    QList<qsizetype> m_rows;
};

template<class Row>
QString linesOf(const QList<Row> &rows)
{
    QStringList lines;
    for (const Row &row : rows)
        lines << lineOf(linePieces(row));
    return lines.join(u'\n');
}

template<class Row>
QList<Row> rowsOfLines(const QString &text, const QList<Row> &before)
{
    QStringList lines = text.split(u'\n');
    lines.removeIf([](const QString &line) { return line.trimmed().isEmpty(); });
    QStringList names;
    QStringList linesBefore;
    QStringList namesBefore;
    for (const QString &line : std::as_const(lines))
        names << readLine(line).name;
    for (const Row &row : before) {
        linesBefore << lineOf(linePieces(row));
        namesBefore << linePieces(row).name;
    }
    RowMatches matches(before.size(), lines.size());
    matches.match(linesBefore, lines);
    RowMatches same = matches;
    matches.match(namesBefore, names);
    QList<Row> rows;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        rows << (matches.rowOf(i) == noRow ? Row() : before[matches.rowOf(i)]);
        if (same.rowOf(i) == noRow)
            putInto(rows.last(), readLine(lines[i]));
    }
    return rows;
}

} // namespace

QString bulkText(const QList<RequestEntry> &rows)
{
    return linesOf(rows);
}

QString bulkText(const QList<RequestPart> &rows)
{
    return linesOf(rows);
}

QString bulkText(const QList<RequestTest> &rows)
{
    return linesOf(rows);
}

QString bulkText(const QList<RequestCapture> &rows)
{
    return linesOf(rows);
}

qsizetype bulkNameEnd(const QString &line)
{
    return isOffMark(QStringView(line).trimmed()) ? -1 : nameEnd(line);
}

QList<RequestEntry> bulkRows(const QString &text, const QList<RequestEntry> &before)
{
    return rowsOfLines(text, before);
}

QList<RequestPart> bulkRows(const QString &text, const QList<RequestPart> &before)
{
    return rowsOfLines(text, before);
}

QList<RequestTest> bulkRows(const QString &text, const QList<RequestTest> &before)
{
    return rowsOfLines(text, before);
}

QList<RequestCapture> bulkRows(const QString &text, const QList<RequestCapture> &before)
{
    return rowsOfLines(text, before);
}

} // namespace fuseboard
