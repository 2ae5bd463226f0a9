// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/section.h"

#include "config/json/jsonparser.h"
#include "config/json/jsontext.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int closeNames = 2; // edits
constexpr qsizetype longestComparedName = 64;

/// How many single edits turn one name into the other (Levenshtein).
int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto column = static_cast<std::size_t>(j);
            const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[column + 1];
            row[column + 1] = std::min({replaced, diagonal + 1, row[column] + 1});
        }
    }
    return row.back();
}

QString closestName(const QString &name, const QStringList &knownNames)
{
    if (name.size() > longestComparedName)
        return {};
    QString closest;
    int least = closeNames + 1;
    for (const QString &known : knownNames) {
        const int distance = editDistance(name.toLower(), known);
        if (distance < least && 2 * distance <= known.size()) {
            least = distance;
            closest = known;
        }
    }
    return closest;
}

bool hasUnusableNumber(const JsonValue &value)
{
    const auto inItem = [](const JsonValue &item) { return hasUnusableNumber(item); };
    const auto inMember = [](const JsonMember &member) { return hasUnusableNumber(member.value); };
    return (value.isNumber() && !std::isfinite(value.number))
        || std::any_of(value.items.cbegin(), value.items.cend(), inItem)
        || std::any_of(value.members.cbegin(), value.members.cend(), inMember);
}

} // namespace

void warnOfUnknown(const JsonMember &member, const QStringList &knownNames, const FaultScope &scope)
{
    const QString closest = closestName(member.name, knownNames);
    scope.nameOf(member).warning(ErrorDetail::UnknownName,
                                 closest.isEmpty() ? AllowedValues()
                                                   : AllowedValues::ofWords(AllowedKind::Meant, {closest}));
}

void keepUnknown(const JsonMember &member, UnknownFields &unknown, const FaultScope &scope)
{
    if (hasUnusableNumber(member.value))
        scope.child(member).fault(ErrorDetail::OutOfRange, {AllowedKind::Number});
    else
        unknown.append({member.name, compactJson(member.value)});
}

void writeUnknown(const UnknownFields &unknown, JsonValue &object)
{
    for (const auto &[name, text] : unknown) {
        ParsedJson parsed = parseJson(JsonSource(text));
        if (parsed.complete && !object.find(name))
            object.append(name, std::move(parsed.root));
    }
}

} // namespace fuseboard
