// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

#include <QList>

namespace fuseboard {

/// A list of distinct HTTP status codes, 100 … 599; may be empty.
struct StatusListFormat
{
    [[nodiscard]] std::optional<QList<int>> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const QList<int> &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
