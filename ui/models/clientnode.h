// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace fuseboard {

/// A saved request as the tree shows it. A value.
struct RequestNode
{
    QString id; ///< unique within its client
    QString name;
    QByteArray method;
    QString url; ///< as written, with its {{variables}}

    friend bool operator==(const RequestNode &, const RequestNode &) = default;
};

/// A client as the tree shows it. A value.
struct ClientNode
{
    QString id; ///< unique
    QString name;
    QString baseUrl;
    QList<RequestNode> requests;

    friend bool operator==(const ClientNode &, const ClientNode &) = default;
};

} // namespace fuseboard
