// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "auth/storelock.h"
#include "auth/unfinishedrefreshes.h"
#include "base/random.h"
#include "base/scheduler.h"
#include "http/transport.h"

namespace fuseboard {

/// What a client needs from outside: injected, never fetched. All must outlive it.
struct Services
{
    Scheduler &scheduler;
    Random &random;
    Transport &transport; ///< of its own: what goes through one shares its connections, which clients of different
                          ///< credentials, TLS settings or proxies must not do (S07); nothing checks that
    SecretStore &secrets;
    StoreLock *storeLock = nullptr; ///< where other programs have the same secrets: one at a time renews a token
    SecretKey secretOwner{}; ///< under which the client's secrets live in the store; null: its name
    UnfinishedRefreshes *unfinished = nullptr; ///< where a refresh of a token goes on whose client is destroyed, until
                                               ///< the new refresh token is stored; null: it is given up, and a token
                                               ///< that its server has replaced by then is lost
    SecretKey refreshTokenOwner{}; ///< the same as secretOwner for the refresh token alone; null: as all the others
};

} // namespace fuseboard
