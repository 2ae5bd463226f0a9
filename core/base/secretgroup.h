// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/secretpattern.h"

#include <QList>

namespace fuseboard {

/// Texts that are looked for at the same places, as all begin alike: keys have the name of their maker in front, and
/// tokens the same head. They are in order, so that what several begin with is compared once. Internal.
class SecretGroup
{
public:
    void add(const SecretPattern &pattern);
    /// Of the longest that text begins with, however it is written, as SecretPattern::matchedLength() tells it.
    [[nodiscard]] qsizetype longestMatch(QStringView text, qsizetype &effort) const;
    /// Whether text, which was cut, may be the beginning of one, as SecretPattern::isBegunBy() tells it.
    [[nodiscard]] bool isBegunBy(QStringView text, qsizetype &effort) const;

private:
    struct Entry
    {
        SecretPattern pattern;
        qsizetype shared; // letters at its beginning, with the one before it and without case
    };

    QList<Entry> m_entries;
};

} // namespace fuseboard
