// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// Where bodies go that grow too large for memory, and which do. A value.
struct SpoolPlace
{
    QString folder; ///< made where it is not there; empty: none goes anywhere
    qint64 mostInMemory = 8 << 20; ///< of the decoded body

    friend bool operator==(const SpoolPlace &, const SpoolPlace &) = default;
};

} // namespace fuseboard
