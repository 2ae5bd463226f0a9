// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"

/// A client of one service, with methods named after what they do and an id on each request.
class OrdersClient final : public fuseboard::ApiClient
{
    Q_OBJECT

public:
    using ApiClient::ApiClient;

    fuseboard::Call *listOrders();
    fuseboard::Call *createOrder(const QString &sku, int quantity);

protected:
    fuseboard::Result<fuseboard::Request> prepareRequest(fuseboard::Request request) override;

private:
    int m_lastId = 0;
};
