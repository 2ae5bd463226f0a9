// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstore.h"

namespace fuseboard {

SecretStore::~SecretStore() = default;

void SecretStore::contains(const QString &key, ContainsCallback done)
{
    read(key, [done = std::move(done)](const Result<QString> &value) {
        if (value)
            done(true);
        else if (value.error().detail == ErrorDetail::SecretMissing)
            done(false);
        else
            done(value.error());
    });
}

} // namespace fuseboard
