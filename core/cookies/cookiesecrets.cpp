// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiesecrets.h"

#include <QUrl>

namespace fuseboard {

QStringList secretsOf(const QList<Cookie> &cookies)
{
    constexpr qsizetype shortest = 8;
    QStringList secrets;
    const auto add = [&secrets](const QString &text) {
        if (text.size() >= shortest)
            secrets.append(text);
    };
    for (const Cookie &cookie : cookies) {
        const bool isQuoted = cookie.value.size() > 1 && cookie.value.startsWith('"') && cookie.value.endsWith('"');
        const QByteArray bare = isQuoted ? cookie.value.sliced(1, cookie.value.size() - 2) : cookie.value;
        add(QString::fromUtf8(bare));
        if (bare.contains('%'))
            add(QUrl::fromPercentEncoding(bare));
    }
    return secrets;
}

} // namespace fuseboard
