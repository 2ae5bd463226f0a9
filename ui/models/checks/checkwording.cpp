// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/checkwording.h"

#include "models/figures.h"
#include "models/words.h"

#include <algorithm>

namespace fuseboard::wording {

namespace {

constexpr qsizetype shownCharacters = 300;

QString shownPiece(const QString &text)
{
    return text.isEmpty() ? Words::tr("(empty)") : printable(text, shownCharacters);
}

QString checkFault(ErrorDetail fault)
{
    switch (fault) {
    case ErrorDetail::VariableMissing:
    case ErrorDetail::SecretMissing:
        return Words::tr("A variable in it has no value.");
    case ErrorDetail::OutOfRange:
        return Words::tr("It compares with something that is no number.");
    case ErrorDetail::TooBig:
        return Words::tr("It was given up: it takes too long, or its value is too large. Of a long text a regular "
                         "expression sees the first 40,000 characters.");
    case ErrorDetail::TooDeep:
        return Words::tr("The answer, or its path, nests too deeply.");
    default:
        return Words::tr("Its path or its regular expression cannot be read.");
    }
}

QString subjectOf(TestSubject subject, const QString &target)
{
    if (subject == TestSubject::Json)
        return printable(target, shownCharacters);
    //: %1 is the name of a header
    return subject == TestSubject::Header ? filled(Words::tr("Header %1"), {printable(target, shownCharacters)})
                                          : word(subject);
}

} // namespace

QString word(TestSubject subject)
{
    switch (subject) {
    case TestSubject::Status:
        return Words::tr("Status");
    case TestSubject::Time:
        return Words::tr("Seconds");
    case TestSubject::Header:
        return Words::tr("Header");
    case TestSubject::Json:
        return Words::tr("JSON");
    case TestSubject::Body:
        return Words::tr("Body text");
    }
    Q_UNREACHABLE();
}

QString word(TestComparison comparison)
{
    switch (comparison) {
    case TestComparison::Equals:
        return Words::tr("equals");
    case TestComparison::NotEquals:
        return Words::tr("is not");
    case TestComparison::Less:
        return Words::tr("is below");
    case TestComparison::Greater:
        return Words::tr("is above");
    case TestComparison::Contains:
        return Words::tr("contains");
    case TestComparison::NotContains:
        return Words::tr("is without");
    case TestComparison::Matches:
        return Words::tr("matches");
    case TestComparison::Exists:
        return Words::tr("exists");
    case TestComparison::Absent:
        return Words::tr("is absent");
    }
    Q_UNREACHABLE();
}

QString word(CaptureSource source)
{
    switch (source) {
    case CaptureSource::Json:
        return Words::tr("JSON");
    case CaptureSource::Header:
        return Words::tr("Header");
    case CaptureSource::Status:
        return Words::tr("Status");
    }
    Q_UNREACHABLE();
}

QString word(TestOutcome outcome)
{
    switch (outcome) {
    case TestOutcome::Passed:
        return Words::tr("Passed");
    case TestOutcome::Failed:
        return Words::tr("Failed");
    case TestOutcome::Faulty:
        return Words::tr("Faulty");
    }
    Q_UNREACHABLE();
}

QString sentence(const RequestTest &test)
{
    const QString subject = subjectOf(test.subject, test.target);
    const bool isAlone = test.comparison == TestComparison::Exists || test.comparison == TestComparison::Absent;
    if (isAlone)
        //: of a test: subject and comparison, as "$.id exists"
        return filled(Words::tr("%1 %2"), {subject, word(test.comparison)});
    //: of a test: subject, comparison and value, as "Status equals 200"
    return filled(Words::tr("%1 %2 %3"), {subject, word(test.comparison), shownPiece(test.value)});
}

QString actual(const TestResult &result)
{
    if (result.outcome == TestOutcome::Faulty)
        return checkFault(result.fault);
    return result.actual ? shownPiece(*result.actual) : Words::tr("is not there");
}

QString sentence(const RequestCapture &capture)
{
    const QString from = capture.source == CaptureSource::Status ? word(capture.source)
        : capture.source == CaptureSource::Header                ? subjectOf(TestSubject::Header, capture.target)
                                                                 : subjectOf(TestSubject::Json, capture.target);
    //: a variable, and the piece of the answer that it takes its value from
    return filled(Words::tr("%1 from %2"), {capture.variable, from});
}

QString actual(const CaptureResult &result, bool isSecret)
{
    if (result.fault != ErrorDetail::None)
        return checkFault(result.fault);
    if (!result.value)
        return Words::tr("is not there");
    return isSecret ? Words::tr("captured, and hidden") : shownPiece(*result.value);
}

QString failedCaptures(const QList<CaptureResult> &results)
{
    const auto hasFailed = [](const CaptureResult &result) { return !result.value; };
    const auto first = std::find_if(results.begin(), results.end(), hasFailed);
    if (first == results.end())
        return {};
    const QString why = first->fault == ErrorDetail::None ? Words::tr("It is not there in the last answer.")
                                                          : checkFault(first->fault);
    const auto found = results.size() - std::count_if(results.begin(), results.end(), hasFailed);
    //: so many captures of so many; what the first one takes, from where; a sentence that tells why it does not
    return filled(Words::tr("Captures: %1 of %2 found a value. The first that found none: %3. %4"),
                  {count(found), count(results.size()), sentence(first->capture), why});
}

QString testCount(const QList<TestResult> &results)
{
    const auto passed = std::count_if(results.begin(), results.end(),
                                      [](const TestResult &result) { return result.outcome == TestOutcome::Passed; });
    return results.isEmpty() ? QString() : count(passed) + u'/' + count(results.size());
}

} // namespace fuseboard::wording
