// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiejar.h"
#include "http/request.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace fuseboard {

/// The cookies of a client as one of its attempts sees them. A value; by default there are none. Internal.
class ClientCookies
{
public:
    /// jar may be null. hide is told all that must be hidden of the jar's cookies before anybody can tell them.
    using Hide = std::function<void(const QStringList &values)>;
    ClientCookies() = default;
    ClientCookies(std::shared_ptr<CookieJar> jar, Hide hide);

    /// Adds those for its URL to a request that goes out now; those that are SameSite=Strict not where another origin
    /// has been in between (ADV-B5). A Cookie header that it has stays, with one field for all, and its names count
    /// before those of the jar.
    void putOn(Request &outgoing, bool leftOrigin) const;
    /// Keeps what an answer from that URL sets. Listeners of the jar may do anything: this may be destroyed in here.
    void take(const Headers &answer, const QUrl &from) const;

private:
    [[nodiscard]] QList<Cookie> cookiesFor(const QUrl &url, bool leftOrigin) const;

    std::shared_ptr<CookieJar> m_jar;
    Hide m_hide;
};

} // namespace fuseboard
