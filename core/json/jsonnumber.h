// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <compare>
#include <optional>

namespace fuseboard {

/// A number as JSON writes it, by its digits: of any length and exactly, which a double would not be. Exponents beyond
/// ±10^12 count as that.
class JsonNumber
{
public:
    /// Nothing where the whole text is not one number (RFC 8259 6): "01", "+1", "1.", "2024-01-01".
    static std::optional<JsonNumber> parse(QByteArrayView text);

    /// The same for the same number, however it was written.
    [[nodiscard]] QByteArray text() const;

    friend bool operator==(const JsonNumber &, const JsonNumber &) = default;
    friend std::strong_ordering operator<=>(const JsonNumber &first, const JsonNumber &second);

private:
    JsonNumber(bool isNegative, QByteArray digits, qint64 place);

    int m_sign = 0; // -1, 0 or 1
    QByteArray m_digits; // 0.m_digits × 10^m_place, without zeros at either end
    qint64 m_place = 0;
};

} // namespace fuseboard
