// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace fuseboard {

/// What the history holds. A value.
struct HistoryUsage
{
    qint64 calls = 0;
    qint64 bytes = 0; ///< of the file, as its limit counts them

    friend bool operator==(const HistoryUsage &, const HistoryUsage &) = default;
};

} // namespace fuseboard
