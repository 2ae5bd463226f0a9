// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"
#include "config/fields/faultscope.h"

namespace fuseboard {

/// An object of names and text, in the order written, each name once. Names that a token request has by itself are
/// refused: somebody who could set them would undo what the other fields say. null is none. Values are never shown, as
/// some servers take credentials here.
struct ExtraParamsFormat
{
    [[nodiscard]] std::optional<ExtraParams> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const ExtraParams &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
