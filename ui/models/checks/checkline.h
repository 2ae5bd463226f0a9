// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestrows.h"

namespace fuseboard {

/// A test or a capture in the two pieces of a line of bulkText(), by the words of its file: "status" and "equals 200",
/// "json $.id" and "exists"; "token" and "json $.token". A value.
struct CheckLine
{
    QString name{};
    QString value{};

    static CheckLine of(const RequestTest &test);
    static CheckLine of(const RequestCapture &capture);
    /// What begins with no known word is a path in the JSON, and is compared by "equals": "$.id" and "1".
    void putInto(RequestTest &test) const;
    void putInto(RequestCapture &capture) const;
};

} // namespace fuseboard
