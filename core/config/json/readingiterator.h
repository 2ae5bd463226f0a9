// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <iterator>

namespace fuseboard {

/// An iterator over bytes that tells how far a lexer has read: nlohmann gives no positions in its callbacks.
class ReadingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    ReadingIterator(const char *at, const char **furthest)
        : m_at(at)
        , m_furthest(furthest)
    {
    }

    reference operator*() const { return *m_at; }
    ReadingIterator &operator++()
    {
        ++m_at;
        *m_furthest = m_at;
        return *this;
    }
    friend bool operator==(const ReadingIterator &a, const ReadingIterator &b) { return a.m_at == b.m_at; }

private:
    const char *m_at;
    const char **m_furthest;
};

} // namespace fuseboard
