// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultlog.h"
#include "config/json/jsonvalue.h"

namespace fuseboard {

/// One place in a configuration: its path, its value if it is written, and where faults of it go. What reads a value
/// gets its scope and says what is wrong; path, position and the shown value come by themselves.
class FaultScope
{
public:
    enum class Privacy { Public, Secret }; ///< the values of secret scopes, and of all within, are never shown

    FaultScope(FaultLog &log, const JsonValue &root);

    /// A member of this object. One that is not written stands where the object stands.
    [[nodiscard]] FaultScope child(const QString &name, Privacy privacy = Privacy::Public) const;
    /// The same for a member that is at hand.
    [[nodiscard]] FaultScope child(const JsonMember &member, Privacy privacy = Privacy::Public) const;
    /// The same, standing where the member's name stands: for faults of the name. Its path shows no more of the name
    /// than shownHeaderName() does.
    [[nodiscard]] FaultScope nameOf(const JsonMember &member) const;
    [[nodiscard]] FaultScope item(qsizetype index) const;

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Whether a value stands there, null included.
    [[nodiscard]] bool isWritten() const { return m_value != nullptr; }
    [[nodiscard]] bool isFaulty() const { return m_log->isFaulty(m_path); }
    /// Whether text that is not allowed is read all the same, after telling of it.
    [[nodiscard]] bool keepsFaulty() const { return m_log->keepsFaulty(); }

    void fault(ErrorDetail detail, const AllowedValues &allowed) const { fault(detail, allowed, shownValue()); }
    void fault(ErrorDetail detail, const AllowedValues &allowed, const QString &shown) const;
    /// Something else than an object, where one belongs. Text and numbers are not shown: they may well be the secret
    /// that belongs into it.
    void notAnObject() const;
    /// A member that is greater than the one that limits it. Told of the one that is written, and not where one of the
    /// two is faulty by itself.
    void exceeds(const QString &greater, const QString &limit) const;
    /// A member that is needed here; not told again where it is faulty by itself.
    void missing(const QString &name, const AllowedValues &allowed) const;
    void warning(ErrorDetail detail, const AllowedValues &allowed = {}) const;

private:
    FaultScope(const FaultScope &parent, QString path, const JsonValue *value, qsizetype offset, Privacy privacy);

    [[nodiscard]] QString shownValue() const;

    FaultLog *m_log;
    QString m_path;
    const JsonValue *m_value;
    qsizetype m_offset;
    Privacy m_privacy = Privacy::Public;
};

/// At most 80 characters of a text, with an ellipsis where it was cut.
QString shortened(const QString &text);

} // namespace fuseboard
