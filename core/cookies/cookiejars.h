// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiejar.h"

#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <utility>

namespace fuseboard {

/// A jar for each client in each environment, made when it is asked for the first time. What is set for staging goes to
/// production no more than one client's cookies go with another's requests.
class CookieJars
{
public:
    /// Must outlive all jars.
    explicit CookieJars(const Scheduler &scheduler)
        : m_scheduler(scheduler)
    {
    }

    /// environment is empty for none. Never null; the same one as long as it is not forgotten.
    [[nodiscard]] std::shared_ptr<CookieJar> of(const QString &client, const QString &environment);
    /// Of that client, in all environments. Who holds one keeps it, but nobody gets it any more.
    void forgetClient(const QString &client);
    /// Of all environments but these, and none.
    void keepEnvironments(const QStringList &environments);

private:
    const Scheduler &m_scheduler;
    std::map<std::pair<QString, QString>, std::shared_ptr<CookieJar>> m_jars; // by client and environment
};

} // namespace fuseboard
