// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonsource.h"

#include <QSet>

namespace fuseboard {

/// The most faults that are told of one text; somebody who sees so many looks at the first ones.
constexpr int maxConfigFaults = 200;

/// Collects the faults and warnings of a text, and knows which fields are faulty already.
class FaultLog
{
public:
    /// What becomes of text that can be read, and is not allowed where it stands.
    enum class Faulty { Dropped, Kept };

    /// Without a source faults have no line and no column.
    explicit FaultLog(const JsonSource *source = nullptr, Faulty faulty = Faulty::Dropped)
        : m_source(source)
        , m_faulty(faulty)
    {
    }

    [[nodiscard]] bool keepsFaulty() const { return m_faulty == Faulty::Kept; }

    void addFault(ConfigFault fault, qsizetype offset);
    void addWarning(ConfigFault warning, qsizetype offset);

    /// Faults that have their positions already.
    void addAll(const QList<ConfigFault> &faults) { m_faults += faults; }

    /// Whether a fault of that path or of a part of it was told.
    [[nodiscard]] bool isFaulty(const QString &path) const { return m_faultyPaths.contains(path); }
    /// In the order of the text.
    [[nodiscard]] QList<ConfigFault> faults() const;
    [[nodiscard]] QList<ConfigFault> warnings() const;

private:
    void add(QList<ConfigFault> &list, ConfigFault fault, qsizetype offset);

    const JsonSource *m_source;
    Faulty m_faulty;
    QList<ConfigFault> m_faults;
    QList<ConfigFault> m_warnings;
    QSet<QString> m_faultyPaths;
};

} // namespace fuseboard
