// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "base/time.h"

#include <QString>

namespace fuseboard {

/// One line for the log: key=value key=value. The one way into it, so that each text passes the Redactor, and what
/// servers say can neither end the line nor speak to a terminal: values that are more than a plain word stand in double
/// quotes, with \" \\ \n \r \t, and \u{202E} for control and invisible characters. (ADVERSARIAL G16, M4)
class LogLine
{
public:
    /// redactor must outlive the line.
    explicit LogLine(const Redactor &redactor)
        : m_redactor(redactor)
    {
    }

    LogLine &text(QLatin1String key, const QString &value);
    LogLine &url(QLatin1String key, const QUrl &value);
    LogLine &number(QLatin1String key, qint64 value);
    /// In milliseconds with three places.
    LogLine &duration(QLatin1String key, Duration value);
    /// What is redacted already.
    LogLine &clean(QLatin1String key, const QString &value);

    [[nodiscard]] const QString &toString() const { return m_line; }

    /// The value as it stands in a line.
    static QString escaped(const QString &value);

private:
    void append(QLatin1String key, const QString &written);

    const Redactor &m_redactor;
    QString m_line;
};

} // namespace fuseboard
