// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiejar.h"

#include "cookies/cookierules.h"
#include "cookies/qtjar.h"
#include "cookies/setcookie.h"

#include <algorithm>
#include <map>
#include <vector>

namespace fuseboard {

namespace {

QNetworkCookie toQt(const Cookie &cookie)
{
    QNetworkCookie result(cookie.name, cookie.value);
    result.setDomain(cookie.domain);
    result.setPath(cookie.path);
    result.setSecure(cookie.isSecure);
    return result;
}

QString hostOf(const Cookie &cookie)
{
    return cookie.domain.startsWith(QLatin1Char('.')) ? cookie.domain.sliced(1) : cookie.domain;
}

} // namespace

/// Cookies by the hosts of their domains, so that neither a request nor an answer costs more where others have many.
class CookieJar::Kept
{
public:
    [[nodiscard]] bool isEmpty() const { return m_domains.empty(); }
    [[nodiscard]] QList<Cookie> all(WallTime now) const
    {
        std::vector<Entry> entries;
        for (const auto &[host, ofDomain] : m_domains)
            entries.insert(entries.end(), ofDomain.begin(), ofDomain.end());
        return inOrder(std::move(entries), now);
    }
    [[nodiscard]] QList<Cookie> of(const QUrl &url, WallTime now) const
    {
        const QList<Cookie> near = inOrder(entriesAbove(url.host()), now);
        QList<QNetworkCookie> known;
        for (const Cookie &cookie : near)
            known.append(toQt(cookie));
        QtJar judge;
        judge.setAllCookies(known);
        QList<Cookie> result;
        const QList<QNetworkCookie> fitting = near.isEmpty() ? known : judge.cookiesForUrl(url);
        for (const QNetworkCookie &cookie : fitting)
            result.append(near.at(known.indexOf(cookie)));
        return result;
    }

    bool remove(const Cookie &cookie)
    {
        const auto domain = m_domains.find(hostOf(cookie));
        return domain != m_domains.end()
            && drop(domain, [&cookie](const Entry &entry) { return entry.cookie.isSame(cookie); });
    }
    /// Whether something is another than before.
    bool put(const Cookie &cookie, WallTime now)
    {
        const bool isNew = !remove(cookie);
        if (cookie.expires && *cookie.expires <= now)
            return !isNew;
        m_domains[hostOf(cookie)].push_back({cookie, ++m_last});
        ++m_count;
        makeRoom(hostOf(cookie), now);
        return true;
    }
    void clear()
    {
        m_domains.clear();
        m_count = 0;
    }

private:
    struct Entry
    {
        Cookie cookie;
        quint64 order; ///< in which they were set
        [[nodiscard]] bool isOver(WallTime now) const { return cookie.expires && *cookie.expires <= now; }
    };
    using Domains = std::map<QString, std::vector<Entry>>; // those that were set longest ago first

    static QList<Cookie> inOrder(std::vector<Entry> entries, WallTime now)
    {
        std::sort(entries.begin(), entries.end(),
                  [](const Entry &one, const Entry &other) { return one.order < other.order; });
        QList<Cookie> result;
        for (const Entry &entry : entries) {
            if (!entry.isOver(now))
                result.append(entry.cookie);
        }
        return result;
    }
    /// Of the host and the domains that it lies in: which of them are for it is Qt's to say.
    [[nodiscard]] std::vector<Entry> entriesAbove(QString host) const
    {
        std::vector<Entry> entries;
        for (qsizetype dot = 0; dot >= 0 && !m_domains.empty(); host.remove(0, dot + 1)) {
            if (const auto domain = m_domains.find(host); domain != m_domains.end())
                entries.insert(entries.end(), domain->second.begin(), domain->second.end());
            dot = host.indexOf(QLatin1Char('.'));
        }
        return entries;
    }
    template<class Match>
    bool drop(Domains::iterator domain, Match match)
    {
        const auto dropped = qsizetype(std::erase_if(domain->second, match));
        m_count -= dropped;
        if (domain->second.empty())
            m_domains.erase(domain);
        return dropped > 0;
    }
    void dropOldest(Domains::iterator domain)
    {
        drop(domain, [oldest = domain->second.front().order](const Entry &entry) { return entry.order == oldest; });
    }
    void makeRoom(const QString &host, WallTime now)
    {
        const auto isOver = [now](const Entry &entry) { return entry.isOver(now); };
        const auto domain = m_domains.find(host);
        if (domain->second.size() > std::size_t(mostOfDomain) && !drop(domain, isOver))
            dropOldest(domain);
        for (auto next = m_domains.begin(); m_count > mostInAll && next != m_domains.end();)
            drop(next++, isOver);
        if (m_count > mostInAll) {
            dropOldest(std::min_element(m_domains.begin(), m_domains.end(), [](const auto &one, const auto &other) {
                return one.second.front().order < other.second.front().order;
            }));
        }
    }

    Domains m_domains; // by host, without a dot in front
    qsizetype m_count = 0;
    quint64 m_last = 0;
};

CookieJar::CookieJar(const Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_kept(std::make_unique<Kept>())
{
}

CookieJar::~CookieJar() = default;

QList<Cookie> CookieJar::cookiesFor(const QUrl &url) const
{
    return m_kept->of(url, m_scheduler.wallNow());
}

QList<Cookie> CookieJar::setBy(const Headers &answer, const QUrl &url) const
{
    QList<Cookie> result;
    const QByteArrayList fields = answer.values("Set-Cookie");
    for (qsizetype i = std::max(fields.size() - mostOfAnswer, qsizetype(0)); i < fields.size(); ++i) {
        if (auto cookie = parseSetCookie(fields.at(i), url, m_scheduler.wallNow()))
            result.append(*std::move(cookie));
    }
    return result;
}

QList<Cookie> CookieJar::cookies() const
{
    return m_kept->all(m_scheduler.wallNow());
}

void CookieJar::replace(const QList<Cookie> &gone, const QList<Cookie> &stored)
{
    bool isChanged = false;
    for (const Cookie &cookie : gone)
        isChanged = m_kept->remove(cookie) || isChanged;
    for (const Cookie &cookie : stored)
        isChanged = (!flawOf(cookie) && m_kept->put(cookie, m_scheduler.wallNow())) || isChanged;
    if (isChanged)
        Q_EMIT changed();
}

void CookieJar::clear()
{
    if (m_kept->isEmpty())
        return;
    m_kept->clear();
    Q_EMIT changed();
}

} // namespace fuseboard
