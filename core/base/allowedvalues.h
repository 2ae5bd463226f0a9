// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/allowedkind.h"

#include <QStringList>

#include <optional>

namespace fuseboard {

/// What may stand in a place of a file: a kind, and the parts that this kind has. Words are made of it in the models
/// layer (wording::allowedText()). Cheap to copy. Parts come from the program's own lists, or are names of variables,
/// environments and files; never a value that somebody wrote, so never a secret.
struct AllowedValues
{
    AllowedKind kind = AllowedKind::Unknown;
    // Whole, and exact up to 2^53, for every kind but Number.
    std::optional<double> least = {}; ///< included, unless leastIsExcluded
    std::optional<double> most = {}; ///< included
    bool leastIsExcluded = false; ///< of Number alone
    QStringList words = {}; ///< as files hold them, in the order in which they are told

    /// A number of a range that includes most.
    static AllowedValues number(double least, double most);
    static AllowedValues numberAbove(double least, double most);
    static AllowedValues wholeNumber(qint64 least, qint64 most);
    /// Characters.
    static AllowedValues text(qsizetype shortest, qsizetype longest);
    static AllowedValues textInOneLine(qsizetype shortest, qsizetype longest);
    /// Of a kind that knows but one limit: "at most so many levels".
    static AllowedValues atMost(AllowedKind kind, qint64 most);
    /// Of a kind with words.
    static AllowedValues ofWords(AllowedKind kind, const QStringList &words);

    [[nodiscard]] bool isKnown() const { return kind != AllowedKind::Unknown; }
    /// Whether it is a number between two ends.
    [[nodiscard]] bool isRange() const;

    friend bool operator==(const AllowedValues &, const AllowedValues &) = default;
};

} // namespace fuseboard
