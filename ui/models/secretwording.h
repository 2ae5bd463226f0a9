// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestate.h"
#include "base/error.h"
#include "config/secret.h"

#include <QString>

namespace fuseboard::wording {

/// For the status bar: "Keychain: unlocked".
QString secretStoreState(SecretStoreState state);
/// What the state means and what to do about it, in whole sentences.
QString secretStoreAdvice(SecretStoreState state);

/// Where a secret lives: "keychain", "memory, until you quit", "environment variable ORDERS_TOKEN".
QString secretPlace(const Secret &secret, SecretStoreState state);

/// That a secret which was to be saved with that client was not stored, and what to do; as sentence() where the error
/// is none of the keychain.
QString unstoredSecret(const Error &error, const QString &client);

/// What an error about a secret names, for the middle of a sentence: "the secret “Token” of “Orders”". Never the key in
/// the keychain, nor a field of the file, which nobody has to know. subject: of the error, as text() of a SecretKey, as
/// "Orders/auth.token" or as "auth.token".
QString secretPhrase(const QString &subject);

/// The name of a secret field by its path: "Client secret" for "auth.client_secret".
QString secretFieldName(const QString &path);

} // namespace fuseboard::wording
