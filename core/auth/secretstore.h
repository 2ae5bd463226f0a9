// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

#include <functional>

namespace fuseboard {

/// Where secrets live. Asynchronous, because a keychain may ask its user. One thread.
class SecretStore
{
public:
    using ReadCallback = std::function<void(const Result<QString> &)>;
    using DoneCallback = std::function<void(const Result<void> &)>;
    using ContainsCallback = std::function<void(const Result<bool> &)>;

    SecretStore() = default;
    virtual ~SecretStore();
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    /// A missing secret is AuthFailed/SecretMissing; a store that cannot be asked is Storage. May call back at once.
    /// The subject of an error is the key. A store that goes before it has answered calls back with Cancelled.
    virtual void read(const QString &key, ReadCallback done) = 0;
    virtual void write(const QString &key, const QString &value, DoneCallback done) = 0;
    /// Fine also where there is no such secret.
    virtual void remove(const QString &key, DoneCallback done) = 0;
    /// Whether it is there, as far as that can be told without asking the user. This one reads it to know.
    virtual void contains(const QString &key, ContainsCallback done);
};

} // namespace fuseboard
