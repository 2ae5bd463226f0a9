// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/httpdatecache.h"

namespace fuseboard {

const QByteArray &HttpDateCache::text(WallTime now)
{
    const qint64 second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (second != m_second) {
        m_second = second;
        m_text = httpDate(now);
    }
    return m_text;
}

} // namespace fuseboard
