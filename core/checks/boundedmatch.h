// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "checks/checkedanswer.h"

#include <QString>

namespace fuseboard {

/// Whether a regular expression (PCRE2, by Unicode's classes) matches anywhere in a text. It ends whoever wrote the
/// two: it is tried at one place after the other with few steps, then with more, and what all that takes is counted.
///
/// Fails with ConfigInvalid: Syntax for one that cannot be read; TooBig where it takes more than ten million steps, or
/// where the first 40,000 characters of a longer text do not decide.
Result<bool> matchesSomewhere(const QString &text, const QString &pattern, const CheckCancelled &isCancelled = {});

} // namespace fuseboard
