// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/resolvedauth.h"
#include "auth/secretstore.h"
#include "auth/storelock.h"
#include "base/scheduler.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace fuseboard {

/// Keeps the newest refresh token of one client in its SecretStore, so that a rotated one survives the program (O10).
///
/// A token that came from a server is kept with a fingerprint of whom it was granted to: after a change of the
/// configuration it is no longer found, and never used in another one's name. What somebody else has put in its place
/// since it was read, be it the user or the client's next credentials, stays. What was kept with a fingerprint of an
/// earlier version is found, and kept with the present one from then on.
class RefreshTokenVault final : public QObject
{
    Q_OBJECT

public:
    /// A token that is not safe yet, and what it may take the place of in the store.
    struct Unkept
    {
        QString token; ///< empty where there is none
        std::optional<QString> replaces;
    };

    /// A token without a fingerprint, which a user has put there, is found only where the configuration refers to it.
    /// lock: null where no other program has this store.
    RefreshTokenVault(SecretStore &store, StoreLock *lock, Scheduler &scheduler, QString key, const ResolvedAuth &auth,
                      QObject *parent = nullptr);

    /// Others may have put another token in since it was read.
    [[nodiscard]] bool isShared() const { return m_lock; }
    /// Loads it once no other program is renewing it, and keeps them from doing so until release(); goes on without
    /// two minutes. One that could not be stored yet is newer than what is in the store.
    void open(SecretStore::ReadCallback done);
    void release();
    /// The token, empty where there is none; Storage where the store cannot be asked. Silent after destruction.
    void load(SecretStore::ReadCallback done);
    /// Calls back when the token is safe, or could not be kept: then it tries again every half minute, and says so in
    /// the log (C13). A token stored later takes its place. So it calls back too when there is no place for it, for
    /// somebody else has put another one there, or has removed the one that was seen there (C28). Silent after
    /// destruction.
    void store(const QString &token, std::function<void()> done);
    /// Somebody else's is in the store since this one was to be kept.
    [[nodiscard]] bool isSuperseded() const { return m_superseded; }
    /// There is one that is not safe yet.
    [[nodiscard]] bool hasUnkept() const { return !m_token.isEmpty(); }
    /// Hands over what it has not been able to keep, and no longer tries.
    [[nodiscard]] Unkept takeUnkept();
    /// Keeps what another one could not, as store() does.
    void adopt(const Unkept &unkept);
    /// Removes a token that has died.
    void forget();
    /// No longer tries to keep the one that could not be stored.
    void giveUp();

private:
    void knock(const SecretStore::ReadCallback &done, MonotonicTime until);
    void read(SecretStore::ReadCallback done);
    void tryToKeep(const std::function<void()> &done);
    void write(const std::function<void()> &done);
    void notKept(const Error &error);
    [[nodiscard]] bool mayReplace(const QString &kept) const;
    [[nodiscard]] bool isOurs(const QString &kept) const;
    /// Kept by an earlier version, it gets the present fingerprint, so that a later change of what that one did not
    /// tell is seen; before anybody goes on, who might release() the store to another program.
    void renewFingerprint(const QString &kept, const std::function<void()> &done);
    [[nodiscard]] QString tokenIn(const QString &kept) const;

    SecretStore &m_store;
    StoreLock *m_lock;
    Scheduler &m_scheduler;
    QString m_key;
    QString m_fingerprint;
    QString m_formerFingerprint;
    bool m_acceptsPlain;
    QString m_token; // to be kept; empty once it is
    std::optional<QString> m_seen; // in the store, empty for nothing, when it was last looked at
    bool m_superseded = false;
    std::unique_ptr<StoreLock::Hold> m_hold;
    TimerHandle m_again;
    TimerHandle m_knock;
};

} // namespace fuseboard
