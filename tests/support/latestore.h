// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"

#include <QList>

#include <utility>

namespace fuseboard {

/// A keychain that asks its user before it writes, who takes time, and may say no.
class LateStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override { memory.read(key, std::move(done)); }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        pending.append([this, key, value, done](bool allowed) {
            if (allowed)
                memory.write(key, value, done);
            else
                done(Error(ErrorKind::Storage, ErrorDetail::KeychainDenied));
        });
    }
    void remove(const QString &key, DoneCallback done) override { memory.remove(key, std::move(done)); }

    /// All that it is asking; not what it is asked for then.
    void answer(bool allowed)
    {
        for (const auto &write : std::exchange(pending, {}))
            write(allowed);
    }

    /// What is kept under a key, empty where nothing is.
    [[nodiscard]] QString at(const QString &key)
    {
        QString kept;
        memory.read(key, [&kept](const Result<QString> &value) { kept = value ? *value : QString(); });
        return kept;
    }

    MemorySecretStore memory;
    QList<std::function<void(bool)>> pending;
};

} // namespace fuseboard
