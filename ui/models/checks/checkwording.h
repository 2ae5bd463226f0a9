// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/requestcaptures.h"
#include "checks/requesttests.h"

#include <QString>

namespace fuseboard::wording {

QString word(TestSubject subject);
QString word(TestComparison comparison);
QString word(CaptureSource source);
QString word(TestOutcome outcome);

/// "Status equals 200", "Header Content-Type contains json", "$.id exists".
QString sentence(const RequestTest &test);
/// What the answer has: "503", "is not there"; of a faulty test what is wrong with it.
QString actual(const TestResult &result);
/// "order from $.id": what a capture takes, and from where.
QString sentence(const RequestCapture &capture);
/// The value that was captured, or why there is none. isSecret hides it.
QString actual(const CaptureResult &result, bool isSecret);
/// Of those that found nothing: how many, and why the first did not. Empty where there are none.
QString failedCaptures(const QList<CaptureResult> &results);
/// "3/4" of the tests that passed.
QString testCount(const QList<TestResult> &results);

} // namespace fuseboard::wording
