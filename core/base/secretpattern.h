// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <utility>

namespace fuseboard {

/// A text that is found however its characters are written: as they are, in either case, percent-encoded in either case
/// and up to four times over, as in a form (+), or escaped as in JSON, each character in its own way. Browsers, QUrl
/// and servers differ in what they leave alone, so that a mixture is the rule.
class SecretPattern
{
public:
    /// text is not empty.
    explicit SecretPattern(QString text)
        : m_plain(std::move(text))
    {
    }

    [[nodiscard]] static QChar folded(QChar letter);

    [[nodiscard]] const QString &plain() const { return m_plain; }
    /// How much of the beginning of text it is; 0 where text does not begin with it, and where that was not found out
    /// with the effort that is left, which then is below 0. Every try costs some of it.
    [[nodiscard]] qsizetype matchedLength(QStringView text, qsizetype &effort) const
    {
        qsizetype same = 0;
        return matchedLength(text, effort, same);
    }
    /// same: letters that both are known to begin with; then how many those are up to the first escape.
    [[nodiscard]] qsizetype matchedLength(QStringView text, qsizetype &effort, qsizetype &same) const;
    /// Whether all of text is the beginning of it, or it whole; also where the last character is cut within an escape.
    /// As above false with an effort below 0.
    [[nodiscard]] bool isBegunBy(QStringView text, qsizetype &effort) const;

private:
    QString m_plain;
};

} // namespace fuseboard
