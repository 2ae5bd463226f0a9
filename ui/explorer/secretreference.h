// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/secret.h"

namespace fuseboard {

// Secrets of a request: its file holds references to them and never themselves.

/// Whether nothing of a secret stands in the text itself: it is empty, {{variables}}, or ${env:NAME}.
[[nodiscard]] bool isSecretReference(const QString &text);
/// The reference that a field shows; empty for a secret that stands in the file, and for one in the keychain.
[[nodiscard]] QString shownReference(const Secret &secret);
/// What becomes of a secret where a user has left that text in its field. One that was typed is not taken.
[[nodiscard]] Secret withReference(const Secret &before, const QString &text);

} // namespace fuseboard
