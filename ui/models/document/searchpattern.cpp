// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/searchpattern.h"

#include "models/document/utf8.h"
#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qint64 lookBehind = 256;
constexpr qint64 longestRegexMatch = 4'096;

/// UTF-16 with the offset of each unit. Plain ASCII, which most documents are, needs no table.
struct RegexWindow
{
    QString text;
    qint64 begin = 0;
    std::vector<qint64> offsets;

    RegexWindow(QByteArrayView bytes, qint64 from)
        : begin(from)
    {
        if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return uchar(c) < 0x80; })) {
            text = QString::fromLatin1(bytes);
            return;
        }
        offsets.reserve(std::size_t(bytes.size()) + 1);
        for (qsizetype at = 0; at < bytes.size();) {
            const DecodedRune rune = runeAt(bytes, at);
            appendRune(text, rune.value);
            offsets.resize(std::size_t(text.size()), from + at);
            at += rune.length;
        }
        offsets.push_back(from + bytes.size());
    }

    [[nodiscard]] qint64 offset(qsizetype unit) const
    {
        return offsets.empty() ? begin + unit : offsets[std::size_t(unit)];
    }
    [[nodiscard]] qsizetype unit(qint64 offset) const
    {
        if (offsets.empty())
            return offset - begin;
        return std::lower_bound(offsets.begin(), offsets.end(), offset) - offsets.begin();
    }
};

/// Where the layout of JSON puts space in: after ':' and ',' and inside of braces.
QList<QByteArray> piecesAroundSpace(const QByteArray &needle)
{
    QList<QByteArray> pieces(1);
    for (qsizetype i = 0; i < needle.size(); ++i) {
        const char before = i > 0 ? needle[i - 1] : '\0';
        const char after = i + 1 < needle.size() ? needle[i + 1] : '\0';
        if (i > 0 && needle[i] == ' ' && (before == ':' || before == ',' || before == '{' || after == '}'))
            pieces << QByteArray();
        else
            pieces.last() += needle[i];
    }
    return pieces;
}

} // namespace

Result<SearchPattern> SearchPattern::compile(const SearchQuery &query)
{
    SearchPattern pattern;
    if (query.text.isEmpty())
        return pattern;
    const bool isAscii = std::all_of(query.text.begin(), query.text.end(), [](QChar c) { return c < QChar(0x80); });
    if (!query.isRegex && (query.matchCase || isAscii)) {
        pattern.preparePlain(query);
        return pattern;
    }
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption
        | QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, !query.matchCase);
    pattern.m_isRegex = true;
    pattern.m_regex = QRegularExpression(query.isRegex ? query.text : QRegularExpression::escape(query.text), options);
    if (!pattern.m_regex.isValid()) {
        Error error(ErrorKind::ConfigInvalid, ErrorDetail::Syntax);
        error.value = pattern.m_regex.errorString();
        error.bytes = pattern.m_regex.patternErrorOffset();
        return error;
    }
    pattern.m_regex.optimize();
    return pattern;
}

void SearchPattern::preparePlain(const SearchQuery &query)
{
    for (std::size_t i = 0; i < m_fold.size(); ++i)
        m_fold[i] = query.matchCase || i < 'A' || i > 'Z' ? uchar(i) : uchar(i - 'A' + 'a');
    QByteArray needle = query.text.toUtf8();
    for (char &c : needle)
        c = char(m_fold[uchar(c)]);
    m_pieces = query.laidOut ? piecesAroundSpace(needle) : QList<QByteArray>{needle};
    const QByteArray &first = m_pieces.first();
    m_skip.fill(qint32(first.size()));
    for (std::size_t byte = 0; byte < m_skip.size(); ++byte) {
        const qsizetype last = QByteArrayView(first).chopped(1).lastIndexOf(char(m_fold[byte]));
        if (last >= 0)
            m_skip[byte] = qint32(first.size() - 1 - last);
    }
}

bool SearchPattern::agrees(QByteArrayView text, qint64 at, const QByteArray &piece) const
{
    if (at + piece.size() > text.size())
        return false;
    return std::equal(piece.begin(), piece.end(), text.begin() + at,
                      [this](char wanted, char there) { return uchar(wanted) == m_fold[uchar(there)]; });
}

qint64 SearchPattern::endOfMatch(QByteArrayView text, qint64 at) const
{
    at += m_pieces.first().size();
    for (qsizetype i = 1; i < m_pieces.size(); ++i) {
        at = jsontext::afterSpace(text, at);
        if (!agrees(text, at, m_pieces[i]))
            return 0;
        at += m_pieces[i].size();
    }
    return at;
}

template<class Found>
void SearchPattern::findPlain(QByteArrayView text, qint64 block, Found found) const
{
    const QByteArray &first = m_pieces.first();
    const auto *bytes = reinterpret_cast<const uchar *>(text.data());
    const qint64 length = first.size();
    const uchar last = uchar(first.back());
    const qint64 end = std::min<qint64>((block + 1) * blockBytes, text.size() - length + 1);
    for (qint64 at = block * blockBytes; at < end;) {
        const uchar under = bytes[at + length - 1];
        if (m_fold[under] == last && agrees(text, at, first)) {
            if (const qint64 after = endOfMatch(text, at)) {
                found(SearchMatch{at, after});
                at = after;
                continue;
            }
        }
        at += m_skip[under];
    }
}

template<class Found>
bool SearchPattern::findRegex(QByteArrayView text, qint64 block, Found found) const
{
    const qint64 begin = block * blockBytes;
    const qint64 end = std::min<qint64>(begin + blockBytes, text.size());
    const qint64 from = std::max<qint64>(0, begin - lookBehind);
    const qint64 to = std::min<qint64>(text.size(), end + longestRegexMatch);
    const RegexWindow window(text.sliced(from, to - from), from);
    const auto take = [&](const QRegularExpressionMatch &match) {
        const SearchMatch bytes{window.offset(match.capturedStart()), window.offset(match.capturedEnd())};
        if (bytes.begin < end && bytes.end > bytes.begin)
            found(bytes);
        return bytes.begin < end;
    };
    qsizetype at = window.unit(begin);
    QRegularExpression::MatchOptions checked = QRegularExpression::NoMatchOption;
    while (true) {
        const QRegularExpressionMatch match = m_regex.match(window.text, at, QRegularExpression::NormalMatch, checked);
        if (!match.hasMatch())
            return match.isValid();
        if (match.capturedLength() == 0)
            break;
        if (!take(match))
            return true;
        at = match.capturedEnd();
        checked = QRegularExpression::DontCheckSubjectStringMatchOption;
    }
    // Only the iterator knows how to go on behind nothing; it does not tell what it gave up.
    auto matches = m_regex.globalMatch(window.text, at);
    while (matches.hasNext() && take(matches.next())) { }
    return true;
}

template<class Found>
bool SearchPattern::find(QByteArrayView text, qint64 block, Found found) const
{
    if (m_isRegex)
        return findRegex(text, block, found);
    if (!isEmpty())
        findPlain(text, block, found);
    return true;
}

std::vector<SearchMatch> SearchPattern::matchesIn(QByteArrayView text, qint64 block) const
{
    std::vector<SearchMatch> matches;
    find(text, block, [&matches](const SearchMatch &match) { matches.push_back(match); });
    return matches;
}

qint64 SearchPattern::countIn(QByteArrayView text, qint64 block, bool *isWhole) const
{
    qint64 count = 0;
    const bool isDone = find(text, block, [&count](const SearchMatch &) { ++count; });
    if (isWhole && !isDone)
        *isWhole = false;
    return count;
}

} // namespace fuseboard
