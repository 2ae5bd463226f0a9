// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace fuseboard {

/// Text with places in it that are filled from environment variables where it is used: how a secret stands in what
/// leaves the program. A value.
class Template
{
public:
    struct Part
    {
        bool isVariable = false;
        QString text; ///< as it is, or the name of the variable

        friend bool operator==(const Part &, const Part &) = default;
    };

    Template() = default;
    Template(const QString &literal); // NOLINT(google-explicit-constructor): text is a template without places
    static Template variable(const QString &name);

    Template &operator+=(const Template &other);
    friend Template operator+(Template one, const Template &other) { return one += other; }

    [[nodiscard]] bool isEmpty() const { return m_parts.isEmpty(); }
    [[nodiscard]] bool hasVariables() const;
    /// Neighbouring literals are one part; none is empty.
    [[nodiscard]] const QList<Part> &parts() const { return m_parts; }

    /// One text, with each part as the function writes it.
    [[nodiscard]] QString joined(const std::function<QString(const Part &)> &write, const QString &between = {}) const;

    friend bool operator==(const Template &, const Template &) = default;

private:
    QList<Part> m_parts;
};

} // namespace fuseboard
