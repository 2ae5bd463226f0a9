// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "checks/checkedanswer.h"

#include <optional>

namespace fuseboard {

/// A piece of an answer.
struct AnswerValue
{
    QString text; ///< of a JSON string what it says
    QByteArray json{}; ///< a number or any other JSON value as it stands; empty for text
};

// Nothing where the answer has no such piece; a body that is no JSON has none for any path. Of several values that a
// path selects the first one counts.

/// The value of a header; of several fields of the name, all with ", " between.
std::optional<AnswerValue> headerOf(const CheckedAnswer &answer, const QString &name);
/// Fails with ConfigInvalid: Syntax or TooDeep for a path that cannot be read, TooDeep too for a body of more than
/// 1,000 levels, TooBig where looking for it reads the body more than some thirty times, or more than a gigabyte.
Result<std::optional<AnswerValue>> jsonOf(const CheckedAnswer &answer, const QString &path,
                                          const CheckCancelled &isCancelled = {});
AnswerValue statusOf(const CheckedAnswer &answer);
/// Seconds.
AnswerValue timeOf(const CheckedAnswer &answer);
/// As text, by its charset.
AnswerValue bodyOf(const CheckedAnswer &answer);

} // namespace fuseboard
