// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace fuseboard {

/// Whether a text is JSON (RFC 8259), found piece by piece: one bit a level, no recursion, no limit of depth. (G17)
class JsonValidator
{
public:
    /// severalValues: one after another, as in JSON Lines.
    explicit JsonValidator(bool severalValues = false)
        : m_severalValues(severalValues)
    {
    }

    /// Goes on to limit, or to the first fault. Whoever comes to the end of the text calls it with its size.
    void advance(QByteArrayView text, qint64 limit);
    /// The offset of the first fault; the size of the text where it ends too early.
    [[nodiscard]] std::optional<qint64> fault() const { return m_fault; }

private:
    enum class Expect { Value, ValueOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd, Nothing };
    enum class Inside { Nothing, Value, Key };

    void step(QByteArrayView text);
    void value(QByteArrayView text, char c);
    void string(QByteArrayView text, qint64 limit);
    void open(char c);
    void close(char c);
    void valueDone();
    void word(QByteArrayView text);
    void fail(qint64 at) { m_fault = at; }

    bool m_severalValues;
    qint64 m_at = 0;
    Expect m_expect = Expect::Value;
    Inside m_inside = Inside::Nothing;
    std::vector<bool> m_objects; ///< for each open container whether it is an object
    std::optional<qint64> m_fault;
};

} // namespace fuseboard
