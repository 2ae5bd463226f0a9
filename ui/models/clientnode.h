// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace fuseboard {

/// A saved request, or a folder of such, as the tree shows it. A value.
struct RequestNode
{
    QString id; ///< its path, unique among the requests, or the folders, of its client: "auth/tokens/list"
    QString name;
    QByteArray method{}; ///< empty for a folder
    QString url{}; ///< as written, with its {{variables}}; empty for a folder
    bool isFolder = false;

    friend bool operator==(const RequestNode &, const RequestNode &) = default;
};

/// A client as the tree shows it. A value.
struct ClientNode
{
    QString id; ///< unique
    QString name;
    QString baseUrl;
    QList<RequestNode> requests; ///< and folders, each before what is in it, in the order of the tree

    friend bool operator==(const ClientNode &, const ClientNode &) = default;
};

} // namespace fuseboard
