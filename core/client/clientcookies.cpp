// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientcookies.h"

#include <utility>

namespace fuseboard {

namespace {

/// As servers repeat it: without its quotes, and decoded.
QStringList waysToWrite(const QList<Cookie> &cookies)
{
    QStringList ways;
    for (const Cookie &cookie : cookies) {
        const bool isQuoted = cookie.value.size() > 1 && cookie.value.startsWith('"') && cookie.value.endsWith('"');
        const QByteArray bare = isQuoted ? cookie.value.sliced(1, cookie.value.size() - 2) : cookie.value;
        ways.append(QString::fromUtf8(bare));
        if (bare.contains('%'))
            ways.append(QUrl::fromPercentEncoding(bare));
    }
    return ways;
}

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

void ClientCookies::putOn(Request &outgoing) const
{
    const QList<Cookie> cookies = m_jar ? m_jar->cookiesFor(outgoing.url) : QList<Cookie>();
    if (cookies.isEmpty())
        return;
    m_hide(waysToWrite(cookies));
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

void ClientCookies::take(const Headers &answer, const QUrl &from) const
{
    const auto jar = m_jar; // which tells its listeners last
    if (!jar || !answer.contains("Set-Cookie"))
        return;
    const QList<Cookie> cookies = jar->setBy(answer, from);
    if (cookies.isEmpty())
        return;
    m_hide(waysToWrite(cookies));
    jar->store(cookies);
}

} // namespace fuseboard
