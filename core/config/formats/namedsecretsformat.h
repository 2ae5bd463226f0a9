// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"
#include "config/fields/faultscope.h"

#include <QSet>

namespace fuseboard {

/// An object of names and secrets, in the order written: the headers or query parameters of a custom authentication.
struct NamedSecretsFormat
{
    enum class Names { Headers, Parameters };

    Names names = Names::Headers;

    [[nodiscard]] std::optional<NamedSecrets> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const NamedSecrets &value) const;
    [[nodiscard]] AllowedValues allowed() const;

private:
    [[nodiscard]] bool checkName(const JsonMember &member, QSet<QString> &seen, const FaultScope &scope) const;
};

} // namespace fuseboard
