// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/requesttests.h"

#include "checks/answervalue.h"
#include "checks/boundedmatch.h"
#include "client/call.h"
#include "variables/substitution.h"
#include "json/jsonnumber.h"
#include "json/jsonvalues.h"

#include <QRegularExpression>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestActual = 500;

struct Comparison
{
    bool holds = false;
    ErrorDetail fault = ErrorDetail::None;
};

/// As JSON writes numbers, but that a header may begin one with zeros; within what a double reaches.
std::optional<JsonNumber> numberIn(const QString &text)
{
    static const QRegularExpression zeros(u"^(-?)0+(?=[0-9])"_s);
    const QByteArray trimmed = text.trimmed().replace(zeros, u"\\1"_s).toUtf8();
    bool isInRange = false;
    trimmed.toDouble(&isInRange);
    return isInRange ? JsonNumber::parse(trimmed) : std::nullopt;
}

Comparison ordered(const AnswerValue &actual, const RequestTest &test)
{
    const auto limit = numberIn(test.value);
    if (!limit)
        return {false, ErrorDetail::OutOfRange};
    const auto value = numberIn(actual.text);
    if (!value)
        return {};
    return {test.comparison == TestComparison::Less ? *value < *limit : *limit < *value};
}

bool isEqual(const AnswerValue &actual, const QString &expected)
{
    if (actual.json.isEmpty())
        return actual.text == expected;
    return actual.text == expected || jsonEqual(actual.json, expected.trimmed().toUtf8());
}

Comparison matched(const QString &text, const QString &pattern, const CheckCancelled &isCancelled)
{
    const auto matches = matchesSomewhere(text, pattern, isCancelled);
    return matches ? Comparison{*matches} : Comparison{false, matches.error().detail};
}

Comparison compared(const AnswerValue &actual, const RequestTest &test, const CheckCancelled &isCancelled)
{
    switch (test.comparison) {
    case TestComparison::Equals:
        return {isEqual(actual, test.value)};
    case TestComparison::NotEquals:
        return {!isEqual(actual, test.value)};
    case TestComparison::Less:
    case TestComparison::Greater:
        return ordered(actual, test);
    case TestComparison::Contains:
        return {actual.text.contains(test.value)};
    case TestComparison::NotContains:
        return {!actual.text.contains(test.value)};
    case TestComparison::Matches:
        return matched(actual.text, test.value, isCancelled);
    case TestComparison::Exists:
        return {true};
    case TestComparison::Absent:
        return {false};
    }
    Q_UNREACHABLE();
}

/// What is wrong with a test whatever the answer is.
ErrorDetail faultOf(const RequestTest &test)
{
    return compared({}, test, {}).fault;
}

Result<std::optional<AnswerValue>> valueOf(const RequestTest &test, const CheckedAnswer &answer,
                                           const CheckCancelled &isCancelled)
{
    switch (test.subject) {
    case TestSubject::Status:
        return std::optional(statusOf(answer));
    case TestSubject::Time:
        return std::optional(timeOf(answer));
    case TestSubject::Header:
        return headerOf(answer, test.target);
    case TestSubject::Json:
        return jsonOf(answer, test.target, isCancelled);
    case TestSubject::Body:
        if (answer.lacksBody)
            return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooBig);
        return answer.body.isEmpty() ? std::nullopt : std::optional(bodyOf(answer));
    }
    Q_UNREACHABLE();
}

/// Whether a test looks at a credential by its name: that of a header, or the last one of a path.
bool looksAtSecret(const RequestTest &test, const Redactor &redactor)
{
    static const QRegularExpression lastName(u"([\\w-]+)['\"\\]]*$"_s);
    if (test.subject == TestSubject::Header)
        return redactor.isSecretName(test.target);
    return test.subject == TestSubject::Json && redactor.isSecretName(lastName.match(test.target).captured(1));
}

/// Cut after the redaction, and with what may be the first part of a secret.
QString shownActual(const QString &text, const RequestTest &test, const Redactor &redactor)
{
    if (looksAtSecret(test, redactor))
        return Redactor::mask();
    const qsizetype margin = redactor.longestForm();
    QString shown = redactor.payload(text.left(longestActual + margin), PayloadKind::Text);
    if (text.size() > longestActual + margin)
        shown.chop(margin);
    return shown.left(longestActual);
}

/// written: the test without the values of its variables, which the result is to show.
TestResult judged(const RequestTest &test, const RequestTest &written, const CheckedAnswer &answer,
                  const Redactor &redactor, const CheckCancelled &isCancelled)
{
    TestResult result{written};
    const auto actual = valueOf(test, answer, isCancelled);
    const ErrorDetail fault = actual ? faultOf(test) : actual.error().detail;
    if (fault != ErrorDetail::None) {
        result.outcome = TestOutcome::Faulty;
        result.fault = fault;
        return result;
    }
    const std::optional<AnswerValue> &value = *actual;
    const Comparison verdict = value ? compared(*value, test, isCancelled)
                                     : Comparison{test.comparison == TestComparison::Absent};
    result.fault = verdict.fault;
    result.outcome = verdict.fault != ErrorDetail::None ? TestOutcome::Faulty
        : verdict.holds                                 ? TestOutcome::Passed
                                                        : TestOutcome::Failed;
    if (value)
        result.actual = shownActual(value->text, test, redactor);
    return result;
}

} // namespace

QList<TestResult> runTests(const QList<RequestTest> &tests, const CheckedAnswer &answer, const VariableScope &scope,
                           Redactor redactor, const CheckCancelled &isCancelled)
{
    redactor.add(scope.redactor());
    QList<TestResult> results;
    for (const RequestTest &written : tests) {
        if (isCancelled && isCancelled())
            break;
        if (!written.enabled)
            continue;
        RequestTest test = written;
        Substitution substitution(scope);
        test.target = substitution.text(test.target, u"target"_s);
        test.value = substitution.text(test.value, u"value"_s);
        if (substitution.faults().isEmpty())
            results.append(judged(test, written, answer, redactor, isCancelled));
        else
            results.append({written, TestOutcome::Faulty, std::nullopt, substitution.faults().first().detail});
    }
    return results;
}

const Response *testedAnswer(const Call &call)
{
    const Timeline &timeline = call.timeline();
    const auto last = std::find_if(timeline.rbegin(), timeline.rend(),
                                   [](const TimelineEntry &entry) { return entry.kind == TimelineKind::Attempt; });
    return last != timeline.rend() && last->status != 0 ? call.lastResponse() : nullptr;
}

} // namespace fuseboard
