// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace fuseboard {

/// Whether a header by this name carries credentials by convention: decided by its words, in any case and however they
/// are joined. "X-Vault-Token", "ocp-apim-subscription-key" and "clientSecret" do; "max_tokens", "keyword",
/// "token_type" and "Idempotency-Key" do not.
bool isSecretHeaderName(QStringView name);

/// The same for a parameter of a query, a fragment or a form, where some short names are secret too when they stand
/// alone: "code", "key", "sig".
bool isSecretParameterName(QStringView name);

} // namespace fuseboard
