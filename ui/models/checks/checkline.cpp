// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/checkline.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// In the order of their enumerators, as files have them.
constexpr QLatin1StringView subjectWords[] = {"status"_L1, "time"_L1, "header"_L1, "json"_L1, "body"_L1};
constexpr QLatin1StringView comparisonWords[] = {"equals"_L1,  "not_equals"_L1, "less"_L1,
                                                 "greater"_L1, "contains"_L1,   "not_contains"_L1,
                                                 "matches"_L1, "exists"_L1,     "absent"_L1};
constexpr QLatin1StringView sourceWords[] = {"json"_L1, "header"_L1, "status"_L1};

/// The word that a text begins with, and what stands behind it.
template<class Kind, std::size_t Count>
std::optional<std::pair<Kind, QString>> wordOf(const QString &text, const QLatin1StringView (&words)[Count])
{
    const qsizetype end = text.indexOf(u' ');
    const QString first = text.left(end);
    const auto word = std::find_if(std::begin(words), std::end(words), [&first](QLatin1StringView one) {
        return first.compare(one, Qt::CaseInsensitive) == 0;
    });
    if (word == std::end(words))
        return std::nullopt;
    return std::pair(Kind(word - std::begin(words)), end < 0 ? QString() : text.sliced(end + 1).trimmed());
}

QString wordWith(QLatin1StringView word, const QString &rest)
{
    return rest.isEmpty() ? QString(word) : word + u' ' + rest;
}

} // namespace

CheckLine CheckLine::of(const RequestTest &test)
{
    const bool hasTarget = test.subject == TestSubject::Header || test.subject == TestSubject::Json;
    const bool hasValue = test.comparison != TestComparison::Exists && test.comparison != TestComparison::Absent;
    return {wordWith(subjectWords[int(test.subject)], hasTarget ? test.target : QString()),
            wordWith(comparisonWords[int(test.comparison)], hasValue ? test.value : QString())};
}

CheckLine CheckLine::of(const RequestCapture &capture)
{
    const bool hasTarget = capture.source != CaptureSource::Status;
    return {capture.variable, wordWith(sourceWords[int(capture.source)], hasTarget ? capture.target : QString())};
}

void CheckLine::putInto(RequestTest &test) const
{
    std::tie(test.subject,
             test.target) = wordOf<TestSubject>(name, subjectWords).value_or(std::pair(TestSubject::Json, name));
    std::tie(test.comparison, test.value) =
        wordOf<TestComparison>(value, comparisonWords).value_or(std::pair(TestComparison::Equals, value));
}

void CheckLine::putInto(RequestCapture &capture) const
{
    capture.variable = name;
    std::tie(capture.source, capture.target) =
        wordOf<CaptureSource>(value, sourceWords).value_or(std::pair(CaptureSource::Json, value));
}

} // namespace fuseboard
