// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientcookies.h"

#include "cookies/cookiesecrets.h"
#include "http/cookiefield.h"

#include <utility>

namespace fuseboard {

ClientCookies::ClientCookies(std::shared_ptr<CookieJar> jar, Hide hide)
    : m_jar(std::move(jar))
    , m_hide(std::move(hide))
{
}

void ClientCookies::putOn(Request &outgoing, bool leftOrigin) const
{
    QByteArrayList kept;
    if (m_jar) {
        m_hide(m_jar->secrets());
        const QList<Cookie> cookies = cookiesFor(outgoing.url, leftOrigin);
        for (const Cookie &cookie : cookies)
            kept.append(cookie.name + '=' + cookie.value);
    }
    // What stands in one field already goes out as it was written.
    if (!kept.isEmpty() || outgoing.headers.values("Cookie").size() > 1)
        setCookies(outgoing.headers, writtenCookies(outgoing.headers), kept);
}

QList<Cookie> ClientCookies::cookiesFor(const QUrl &url, bool leftOrigin) const
{
    QList<Cookie> cookies = m_jar->cookiesFor(url);
    if (leftOrigin)
        cookies.removeIf([](const Cookie &cookie) { return cookie.isStrict; });
    return cookies;
}

void ClientCookies::take(const Headers &answer, const QUrl &from) const
{
    const auto jar = m_jar; // which tells its listeners last
    if (!jar || !answer.contains("Set-Cookie"))
        return;
    const QList<Cookie> cookies = jar->setBy(answer, from);
    if (cookies.isEmpty())
        return;
    m_hide(jar->secrets() + secretsOf(cookies));
    jar->store(cookies);
}

} // namespace fuseboard
