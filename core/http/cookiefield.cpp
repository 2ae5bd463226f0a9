// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/cookiefield.h"

namespace fuseboard {

namespace {

QByteArray nameOf(const QByteArray &cookie)
{
    return cookie.left(cookie.indexOf('=')).trimmed();
}

} // namespace

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

void setCookies(Headers &headers, const QByteArrayList &first, const QByteArrayList &others)
{
    QByteArrayList names;
    for (const QByteArray &cookie : first)
        names.append(nameOf(cookie));
    QByteArrayList all = first;
    for (const QByteArray &cookie : others) {
        if (!names.contains(nameOf(cookie)))
            all.append(cookie);
    }
    if (all.isEmpty())
        headers.remove("Cookie");
    else
        headers.set("Cookie", all.join("; "));
}

void setKeepingCookies(Headers &headers, const QByteArray &name, const QByteArray &value)
{
    if (name.compare("Cookie", Qt::CaseInsensitive) == 0 && headers.contains("Cookie"))
        setCookies(headers, writtenCookies({{name, value}}), writtenCookies(headers));
    else
        headers.set(name, value);
}

} // namespace fuseboard
