// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <optional>

namespace fuseboard {

/// Statuses that are looked for, both ends among them. A value.
struct StatusRange
{
    int first = 0;
    int last = 0;

    friend bool operator==(const StatusRange &, const StatusRange &) = default;
};

/// What somebody writes for it: "404", "5xx", "400-499" with either dash; nothing for any other text.
std::optional<StatusRange> statusRangeFrom(QStringView text);

} // namespace fuseboard
