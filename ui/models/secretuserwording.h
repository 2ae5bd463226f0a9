// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/secretlistmodel.h"

namespace fuseboard::wording {

/// Who uses a secret: "orders-api", "Production (environment)", "Nothing: client orders is gone".
QString secretUser(const SecretRow &row);

/// What it is: "Client secret", "Variable token"; also of one that was put aside for Undo.
QString secretName(const SecretKey &key);

/// What is the matter with a secret that settings refer to, and what to do about it; empty where it can be used.
QString secretTrouble(SecretRow::Presence presence, SecretStoreState state);
/// The same in a word or two, for a badge.
QString secretTroubleWord(SecretRow::Presence presence, SecretStoreState state);

/// What its removal comes to, and whether that is wanted.
QString secretRemovalQuestion(const SecretRow &row);

} // namespace fuseboard::wording
