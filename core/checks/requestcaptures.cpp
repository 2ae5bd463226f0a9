// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/requestcaptures.h"

#include "checks/answervalue.h"

namespace fuseboard {

namespace {

constexpr qsizetype longestCapture = 65'536; // as the value of any variable

Result<std::optional<AnswerValue>> capturedFrom(const CheckedAnswer &answer, const RequestCapture &capture,
                                                const CheckCancelled &isCancelled)
{
    switch (capture.source) {
    case CaptureSource::Json:
        return jsonOf(answer, capture.target, isCancelled);
    case CaptureSource::Header:
        return headerOf(answer, capture.target);
    case CaptureSource::Status:
        return std::optional(statusOf(answer));
    }
    Q_UNREACHABLE();
}

} // namespace

QList<CaptureResult> runCaptures(const QList<RequestCapture> &captures, const CheckedAnswer &answer,
                                 const CheckCancelled &isCancelled)
{
    QList<CaptureResult> results;
    for (const RequestCapture &capture : captures) {
        if (isCancelled && isCancelled())
            break;
        if (!capture.enabled)
            continue;
        CaptureResult result{capture};
        const auto value = capturedFrom(answer, capture, isCancelled);
        if (!value)
            result.fault = value.error().detail;
        else if (*value && (*value)->text.size() > longestCapture)
            result.fault = ErrorDetail::TooBig;
        else if (*value)
            result.value = (*value)->text;
        results.append(result);
    }
    return results;
}

} // namespace fuseboard
