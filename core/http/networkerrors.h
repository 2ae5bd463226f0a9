// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QNetworkReply>

#include <optional>

namespace fuseboard {

/// What is known of a reply that has finished.
struct ReplyFacts
{
    QNetworkReply::NetworkError code = QNetworkReply::NoError;
    int status = 0; ///< 0: no head arrived
    int sendings = 0;
    bool https = false;
    bool encrypted = false; ///< the handshake of a new connection was seen to end
    ErrorDetail tlsDetail = ErrorDetail::None; ///< what the certificate lacked
    bool proxied = false; ///< through a proxy: who cannot be found or refuses is that one
    bool socks = false; ///< a proxy that may say of the server what is said of itself elsewhere
};

/// Empty when the reply is a whole answer, whatever its status: Qt calls every 4xx and 5xx an error too.
std::optional<Error> errorOfReply(const ReplyFacts &facts);

/// Whether a failure of this kind means that nothing was sent.
bool happensBeforeSending(ErrorKind kind);

/// The peer closed without a word: it may be none that speaks HTTP.
bool isSilentClose(const Error &error);

/// The same error, or Protocol/NotHttp with the first 80 characters of the banner, unless that is empty.
Error withBanner(Error error, const QByteArray &banner);

/// "api.example:443", what errors of the network are about.
QString hostAndPort(const QUrl &url);

} // namespace fuseboard
