// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/configurl.h"
#include "config/fields/faultscope.h"

namespace fuseboard {

/// An absolute http or https URL with a host, without user info and fragment. (A1, A2, A5, A9) A text with
/// {{variables}} is looked at when they have their values; user info and line breaks are never good.
struct UrlFormat
{
    enum class Use {
        Required, ///< http and https
        Credentials, ///< https, http only to this machine (C25); null or empty where not set
    };

    Use use = Use::Required;

    [[nodiscard]] std::optional<ConfigUrl> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const ConfigUrl &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

/// Whether credentials may go there: https, or http that does not leave this machine (C25).
[[nodiscard]] bool mayCarryCredentials(const QUrl &url);

/// As UrlFormat reads it for Use::Credentials: empty for an empty text, nothing for what is no such URL.
[[nodiscard]] std::optional<ConfigUrl> readCredentialsUrl(const QString &text);
/// A text that is none, kept as one with variables is, to be corrected later; empty where it may hold a password.
[[nodiscard]] ConfigUrl faultyUrl(const QString &text);

} // namespace fuseboard
