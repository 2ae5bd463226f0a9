// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/httpdate.h"

#include <QDateTime>
#include <QLocale>

namespace fuseboard {

QByteArray httpDate(WallTime moment)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT";
}

const QByteArray &HttpDateCache::text(WallTime now)
{
    const qint64 second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (second != m_second || m_text.isEmpty()) {
        m_second = second;
        m_text = httpDate(now);
    }
    return m_text;
}

} // namespace fuseboard
