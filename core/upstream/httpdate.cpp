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

} // namespace fuseboard
