// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "http/headers.h"

namespace fuseboard {

/// The beginning of a body, redacted. A value.
struct ShownBody
{
    QString text;
    bool cut = false;
};

/// At most so many characters of a body that is text. What is cut off is cut after the redaction, and with what may be
/// the first part of a secret.
ShownBody shownBody(const Redactor &redactor, const QByteArray &body, const Headers &headers, qsizetype characters);

/// Names and values, redacted.
Headers shownHeaders(const Redactor &redactor, const Headers &headers);

/// How a body names its values, by its Content-Type.
PayloadKind payloadKind(const Headers &headers);

} // namespace fuseboard
