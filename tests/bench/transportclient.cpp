// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transportclient.h"

namespace fuseboard {

TransportClient::TransportClient(int maxConnections)
    : m_transport({.maxConnections = maxConnections}, m_scheduler)
    , m_maxConnections(maxConnections)
{
}

QString TransportClient::name() const
{
    return QStringLiteral("transport, %1 connections").arg(m_maxConnections);
}

void TransportClient::start(const QUrl &url)
{
    Request request;
    request.url = url;
    Exchange *exchange = m_transport.send(request, {}).release();
    connect(exchange, &Exchange::finished, this, [this, exchange](const Result<Response> &result) {
        exchange->deleteLater();
        ended(result.ok() && result->status == 200 && !result->body.isEmpty());
    });
}

} // namespace fuseboard
