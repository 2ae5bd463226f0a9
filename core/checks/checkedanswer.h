// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "http/headers.h"

#include <QByteArray>

#include <functional>

namespace fuseboard {

/// Asked many times a second while an answer is looked at; true ends that, with results that mean nothing. Empty:
/// never.
using CheckCancelled = std::function<bool()>;

/// What tests and captures of a request look at: its answer, as a value.
struct CheckedAnswer
{
    int status = 0;
    Duration elapsed{}; ///< of the whole call
    Headers headers{};
    QByteArray body{};
    bool lacksBody = false; ///< it is in a file, and too large to be looked at: what asks for it is faulty (TooBig)
};

} // namespace fuseboard
