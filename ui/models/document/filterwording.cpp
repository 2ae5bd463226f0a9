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

QString searchCount(qint64 place, qint64 all, bool isWhole)
{
    if (place == 0)
        return isWhole ? Words::tr("No match") : Words::tr("Too slow to find a match");
    //: which match one is at, and how many there are
    return filled(isWhole ? Words::tr("%1 of %2") : Words::tr("%1 of %2 or more; too slow in places"),
                  {count(place), count(all)});
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

QString xPathProblem(xpath::Exit exit, const QByteArray &standardError, const QString &expression)
{
    const qsizetype space = standardError.indexOf(' ');
    const qint64 place = standardError.left(space).toLongLong();
    switch (exit) {
    case xpath::Exit::BadExpression:
        // The program counts bytes.
        return filled(Words::tr("This is no XPath at character %1. Examples: //order/@id, //order[total > 20], "
                                "count(//order)."),
                      {count(QString::fromUtf8(expression.toUtf8().left(place)).size() + 1)});
    case xpath::Exit::UnknownPrefix:
        return Words::tr("A prefix in this XPath is none that the body declares.");
    case xpath::Exit::UnknownFunction:
        return Words::tr("A function in this XPath is none of XPath 1.0.");
    case xpath::Exit::UnknownVariable:
        return Words::tr("This XPath names a variable, and there are none here. Write the value itself.");
    case xpath::Exit::BadArguments:
        return Words::tr("A function or an operator in this XPath has too many, too few, or the wrong arguments.");
    case xpath::Exit::BadXml: {
        const QString said = QString::fromUtf8(standardError.sliced(space + 1).left(2'000)).simplified();
        return filled(Words::tr("The body is no well-formed XML at line %1: %2"), {count(place), printable(said, 300)});
    }
    case xpath::Exit::OwnEntities:
        return Words::tr(
            "The body declares entities of its own. They can stand for files or for endless text, so XPath "
            "does not read it.");
    case xpath::Exit::TooLarge:
        return Words::tr("The body is too large for XPath, which needs many times its size in memory.");
    case xpath::Exit::Done:
    case xpath::Exit::BadUse:
        break;
    }
    return Words::tr("XPath ended without a result. Narrow it, or save the body and use another program.");
}

QString xPathMissing()
{
    return Words::tr("XPath is not part of this installation: it was built without libxml2, or its program "
                     "fuseboard-xpath is not there.");
}

QString xPathNamespaceHint()
{
    return Words::tr("Nothing matches. The names of this body belong to a namespace: write _:order instead of order.");
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
