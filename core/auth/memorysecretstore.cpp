// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"

namespace fuseboard {

void MemorySecretStore::read(const QString &key, ReadCallback done)
{
    const auto found = m_values.constFind(key);
    if (found == m_values.cend())
        done(Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key));
    else
        done(*found);
}

void MemorySecretStore::write(const QString &key, const QString &value, DoneCallback done)
{
    m_values.insert(key, value);
    done({});
}

void MemorySecretStore::remove(const QString &key, DoneCallback done)
{
    m_values.remove(key);
    done({});
}

} // namespace fuseboard
