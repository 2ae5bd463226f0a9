// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/redactor.h"
#include "checks/checkedanswer.h"
#include "variables/variablescope.h"
#include "workspace/requestrows.h"

#include <QList>

#include <optional>

namespace fuseboard {

class Call;
struct Response;

/// How a test of an answer ends.
enum class TestOutcome {
    Passed,
    Failed,
    Faulty, ///< the test itself is wrong, and says nothing of the answer
};

/// What came of one test.
struct TestResult
{
    RequestTest test; ///< as it is written: the values of its variables may be secret
    TestOutcome outcome = TestOutcome::Failed;
    std::optional<QString>
        actual{}; ///< the beginning of what the answer has, up to 500 characters, redacted; nothing where it has none
    ErrorDetail fault = ErrorDetail::None; ///< Syntax, OutOfRange, TooDeep, TooBig, or that of a variable

    friend bool operator==(const TestResult &, const TestResult &) = default;
};

/// Looks at an answer with those tests that are enabled, in their order. Pure, and bounded whatever answer and tests
/// hold: a path or a regular expression that would take too long is faulty (TooBig). Large answers may take seconds.
///
/// Equals compares JSON values as JSON, numbers by value, and all else as text. Less and Greater compare numbers, those
/// of headers and JSON strings too; what is no number is neither. Contains, NotContains and Matches look at text, a
/// regular expression at the first 40,000 characters: where these do not decide, it is faulty (TooBig). Where the
/// answer has no such piece only Absent holds.
///
/// The results tell none of the secrets that the scope or the redactor knows, and nothing that is secret by its name.
QList<TestResult> runTests(const QList<RequestTest> &tests, const CheckedAnswer &answer, const VariableScope &scope,
                           Redactor redactor = {}, const CheckCancelled &isCancelled = {});

/// What the tests of a call that has ended look at: the answer of its last attempt where that came whole, whatever the
/// call ended with, as with a 429 whose pause is too long. Null where the attempt brought none: an answer from before
/// it is no longer the answer.
const Response *testedAnswer(const Call &call);

} // namespace fuseboard
