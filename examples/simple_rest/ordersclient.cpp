// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ordersclient.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace fuseboard;
using namespace Qt::StringLiterals;

Call *OrdersClient::listOrders()
{
    return get(u"/orders"_s);
}

Call *OrdersClient::createOrder(const QString &sku, int quantity)
{
    const QJsonObject order{{u"sku"_s, sku}, {u"quantity"_s, quantity}};
    return post(u"/orders"_s, QJsonDocument(order).toJson(QJsonDocument::Compact));
}

Result<Request> OrdersClient::prepareRequest(Request request)
{
    request.headers.set("X-Request-ID", QByteArray::number(++m_lastId));
    return ApiClient::prepareRequest(std::move(request));
}
