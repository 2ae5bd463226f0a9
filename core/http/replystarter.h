// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/request.h"

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace fuseboard {

/// Hands a request to Qt so that it goes over the wire as it is, and, unless doing it twice is harmless, once only.
/// The reply belongs to the caller.
/// Its body stays as it came: Qt unpacks nothing where the request says what it accepts, and it always does.
Result<QNetworkReply *> startReply(QNetworkAccessManager &manager, const QNetworkRequest &base, const Request &request);

/// Whether the request goes through a device that Qt cannot rewind.
bool isSentOnce(const Request &request);

/// Connects, or finds a connection that stands and is free, and sends nothing. The reply finishes then, or with the
/// error; it belongs to the caller.
QNetworkReply *startConnecting(QNetworkAccessManager &manager, const QNetworkRequest &base, const QUrl &url);

/// The upload of this reply came to its end before the announced size.
bool uploadFellShort(const QNetworkReply &reply);

} // namespace fuseboard
