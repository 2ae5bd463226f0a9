// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

namespace fuseboard {

/// Numbers for JSON values, the same number for those that are the same: whatever the order of members, and however
/// numbers and strings are written. Walks the text once, however deep it is, and keeps each different value once.
class JsonForms
{
public:
    [[nodiscard]] qint64 formOf(QByteArrayView value);

private:
    struct Level
    {
        char sign; ///< '{' or '['
        QList<QByteArray> pieces{QByteArray()}; ///< between commas, as numbers
    };

    [[nodiscard]] QByteArray numbered(const QByteArray &form);
    [[nodiscard]] static QByteArray closed(Level level, char sign);

    QHash<QByteArray, qint64> m_numbers;
};

} // namespace fuseboard
