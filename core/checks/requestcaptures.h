// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "checks/checkedanswer.h"
#include "workspace/requestrows.h"

#include <QList>

#include <optional>

namespace fuseboard {

/// What came of one capture.
struct CaptureResult
{
    RequestCapture capture;
    std::optional<QString> value{}; ///< nothing where the answer has no such piece
    ErrorDetail fault = ErrorDetail::None; ///< of its path, or TooBig for a value of more than 65,536 characters

    friend bool operator==(const CaptureResult &, const CaptureResult &) = default;
};

/// Takes those pieces of an answer that enabled captures name, in their order; bounded as runTests() is.
QList<CaptureResult> runCaptures(const QList<RequestCapture> &captures, const CheckedAnswer &answer,
                                 const CheckCancelled &isCancelled = {});

} // namespace fuseboard
