// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// How things stand with the keychain of the operating system. Closed.
enum class SecretStoreState {
    Unknown, ///< Not asked yet, or no answer yet.
    Unlocked,
    Locked, ///< Its user will be asked to unlock it when a secret is needed.
    NotMade, ///< There is one that has no place for secrets yet: its user makes that with the first secret.
    WaitingForUser, ///< Asks its user just now; that may take minutes.
    Denied, ///< There is one, and it does not let this program in.
    Unusable, ///< There is one, and it does not answer, or fails.
    Absent, ///< There is none: secrets are kept in memory until the program ends.
};

} // namespace fuseboard
