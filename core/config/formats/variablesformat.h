// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"
#include "config/fields/faultscope.h"

namespace fuseboard {

/// An object of names and values, in the order written, each name once: text, "${env:NAME}", or
/// {"secret": "keychain"}. null is none. A "${…}" of another form is a fault.
struct VariablesFormat
{
    [[nodiscard]] std::optional<QList<Variable>> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const QList<Variable> &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
