// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace fuseboard {

/// A text that is found however its characters are written: as they are, in either case, percent-encoded in either case
/// and up to four times over, as in a form (+), or escaped as in JSON, each character in its own way. Browsers, QUrl
/// and servers differ in what they leave alone, so that a mixture is the rule.
class SecretPattern
{
public:
    /// text is not empty.
    explicit SecretPattern(QString text);

    [[nodiscard]] const QString &plain() const { return m_plain; }
    /// text with replacement in place of every occurrence.
    [[nodiscard]] QString replaceIn(const QString &text, const QString &replacement) const;

private:
    [[nodiscard]] bool mayBeginWith(QChar letter) const;
    [[nodiscard]] qsizetype matchedLength(QStringView text) const;

    QString m_plain;
    QList<char32_t> m_characters;
};

} // namespace fuseboard
