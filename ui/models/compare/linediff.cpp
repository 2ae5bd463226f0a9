// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compare/linediff.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace fuseboard {

namespace {

constexpr qsizetype mostPairs = 1'000'000; // that are compared each with each

struct Point
{
    qsizetype left;
    qsizetype right;
};

/// A piece of both texts, its ends not included.
struct Piece
{
    Point from;
    Point to;

    [[nodiscard]] qsizetype lefts() const { return to.left - from.left; }
    [[nodiscard]] qsizetype rights() const { return to.right - from.right; }
};

class LineDiff
{
public:
    LineDiff(const QStringList &left, const QStringList &right)
    {
        QHash<QString, int> numbers;
        for (const auto &[lines, found] : {std::pair(&left, &m_left), std::pair(&right, &m_right)}) {
            found->reserve(std::size_t(lines->size()));
            for (const QString &line : *lines) {
                const auto known = numbers.constFind(line);
                found->push_back(known != numbers.constEnd() ? *known : *numbers.insert(line, int(numbers.size())));
            }
        }
        m_known = std::size_t(numbers.size());
    }

    QList<DiffRow> run()
    {
        compare({{0, 0}, {qsizetype(m_left.size()), qsizetype(m_right.size())}});
        return m_rows;
    }

private:
    [[nodiscard]] bool isSame(Point at) const { return m_left[std::size_t(at.left)] == m_right[std::size_t(at.right)]; }

    void compare(Piece piece)
    {
        for (; piece.lefts() > 0 && piece.rights() > 0 && isSame(piece.from); ++piece.from.left, ++piece.from.right)
            addSame(piece.from);
        qsizetype sameEnd = 0;
        while (piece.lefts() > 0 && piece.rights() > 0 && isSame({piece.to.left - 1, piece.to.right - 1})) {
            --piece.to.left;
            --piece.to.right;
            ++sameEnd;
        }
        if (piece.lefts() == 0 || piece.rights() == 0)
            addDifferent(piece);
        else if (piece.lefts() * piece.rights() <= mostPairs)
            addBetween(piece, longestCommon(piece));
        else
            compareByAnchors(piece);
        for (Point at = piece.to; sameEnd > 0; --sameEnd, ++at.left, ++at.right)
            addSame(at);
    }

    void compareByAnchors(const Piece &piece)
    {
        const std::vector<Point> anchors = anchorsOf(piece);
        if (anchors.empty())
            return addSideBySide(piece);
        Point done = piece.from;
        for (const Point &anchor : anchors) {
            compare({done, anchor});
            addSame(anchor);
            done = {anchor.left + 1, anchor.right + 1};
        }
        compare({done, piece.to});
    }

    /// Lines that stand once on each side, in the same order on both: the longest such row of them.
    [[nodiscard]] std::vector<Point> anchorsOf(const Piece &piece) const
    {
        constexpr qsizetype none = -1;
        constexpr qsizetype several = -2;
        std::vector<Point> single(m_known, {none, none});
        const auto note = [](qsizetype &place, qsizetype at) { place = place == none ? at : several; };
        for (qsizetype at = piece.from.left; at < piece.to.left; ++at)
            note(single[std::size_t(m_left[std::size_t(at)])].left, at);
        for (qsizetype at = piece.from.right; at < piece.to.right; ++at)
            note(single[std::size_t(m_right[std::size_t(at)])].right, at);
        std::vector<Point> candidates;
        std::copy_if(single.begin(), single.end(), std::back_inserter(candidates),
                     [](const Point &one) { return one.left >= 0 && one.right >= 0; });
        std::sort(candidates.begin(), candidates.end(), [](Point one, Point other) { return one.left < other.left; });
        return longestRising(candidates);
    }

    /// Of points in the order of their left lines those whose right lines rise, as many as can be.
    [[nodiscard]] static std::vector<Point> longestRising(const std::vector<Point> &points)
    {
        std::vector<std::size_t> tails; // the point with the least right line at the end of a row of each length
        std::vector<std::size_t> before(points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto tail = std::lower_bound(
                tails.begin(), tails.end(), points[i].right,
                [&points](std::size_t one, qsizetype right) { return points[one].right < right; });
            before[i] = tail == tails.begin() ? points.size() : *std::prev(tail);
            if (tail == tails.end())
                tails.push_back(i);
            else
                *tail = i;
        }
        std::vector<Point> row;
        for (std::size_t i = tails.empty() ? points.size() : tails.back(); i < points.size(); i = before[i])
            row.push_back(points[i]);
        std::reverse(row.begin(), row.end());
        return row;
    }

    [[nodiscard]] std::vector<Point> longestCommon(const Piece &piece) const
    {
        // longest[l][r]: of what follows line l on the left and line r on the right.
        const auto width = std::size_t(piece.rights()) + 1;
        std::vector<quint32> longest((std::size_t(piece.lefts()) + 1) * width, 0);
        const auto at = [&](qsizetype left, qsizetype right) -> quint32 & {
            return longest[std::size_t(left - piece.from.left) * width + std::size_t(right - piece.from.right)];
        };
        for (qsizetype left = piece.to.left - 1; left >= piece.from.left; --left) {
            for (qsizetype right = piece.to.right - 1; right >= piece.from.right; --right)
                at(left, right) = isSame({left, right}) ? at(left + 1, right + 1) + 1
                                                        : std::max(at(left + 1, right), at(left, right + 1));
        }
        std::vector<Point> common;
        for (Point here = piece.from; here.left < piece.to.left && here.right < piece.to.right;) {
            if (isSame(here))
                common.push_back({here.left++, here.right++});
            else if (at(here.left + 1, here.right) >= at(here.left, here.right + 1))
                ++here.left;
            else
                ++here.right;
        }
        return common;
    }

    void addBetween(const Piece &piece, const std::vector<Point> &common)
    {
        Point done = piece.from;
        for (const Point &same : common) {
            addDifferent({done, same});
            addSame(same);
            done = {same.left + 1, same.right + 1};
        }
        addDifferent({done, piece.to});
    }

    void addSame(Point at) { m_rows.append({DiffRow::Kind::Same, at.left, at.right}); }

    void addDifferent(Piece piece)
    {
        for (; piece.lefts() > 0 && piece.rights() > 0; ++piece.from.left, ++piece.from.right)
            m_rows.append({DiffRow::Kind::Changed, piece.from.left, piece.from.right});
        for (; piece.lefts() > 0; ++piece.from.left)
            m_rows.append({DiffRow::Kind::LeftOnly, piece.from.left, -1});
        for (; piece.rights() > 0; ++piece.from.right)
            m_rows.append({DiffRow::Kind::RightOnly, -1, piece.from.right});
    }

    void addSideBySide(Piece piece)
    {
        for (; piece.lefts() > 0 && piece.rights() > 0; ++piece.from.left, ++piece.from.right) {
            if (isSame(piece.from))
                addSame(piece.from);
            else
                m_rows.append({DiffRow::Kind::Changed, piece.from.left, piece.from.right});
        }
        addDifferent(piece);
    }

    std::vector<int> m_left; // equal numbers stand for equal lines
    std::vector<int> m_right;
    std::size_t m_known = 0; // different lines
    QList<DiffRow> m_rows;
};

} // namespace

QList<DiffRow> diffLines(const QStringList &left, const QStringList &right)
{
    return LineDiff(left, right).run();
}

ChangedSpan changedSpan(const QString &left, const QString &right)
{
    const auto splits = [](const QString &text, qsizetype at) {
        return at > 0 && at < text.size() && text.at(at).isLowSurrogate() && text.at(at - 1).isHighSurrogate();
    };
    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype begin = 0;
    while (begin < shorter && left.at(begin) == right.at(begin))
        ++begin;
    if (splits(left, begin) || splits(right, begin))
        --begin;
    qsizetype end = 0;
    while (end < shorter - begin && left.at(left.size() - 1 - end) == right.at(right.size() - 1 - end))
        ++end;
    if (splits(left, left.size() - end) || splits(right, right.size() - end))
        --end;
    return {begin, left.size() - end, right.size() - end};
}

} // namespace fuseboard
