// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "http/spoolplace.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace fuseboard {

/// What a call does otherwise than the configuration of its client says. Most calls have none. Internal.
struct CallChanges
{
    std::shared_ptr<AuthManager> auth; ///< null: the client's
    std::optional<Duration> timeout;
    std::optional<int> maxRetries;
    std::optional<bool> followRedirects;
    std::optional<Duration> maxWait;
    QString bodyFile;
    SpoolPlace spool;
    std::function<QStringList(const Response &)> findSecrets;

    /// Whether its requests go out otherwise than its client's do.
    [[nodiscard]] bool areSent() const { return auth || timeout || maxRetries || followRedirects; }
};

} // namespace fuseboard
