// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace fuseboard {

/// Puts the values of {{variables}} into texts, and gathers what stands in the way. One for everything that belongs to
/// one request or one client.
///
/// The text of a variable may hold other variables, 32 deep; their values are those that hold in the scope, not those
/// of the environment where the text stands. A secret is taken as it is: braces and "${" in it mean nothing. An escaped
/// "\{{name}}" becomes "{{name}}", which is not looked at again.
class Substitution
{
public:
    /// The scope must outlive it.
    explicit Substitution(const VariableScope &scope);

    /// For bodies, header fields and fields of a client: values as they are. place is where the text stands, for
    /// faults: "headers[1].value".
    QString text(const QString &text, const QString &place);
    /// For URLs. A variable at the very begin may be any part of one, and is as it is; in a path, its '/' separate
    /// segments and only what would end the path or cannot stand in it is percent-encoded; after '?' it is data, and
    /// everything but A-Z a-z 0-9 - . _ ~ is percent-encoded. What was captured from an answer is data in a path too:
    /// '/' and '%' are encoded, and it must not make a segment "." or ".." (OutOfRange).
    QString url(const QString &text, const QString &place);

    /// For the paths of files: as text(), but that no answer may choose a file (FileFromAnswer). Empty where one would.
    QString filePath(const QString &text, const QString &place);

    /// Every variable that stands in the way, once for each place: VariableMissing, Cycle (allowed tells the way),
    /// SecretMissing and SecretUnusable, TooDeep or TooBig, the latter too where all values that were put
    /// into texts have more than 10,000,000 characters. value is the name of the variable. Of those that stand in the
    /// way inside of one variable, the first 32 only.
    [[nodiscard]] const QList<ConfigFault> &faults() const { return m_faults; }
    /// What else stands in the way there.
    void addFault(ConfigFault fault, const QString &place);
    /// Success, or ConfigInvalid with all of them.
    [[nodiscard]] Result<void> outcome() const;

private:
    struct Span
    {
        qsizetype begin;
        qsizetype end;
    };
    struct Value
    {
        QString text;
        QList<ConfigFault> faults{}; ///< where any are, there is no text
        QList<Span> captured{}; ///< of the text, in order

        void append(const Value &other); ///< that has no faults
    };
    using Append = std::function<void(QString &result, const Value &value, const QString &name)>;

    QString replaced(const QString &text, const QString &place, const Append &append);
    [[nodiscard]] bool takeRoom(const Value &value);
    const Value &valueOf(const QString &name);
    [[nodiscard]] Value evaluated(const QString &name);
    [[nodiscard]] Value expanded(const QString &name, const QString &text);
    /// faulty: the names of which the result has all faults already.
    void addInner(const QString &name, Value &result, QSet<QString> &faulty);
    [[nodiscard]] static Value failed(ErrorDetail detail, const QString &name, const AllowedValues &allowed = {});

    const VariableScope &m_scope;
    QHash<QString, Value> m_values;
    QStringList m_way; // of variables that are being evaluated
    QList<ConfigFault> m_faults;
    QSet<QString> m_told;
    qsizetype m_size = 0; // of all values in texts
};

} // namespace fuseboard
