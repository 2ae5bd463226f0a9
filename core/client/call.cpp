// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/call.h"

#include <QJsonDocument>

namespace fuseboard {

namespace {

bool announcesJson(const Headers &headers)
{
    const QByteArray type = headers.value("Content-Type").value_or(QByteArray()).toLower();
    const QByteArray essence = type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed();
    return essence == "application/json" || essence.endsWith("+json");
}

} // namespace

QVariant ApiResponse::body() const
{
    if (response.body.isEmpty())
        return {};
    if (announcesJson(response.headers)) {
        const QJsonDocument document = QJsonDocument::fromJson(response.body);
        if (!document.isNull())
            return document.toVariant();
    }
    return QString::fromUtf8(response.body);
}

Call::~Call() = default;

} // namespace fuseboard
