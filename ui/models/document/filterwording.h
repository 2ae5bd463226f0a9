// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

namespace fuseboard::wording {

/// Why a JSONPath cannot be read.
[[nodiscard]] QString jsonPathProblem(const Error &error);
/// Why a text cannot be searched for.
[[nodiscard]] QString searchProblem(const Error &error);
/// What jq says is wrong, made one line.
[[nodiscard]] QString jqProblem(const QByteArray &standardError);
[[nodiscard]] QString jqMissing();
[[nodiscard]] QString filterTooSlow();
/// "3 values", with what is left out.
[[nodiscard]] QString filterCount(qint64 values, bool cut);

} // namespace fuseboard::wording
