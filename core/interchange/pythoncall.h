// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace fuseboard {

/// A call in Python source, one named argument a line: RetryConfig(max_retries=3, …).
class PythonCall
{
public:
    explicit PythonCall(QString name)
        : m_name(std::move(name))
    {
    }

    /// An expression as it stands.
    void add(const QString &argument, const QString &expression);
    void add(const QString &argument, bool value);
    void add(const QString &argument, int value);
    void add(const QString &argument, double value);
    /// Seconds as a float.
    void add(const QString &argument, Duration value);
    void add(const QString &argument, const QList<int> &values);
    void addText(const QString &argument, const QString &text);
    /// None where the text is empty.
    void addOptionalText(const QString &argument, const QString &text);
    void add(const QString &argument, const PythonCall &nested);
    /// A line for people.
    void addComment(const QString &text);

    /// Lines with four spaces for each level, without a line break at the end.
    [[nodiscard]] QString text() const;

private:
    QString m_name;
    QStringList m_lines;
};

/// A list of text, ["a", "b"].
QString pythonList(const QStringList &texts);
/// In the shortest form that reads back the same, always with a point: 30.0.
QString pythonFloat(double value);

} // namespace fuseboard
