// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace fuseboard {

/// The bytes of a JSON file: without a UTF-8 BOM, and able to tell the line and column of an offset.
class JsonSource
{
public:
    struct Position
    {
        int line = 0; ///< 1-based
        int column = 0; ///< 1-based, in characters
    };

    explicit JsonSource(QByteArray bytes);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] Position positionOf(qsizetype offset) const;

    /// What forbids to read the bytes as JSON at all: another encoding, NUL bytes, nothing there.
    [[nodiscard]] std::optional<ConfigFault> fault() const;

private:
    [[nodiscard]] ConfigFault faultAt(qsizetype offset, ErrorDetail detail, QString value, AllowedValues allowed) const;
    [[nodiscard]] qsizetype firstNotUtf8() const;

    QByteArray m_text;
    QList<qsizetype> m_lineStarts;
};

} // namespace fuseboard
