// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <memory>

namespace fuseboard {

/// Keeps programs that share a SecretStore from renewing the same refresh token at the same time: a server that rotates
/// takes the second use of one for theft, and voids them all (C14).
class StoreLock
{
public:
    /// Locked until it is destroyed.
    class Hold
    {
    public:
        Hold() = default;
        virtual ~Hold();
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;
    };

    StoreLock() = default;
    virtual ~StoreLock();
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

    /// Null while somebody else has it, in this process or another one. Never waits. Where it cannot lock at all, as
    /// in a folder that cannot be written, it hands out a hold that keeps nobody off, and says so in the log.
    [[nodiscard]] virtual std::unique_ptr<Hold> tryLock(const QString &key) = 0;
};

} // namespace fuseboard
