// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/variablesyntax.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestVariableName = 100;

bool isNameBegin(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNameLetter(QChar c)
{
    return isNameBegin(c) || (c >= u'0' && c <= u'9');
}

bool isVariableLetter(QChar c)
{
    return isNameLetter(c) || c == u'.' || c == u'-';
}

bool isEscapedAt(const QString &text, qsizetype at)
{
    qsizetype backslashes = 0;
    while (backslashes < at && text.at(at - 1 - backslashes) == u'\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

} // namespace

bool isVariableName(QStringView name)
{
    return !name.isEmpty() && name.size() <= longestVariableName && isNameBegin(name.front())
        && std::all_of(name.begin(), name.end(), isVariableLetter);
}

QList<VariableRange> variableRanges(const QString &text)
{
    QList<VariableRange> ranges;
    for (qsizetype open = text.indexOf("{{"_L1); open >= 0;) {
        qsizetype end = open + 2;
        while (end < text.size() && isVariableLetter(text.at(end)))
            ++end;
        const QString name = text.sliced(open + 2, end - open - 2);
        const bool isClosed = QStringView(text).sliced(end).startsWith("}}"_L1);
        if (!isClosed || !isVariableName(name)) {
            open = text.indexOf("{{"_L1, open + 1);
            continue;
        }
        const bool isEscaped = isEscapedAt(text, open);
        const qsizetype at = isEscaped ? open - 1 : open;
        ranges.append({at, end + 2 - at, name, isEscaped});
        open = text.indexOf("{{"_L1, end + 2);
    }
    return ranges;
}

bool hasVariables(const QString &text)
{
    return text.contains("{{"_L1) && !variableRanges(text).isEmpty();
}

bool isOnlyVariables(const QString &text)
{
    qsizetype covered = 0;
    for (const VariableRange &range : variableRanges(text))
        covered += range.isEscaped ? 0 : range.length;
    return covered > 0 && covered == text.size();
}

std::optional<EnvironmentReference> environmentReference(const QString &text)
{
    if (!text.startsWith("${"_L1) || !text.endsWith(u'}'))
        return std::nullopt;
    const QStringView inner = QStringView(text).sliced(2).chopped(1);
    if (!inner.startsWith("env:"_L1))
        return EnvironmentReference();
    const QStringView name = inner.sliced(4);
    const bool isName = !name.isEmpty() && isNameBegin(name.front())
        && std::all_of(name.begin(), name.end(), isNameLetter);
    return EnvironmentReference{isName ? name.toString() : QString()};
}

} // namespace fuseboard
