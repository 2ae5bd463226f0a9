// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "models/document/xpathprotocol.h"

#include <QString>

namespace fuseboard::wording {

/// Why a JSONPath cannot be read.
[[nodiscard]] QString jsonPathProblem(const Error &error);
/// Which match one is at, or 0 for none, and how many there are. Not whole: an expression was too slow for some places.
[[nodiscard]] QString searchCount(qint64 place, qint64 all, bool isWhole);
/// Why a text cannot be searched for.
[[nodiscard]] QString searchProblem(const Error &error);
/// What jq says is wrong, made one line.
[[nodiscard]] QString jqProblem(const QByteArray &standardError);
[[nodiscard]] QString jqMissing();
/// Why an XPath gave nothing, by how its program ended and what that said.
[[nodiscard]] QString xPathProblem(xpath::Exit exit, const QByteArray &standardError, const QString &expression);
[[nodiscard]] QString xPathMissing();
/// Where nothing matches, and the names of the body belong to a namespace.
[[nodiscard]] QString xPathNamespaceHint();
[[nodiscard]] QString filterTooSlow();
/// "3 values", with what is left out.
[[nodiscard]] QString filterCount(qint64 values, bool cut);

} // namespace fuseboard::wording
