// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QRegularExpression>

#include <array>
#include <vector>

namespace fuseboard {

/// What somebody searches for. The default one finds nothing.
struct SearchQuery
{
    QString text; ///< as typed; empty finds nothing
    bool matchCase = false; ///< else letters of every script are alike in both cases
    bool isRegex = false; ///< text is one of QRegularExpression's
    bool laidOut = false; ///< as JSON: space that the layout has put in need not be in the document

    friend bool operator==(const SearchQuery &, const SearchQuery &) = default;
};

/// A stretch of the document, in bytes from its begin. What a search finds is never empty.
struct SearchMatch
{
    qint64 begin = 0; ///< its first byte
    qint64 end = 0; ///< the byte after its last one

    friend bool operator==(const SearchMatch &, const SearchMatch &) = default;
};

/// What is searched for, made ready. A document of UTF-8 is searched in blocks, each by itself, so that nobody has to
/// keep matches: the same block always gives the same ones. A value, for any thread.
class SearchPattern
{
public:
    static constexpr qint64 blockBytes = 64 * 1024;

    /// Fails with ConfigInvalid for what is no regular expression; value says what is wrong, bytes where it is.
    static Result<SearchPattern> compile(const SearchQuery &query);

    [[nodiscard]] bool isEmpty() const { return !m_isRegex && m_pieces.isEmpty(); }
    [[nodiscard]] static qint64 blockCount(QByteArrayView text) { return (text.size() + blockBytes - 1) / blockBytes; }
    /// Those that begin in the block, in their order, none empty. Where it is a regular expression, one match is at
    /// most about 4,000 bytes long.
    [[nodiscard]] std::vector<SearchMatch> matchesIn(QByteArrayView text, qint64 block) const;
    /// The same, without keeping them. isWhole becomes false where an expression needs too many steps: it is given up
    /// there, and more may match.
    [[nodiscard]] qint64 countIn(QByteArrayView text, qint64 block, bool *isWhole = nullptr) const;

private:
    void preparePlain(const SearchQuery &query);
    template<class Found>
    bool find(QByteArrayView text, qint64 block, Found found) const; ///< false: given up
    template<class Found>
    void findPlain(QByteArrayView text, qint64 block, Found found) const;
    template<class Found>
    bool findRegex(QByteArrayView text, qint64 block, Found found) const;
    [[nodiscard]] bool agrees(QByteArrayView text, qint64 at, const QByteArray &piece) const;
    /// After the whole of it, when its first piece is at; 0 when the rest does not follow.
    [[nodiscard]] qint64 endOfMatch(QByteArrayView text, qint64 at) const;

    bool m_isRegex = false;
    QRegularExpression m_regex;
    QList<QByteArray> m_pieces; ///< folded; between two of them there may be space
    std::array<uchar, 256> m_fold{};
    std::array<qint32, 256> m_skip{}; ///< how far on, by the byte under the end of the first piece
};

} // namespace fuseboard
