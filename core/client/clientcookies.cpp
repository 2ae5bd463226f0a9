// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientcookies.h"

#include "cookies/cookiesecrets.h"

#include <utility>

namespace fuseboard {

namespace {

/// What a request brings along: "a=1; b=2".
QByteArrayList writtenCookies(const Headers &headers)
{
    QByteArrayList written;
    const QByteArrayList fields = headers.values("Cookie");
    for (const QByteArray &field : fields) {
        const QByteArrayList items = field.split(';');
        for (const QByteArray &item : items) {
            if (!item.trimmed().isEmpty())
                written.append(item.trimmed());
        }
    }
    return written;
}

} // namespace

ClientCookies::ClientCookies(std::shared_ptr<CookieJar> jar, Hide hide)
    : m_jar(std::move(jar))
    , m_hide(std::move(hide))
{
}

void ClientCookies::putOn(Request &outgoing, bool leftOrigin) const
{
    if (!m_jar)
        return;
    m_hide(m_jar->secrets());
    const QList<Cookie> cookies = cookiesFor(outgoing.url, leftOrigin);
    if (cookies.isEmpty())
        return;
    QByteArrayList items = writtenCookies(outgoing.headers);
    QByteArrayList names;
    for (const QByteArray &item : std::as_const(items))
        names.append(item.left(item.indexOf('=')).trimmed());
    for (const Cookie &cookie : cookies) {
        if (!names.contains(cookie.name))
            items.append(cookie.name + '=' + cookie.value);
    }
    outgoing.headers.set("Cookie", items.join("; "));
}

QByteArray ClientCookies::valueFor(const QUrl &url, bool leftOrigin) const
{
    QByteArrayList items;
    const QList<Cookie> cookies = m_jar ? cookiesFor(url, leftOrigin) : QList<Cookie>();
    for (const Cookie &cookie : cookies)
        items.append(cookie.name + '=' + cookie.value);
    return items.join("; ");
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
