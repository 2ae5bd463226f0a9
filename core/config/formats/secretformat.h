// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"
#include "config/secret.h"

namespace fuseboard {

/// A secret: "${env:NAME}", {"secret": "keychain"}, or plain text, which works and warns, unless it is nothing but
/// {{variables}}. null and empty are none.
struct SecretFormat
{
    enum class Place {
        Anywhere, ///< percent-encoded or in a body: any characters
        HeaderValue, ///< written to the wire as it is (S02)
    };

    Place place = Place::Anywhere;

    [[nodiscard]] std::optional<Secret> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const Secret &value) const;
    [[nodiscard]] AllowedValues allowed() const;

private:
    [[nodiscard]] std::optional<Secret> readText(const QString &text, const FaultScope &scope) const;
};

} // namespace fuseboard
