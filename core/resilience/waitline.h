// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

#include <tuple>

namespace fuseboard {

/// A queue in which everybody can be asked how much stands before him, and can leave from anywhere, in logarithmic
/// time. Holds nobody: places are members of those who wait, who leave before they are destroyed.
///
/// A treap; its heap order is the scrambled number of the key. Its nodes know the size and the cost of what is left of
/// them only, so that nobody must be told of those who come last, as nearly all do.
class WaitLine
{
public:
    /// Who goes first: the earlier rank, among equals the earlier comer.
    struct Key
    {
        MonotonicTime rank;
        quint64 number = 0;
        /// Written out, as the C++ library of Xcode 15 does not compare times by <=>.
        friend bool operator<(const Key &first, const Key &second)
        {
            return std::tie(first.rank, first.number) < std::tie(second.rank, second.number);
        }
    };
    struct Before
    {
        qint64 places = 0;
        qint64 cost = 0;
    };
    class Place
    {
    public:
        Place() = default;
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;

        Key key;
        int cost = 1;

    private:
        friend class WaitLine;
        quint32 m_places = 0; // of what is below it to the left
        qint64 m_costs = 0;
        Place *m_parent = nullptr;
        Place *m_left = nullptr;
        Place *m_right = nullptr;
    };

    WaitLine() = default;
    WaitLine(const WaitLine &) = delete;
    WaitLine &operator=(const WaitLine &) = delete;

    void add(Place &place);
    void remove(Place &place);
    [[nodiscard]] Place *first() const { return m_first; }
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return !m_root; }
    /// What stands before that key, whether or not it is in the line.
    [[nodiscard]] Before before(const Key &key) const;

private:
    [[nodiscard]] Place **linkFor(Place &place);
    void forgetEnd(const Place &place);
    void replaceInParent(Place &place, Place *by);
    void rotateUp(Place &place);

    Place *m_root = nullptr;
    qint64 m_size = 0;
    Place *m_first = nullptr; // nearly everybody comes last and is served first: both ends are at hand
    Place *m_last = nullptr;
};

} // namespace fuseboard
