// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookie.h"

#include <QList>
#include <QUrl>

#include <map>
#include <optional>
#include <vector>

namespace fuseboard {

/// What a CookieJar holds: cookies by the hosts of their domains, so that neither a request nor an answer costs more
/// where others have many. Those that have ended are nowhere in its answers. Internal.
class KeptCookies
{
public:
    [[nodiscard]] bool isEmpty() const { return m_domains.empty(); }
    /// Those that were first set longest ago first.
    [[nodiscard]] QList<Cookie> all(WallTime now) const;
    /// Those for a URL, longer paths first. They count as used.
    [[nodiscard]] QList<Cookie> of(const QUrl &url, WallTime now);
    /// Whether a Secure one must not be hidden or replaced by that one of the same name, which an answer without https
    /// sets. (RFC 6265bis 5.7)
    [[nodiscard]] bool guardsAgainst(const Cookie &cookie, WallTime now) const;
    /// When the next one ends.
    [[nodiscard]] std::optional<WallTime> nextEnd(WallTime now) const;

    bool remove(const Cookie &cookie);
    /// Whether something is another than before. Takes the place of the one that is the same, and its age (RFC 6265
    /// 5.3). pushedOut gets those that had to make room.
    bool put(const Cookie &cookie, WallTime now, QList<Cookie> &pushedOut);
    void clear();

private:
    struct Entry
    {
        Cookie cookie;
        QString path; ///< as it is written in URLs
        quint64 made; ///< in which order they were first set
        quint64 used; ///< in which order they were set or sent last
        [[nodiscard]] bool isOver(WallTime now) const { return cookie.expires && *cookie.expires <= now; }
    };
    using Domains = std::map<QString, std::vector<Entry>>;

    [[nodiscard]] std::vector<Entry *> entriesAbove(QString host);
    template<class Match>
    bool drop(Domains::iterator domain, Match match);
    void pushOut(Domains::iterator domain, QList<Cookie> &pushedOut);
    void makeRoom(Domains::iterator domain, WallTime now, QList<Cookie> &pushedOut);

    Domains m_domains; // by host, without a dot in front
    qsizetype m_count = 0;
    quint64 m_order = 0;
};

} // namespace fuseboard
