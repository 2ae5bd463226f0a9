// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

#include <QStringList>

namespace fuseboard {

/// A list of words without spaces, as OAuth scopes are (RFC 6749 3.3). null is an empty list.
struct TextListFormat
{
    [[nodiscard]] std::optional<QStringList> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const QStringList &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
