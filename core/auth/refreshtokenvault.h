// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/resolvedauth.h"
#include "auth/secretstore.h"
#include "base/scheduler.h"

#include <QObject>
#include <QString>

#include <functional>

namespace fuseboard {

/// Keeps the newest refresh token of one client in its SecretStore, so that a rotated one survives the program (O10).
///
/// A token that came from a server is kept with a fingerprint of whom it was granted to: after a change of the
/// configuration it is no longer found, and never used in another one's name.
class RefreshTokenVault final : public QObject
{
    Q_OBJECT

public:
    /// A token without a fingerprint, which a user has put there, is found only where the configuration refers to it.
    RefreshTokenVault(SecretStore &store, Scheduler &scheduler, QString key, const ResolvedAuth &auth,
                      QObject *parent = nullptr);

    /// The token, empty where there is none; Storage where the store cannot be asked. Silent after destruction.
    void load(SecretStore::ReadCallback done);
    /// Calls back when the token is safe, or could not be kept: then it tries again every half minute, and says so in
    /// the log (C13). A token stored later takes its place. Silent after destruction.
    void store(const QString &token, std::function<void()> done);
    /// Removes a token that has died.
    void forget();
    /// No longer tries to keep the one that could not be stored.
    void giveUp();

private:
    void write(const std::function<void()> &done);
    [[nodiscard]] QString tokenIn(const QString &kept) const;

    SecretStore &m_store;
    Scheduler &m_scheduler;
    QString m_key;
    QString m_fingerprint;
    bool m_acceptsPlain;
    QString m_token; // to be kept
    TimerHandle m_again;
};

} // namespace fuseboard
