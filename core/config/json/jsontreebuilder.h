// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonsource.h"
#include "config/json/jsonvalue.h"

#include <QSet>

#include <vector>

namespace fuseboard {

/// Puts the values of a text together in the order in which a parser meets them. Knows where in the tree it is, and
/// refuses what is nested too deeply or has too many values.
class JsonTreeBuilder
{
public:
    explicit JsonTreeBuilder(const JsonSource &source);

    /// All return whether to go on.
    bool scalar(JsonValue value);
    bool open(JsonValue::Kind kind, qsizetype offset);
    bool key(const QString &name, qsizetype offset);
    bool close();

    /// Of the value that comes next.
    void fault(ErrorDetail detail, qsizetype offset, const QString &value, const AllowedValues &allowed);
    /// Of what stands between the values of the innermost container.
    void faultBetween(qsizetype offset, const QString &value, const AllowedValues &allowed);
    /// Of a comment, which begins with that sign: no value is to blame for it.
    void commentFault(qsizetype offset, const QString &sign, const AllowedValues &allowed);

    [[nodiscard]] JsonValue takeRoot() { return std::move(m_root); }
    [[nodiscard]] const QList<ConfigFault> &faults() const { return m_faults; }

private:
    struct Level
    {
        JsonValue *container = nullptr;
        QSet<QString> names;
    };

    [[nodiscard]] JsonValue *place(JsonValue value);
    [[nodiscard]] QString path(std::size_t levels) const;

    const JsonSource &m_source;
    JsonValue m_root;
    std::vector<Level> m_levels; // the open containers, outermost first
    QList<ConfigFault> m_faults;
    int m_values = 0;
};

} // namespace fuseboard
