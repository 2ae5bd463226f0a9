// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiejar.h"

#include "cookies/cookierules.h"
#include "cookies/cookiesecrets.h"
#include "cookies/keptcookies.h"
#include "cookies/setcookie.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

CookieJar::CookieJar(const Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_kept(std::make_unique<KeptCookies>())
{
}

CookieJar::~CookieJar() = default;

QList<Cookie> CookieJar::cookiesFor(const QUrl &url) const
{
    return m_kept->of(url, m_scheduler.wallNow());
}

QList<Cookie> CookieJar::setBy(const Headers &answer, const QUrl &url) const
{
    const WallTime now = m_scheduler.wallNow();
    const bool isTls = url.scheme() == "https"_L1;
    QList<Cookie> result;
    const QByteArrayList fields = answer.values("Set-Cookie");
    for (qsizetype i = std::max(fields.size() - mostOfAnswer, qsizetype(0)); i < fields.size(); ++i) {
        auto cookie = parseSetCookie(fields.at(i), url, now);
        if (cookie && (isTls || !m_kept->guardsAgainst(*cookie, now)))
            result.append(*std::move(cookie));
    }
    return result;
}

QList<Cookie> CookieJar::cookies() const
{
    return m_kept->all(m_scheduler.wallNow());
}

const QStringList &CookieJar::secrets() const
{
    if (!m_secrets)
        m_secrets = secretsOf(cookies());
    return *m_secrets;
}

std::optional<WallTime> CookieJar::nextEnd() const
{
    return m_kept->nextEnd(m_scheduler.wallNow());
}

QList<Cookie> CookieJar::replace(const QList<Cookie> &gone, const QList<Cookie> &stored)
{
    const auto isStored = [&stored](const Cookie &cookie) {
        return std::any_of(stored.begin(), stored.end(),
                           [&cookie](const Cookie &other) { return !flawOf(other) && cookie.isSame(other); });
    };
    bool isChanged = false;
    for (const Cookie &cookie : gone)
        isChanged = (!isStored(cookie) && m_kept->remove(cookie)) || isChanged;
    QList<Cookie> pushedOut;
    for (const Cookie &cookie : stored)
        isChanged = (!flawOf(cookie) && m_kept->put(cookie, m_scheduler.wallNow(), pushedOut)) || isChanged;
    pushedOut.removeIf(isStored);
    if (isChanged)
        tellChange();
    return pushedOut;
}

void CookieJar::clear()
{
    if (m_kept->isEmpty())
        return;
    m_kept->clear();
    tellChange();
}

/// Listeners may destroy it.
void CookieJar::tellChange()
{
    m_secrets.reset();
    Q_EMIT changed();
}

} // namespace fuseboard
