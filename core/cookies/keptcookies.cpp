// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/keptcookies.h"

#include "cookies/cookiejar.h"
#include "cookies/qtjar.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString hostOf(const Cookie &cookie)
{
    return cookie.domain.startsWith(u'.') ? cookie.domain.sliced(1) : cookie.domain;
}

/// Whether one host is the other, or below it.
bool liesIn(const QString &host, const QString &outer)
{
    return host == outer || host.endsWith(u'.' + outer);
}

/// "/café" as "/caf%C3%A9", and "/a%2Fb" as it is: what two paths have in common is what a server sees of them.
QString pathInUrls(const QString &path)
{
    QUrl url;
    url.setPath(path, QUrl::TolerantMode);
    return url.path(QUrl::FullyEncoded);
}

/// RFC 6265 5.1.4.
bool isParentPath(const QString &parent, const QString &path)
{
    return path.startsWith(parent)
        && (path.size() == parent.size() || parent.endsWith(u'/') || path.at(parent.size()) == u'/');
}

/// For Qt to judge by host and scheme, under a number: it would compare paths decoded.
QNetworkCookie toQt(const Cookie &cookie, qsizetype number)
{
    QNetworkCookie result(QByteArray::number(number));
    result.setDomain(cookie.domain);
    result.setPath(u"/"_s);
    result.setSecure(cookie.isSecure || cookie.isFromTls);
    return result;
}

} // namespace

QList<Cookie> KeptCookies::all(WallTime now) const
{
    std::vector<const Entry *> entries;
    for (const auto &[host, ofDomain] : m_domains) {
        for (const Entry &entry : ofDomain) {
            if (!entry.isOver(now))
                entries.push_back(&entry);
        }
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry *one, const Entry *other) { return one->made < other->made; });
    QList<Cookie> result;
    for (const Entry *entry : entries)
        result.append(entry->cookie);
    return result;
}

QList<Cookie> KeptCookies::of(const QUrl &url, WallTime now)
{
    const QString path = url.path().isEmpty() ? u"/"_s : url.path(QUrl::FullyEncoded);
    std::vector<Entry *> near = entriesAbove(url.host());
    std::erase_if(near,
                  [&path, now](const Entry *entry) { return entry->isOver(now) || !isParentPath(entry->path, path); });
    if (near.empty())
        return {};
    std::sort(near.begin(), near.end(), [](const Entry *one, const Entry *other) {
        return one->path.size() != other->path.size() ? one->path.size() > other->path.size() : one->made < other->made;
    });
    QList<QNetworkCookie> known;
    for (const Entry *entry : near)
        known.append(toQt(entry->cookie, known.size()));
    QUrl top = url;
    top.setPath(u"/"_s);
    QtJar judge;
    judge.setAllCookies(known);
    const QList<QNetworkCookie> fitting = judge.cookiesForUrl(top);
    QList<Cookie> result;
    for (qsizetype i = 0; i < known.size(); ++i) {
        if (!fitting.contains(known.at(i)))
            continue;
        Entry &entry = *near.at(std::size_t(i));
        entry.used = ++m_order;
        result.append(entry.cookie);
    }
    return result;
}

bool KeptCookies::guardsAgainst(const Cookie &cookie, WallTime now) const
{
    const QString host = hostOf(cookie);
    const QString path = pathInUrls(cookie.path);
    const auto stands = [&](const Entry &entry) {
        return entry.cookie.isSecure && entry.cookie.name == cookie.name && !entry.isOver(now)
            && isParentPath(entry.path, path);
    };
    return std::any_of(m_domains.begin(), m_domains.end(), [&](const auto &domain) {
        return (liesIn(domain.first, host) || liesIn(host, domain.first))
            && std::any_of(domain.second.begin(), domain.second.end(), stands);
    });
}

std::optional<WallTime> KeptCookies::nextEnd(WallTime now) const
{
    std::optional<WallTime> next;
    for (const auto &[host, ofDomain] : m_domains) {
        for (const Entry &entry : ofDomain) {
            if (entry.cookie.expires && !entry.isOver(now))
                next = std::min(next.value_or(*entry.cookie.expires), *entry.cookie.expires);
        }
    }
    return next;
}

bool KeptCookies::remove(const Cookie &cookie)
{
    const auto domain = m_domains.find(hostOf(cookie));
    return domain != m_domains.end()
        && drop(domain, [&cookie](const Entry &entry) { return entry.cookie.isSame(cookie); });
}

bool KeptCookies::put(const Cookie &cookie, WallTime now, QList<Cookie> &pushedOut)
{
    Entry entry{cookie, pathInUrls(cookie.path), m_order + 1, m_order + 1};
    if (entry.isOver(now))
        return remove(cookie);
    ++m_order;
    const auto domain = m_domains.try_emplace(hostOf(cookie)).first;
    const auto before = std::find_if(domain->second.begin(), domain->second.end(),
                                     [&cookie](const Entry &other) { return other.cookie.isSame(cookie); });
    if (before != domain->second.end()) {
        const bool isAsBefore = before->cookie == cookie;
        if (!before->isOver(now))
            entry.made = before->made;
        *before = std::move(entry);
        return !isAsBefore;
    }
    domain->second.push_back(std::move(entry));
    ++m_count;
    makeRoom(domain, now, pushedOut);
    return true;
}

void KeptCookies::clear()
{
    m_domains.clear();
    m_count = 0;
}

/// Of the host and the domains that it lies in: which of them are for it is Qt's to say.
std::vector<KeptCookies::Entry *> KeptCookies::entriesAbove(QString host)
{
    std::vector<Entry *> entries;
    for (qsizetype dot = 0; dot >= 0 && !m_domains.empty(); host.remove(0, dot + 1)) {
        if (const auto domain = m_domains.find(host); domain != m_domains.end()) {
            for (Entry &entry : domain->second)
                entries.push_back(&entry);
        }
        dot = host.indexOf(u'.');
    }
    return entries;
}

template<class Match>
bool KeptCookies::drop(Domains::iterator domain, Match match)
{
    const auto dropped = qsizetype(std::erase_if(domain->second, match));
    m_count -= dropped;
    if (domain->second.empty())
        m_domains.erase(domain);
    return dropped > 0;
}

void KeptCookies::pushOut(Domains::iterator domain, QList<Cookie> &pushedOut)
{
    const auto least = std::min_element(domain->second.begin(), domain->second.end(),
                                        [](const Entry &one, const Entry &other) { return one.used < other.used; });
    pushedOut.append(least->cookie);
    drop(domain, [used = least->used](const Entry &entry) { return entry.used == used; });
}

/// The newest one is used last, and so stays.
void KeptCookies::makeRoom(Domains::iterator domain, WallTime now, QList<Cookie> &pushedOut)
{
    const auto isOver = [now](const Entry &entry) { return entry.isOver(now); };
    if (domain->second.size() > std::size_t(CookieJar::mostOfDomain) && !drop(domain, isOver))
        pushOut(domain, pushedOut);
    for (auto next = m_domains.begin(); m_count > CookieJar::mostInAll && next != m_domains.end();)
        drop(next++, isOver);
    if (m_count <= CookieJar::mostInAll)
        return;
    const auto leastUse = [](const auto &entries) {
        quint64 least = entries.front().used;
        for (const Entry &entry : entries)
            least = std::min(least, entry.used);
        return least;
    };
    pushOut(std::min_element(m_domains.begin(), m_domains.end(),
                             [&leastUse](const auto &one, const auto &other) {
                                 return leastUse(one.second) < leastUse(other.second);
                             }),
            pushedOut);
}

} // namespace fuseboard
