// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"

#include <vector>

namespace fuseboard {

/// A keychain that somebody locks now and then.
class LockedStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        if (readsWait)
            m_open.push_back([this, key, done = std::move(done)] { memory.read(key, done); });
        else if (readsFail)
            done(Error(ErrorKind::Storage, ErrorDetail::ReadFailed));
        else
            memory.read(key, std::move(done));
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        ++writes;
        if (writesFail)
            done(Error(ErrorKind::Storage, ErrorDetail::WriteFailed));
        else
            memory.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { memory.remove(key, std::move(done)); }

    /// What is kept under a key, empty where nothing is.
    [[nodiscard]] QString at(const QString &key)
    {
        QString kept;
        memory.read(key, [&kept](const Result<QString> &value) { kept = value ? *value : QString(); });
        return kept;
    }

    /// What waits is read.
    void answer()
    {
        for (const auto &each : std::exchange(m_open, {}))
            each();
    }

    MemorySecretStore memory;
    bool readsWait = false; // until answer()
    bool readsFail = false;
    bool writesFail = false;
    int writes = 0; // that were tried

private:
    std::vector<std::function<void()>> m_open;
};

} // namespace fuseboard
