// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/filterwording.h"

#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

QString jsonPathProblem(const Error &error)
{
    if (error.detail == ErrorDetail::TooDeep)
        return Words::tr("This path is too long or nests too deeply. Take it apart.");
    return filled(Words::tr("This is no JSONPath at character %1. Examples: $.orders[0].id, $..id, "
                            "$.orders[?@.total > 20]."),
                  {count(error.bytes.value_or(0) + 1)});
}

QString searchProblem(const Error &error)
{
    return filled(Words::tr("No valid regular expression at character %1: %2."),
                  {count(error.bytes.value_or(0) + 1), printable(error.value)});
}

QString jqProblem(const QByteArray &standardError)
{
    QString said = QString::fromUtf8(standardError.left(2'000)).simplified();
    if (said.startsWith(QStringLiteral("jq: ")))
        said.remove(0, 4);
    if (said.isEmpty())
        return Words::tr("jq ended without a result. Check the filter and that the body is valid JSON.");
    return filled(Words::tr("jq says: %1"), {printable(said, 300)});
}

QString jqMissing()
{
    return Words::tr("The program jq is not installed, or not on the PATH. Install it, or filter with JSONPath, which "
                     "needs nothing.");
}

QString filterTooSlow()
{
    return Words::tr("The filter took too long and was stopped. Narrow it, for example with a path instead of “..”.");
}

QString filterCount(qint64 values, bool cut)
{
    if (values < 0)
        return cut ? Words::tr("The result is longer than can be shown: this is its beginning.") : QString();
    if (cut)
        return filled(Words::tr("The first %1 values; there are more."), {count(values)});
    if (values == 0)
        return Words::tr("Nothing in the body matches.");
    return values == 1 ? Words::tr("1 value") : filled(Words::tr("%1 values"), {count(values)});
}

} // namespace fuseboard::wording
