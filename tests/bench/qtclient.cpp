// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qtclient.h"

#include "http/bufferedproxyfactory.h"
#include "http/networkoptions.h"

#include <QNetworkReply>

namespace fuseboard {

QtClient::QtClient(bool buffered)
    : m_buffered(buffered)
{
    if (buffered)
        m_manager.setProxyFactory(new BufferedProxyFactory(NetworkOptions()));
}

QString QtClient::name() const
{
    return m_buffered ? QStringLiteral("QNAM buffered") : QStringLiteral("QNAM as it comes");
}

void QtClient::start(const QUrl &url)
{
    QNetworkReply *reply = m_manager.get(QNetworkRequest(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        const bool ok = reply->error() == QNetworkReply::NoError && reply->readAll().size() > 0;
        reply->deleteLater();
        ended(ok);
    });
}

} // namespace fuseboard
