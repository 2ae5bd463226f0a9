// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"

#include <vector>

namespace fuseboard {

/// A keychain that answers when it is told to, or fails as it is told to.
class WaitingStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        ++reads;
        later([this, key, done = std::move(done)] {
            if (failure)
                done(*failure);
            else
                memory.read(key, done);
        });
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        later([this, key, value, done = std::move(done)] {
            if (failure)
                done(*failure);
            else
                memory.write(key, value, done);
        });
    }
    void remove(const QString &key, DoneCallback done) override
    {
        later([this, key, done = std::move(done)] {
            if (failure)
                done(*failure);
            else
                memory.remove(key, done);
        });
    }
    void contains(const QString &key, ContainsCallback done) override { memory.contains(key, std::move(done)); }

    void answer()
    {
        for (const auto &each : std::exchange(m_open, {}))
            each();
    }

    MemorySecretStore memory;
    std::optional<Error> failure;
    bool waits = false;
    int reads = 0;

private:
    void later(std::function<void()> answer)
    {
        if (waits)
            m_open.push_back(std::move(answer));
        else
            answer();
    }

    std::vector<std::function<void()>> m_open;
};

} // namespace fuseboard
