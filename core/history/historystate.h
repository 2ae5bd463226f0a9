// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

#include <optional>

namespace fuseboard {

/// How the history is. A value.
struct HistoryState
{
    enum class Mode {
        Opening,
        Ready,
        ReadOnly, ///< error says why; calls are not kept
        Paused, ///< error says why; calls wait in a bounded queue, and it tries again by itself
    };

    Mode mode = Mode::Opening;
    std::optional<Error> error;
    QString setAside; ///< a damaged file of this name was put away, and a new one begun
    qint64 dropped = 0; ///< calls that are not kept, since the program started

    friend bool operator==(const HistoryState &, const HistoryState &) = default;
};

} // namespace fuseboard
