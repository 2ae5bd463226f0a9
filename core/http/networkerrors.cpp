// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networkerrors.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// How Qt names the statuses from 400 on (statusCodeFromHttp in its sources, the same from 6.4 to 6.8).
QNetworkReply::NetworkError codeOfStatus(int status)
{
    switch (status) {
    case 400:
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
    case 405:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        return status > 500 ? QNetworkReply::UnknownServerError : QNetworkReply::UnknownContentError;
    }
}

bool isWholeAnswer(const ReplyFacts &facts)
{
    if (facts.code == QNetworkReply::NoError)
        return true;
    // A redirect that asks for the body again: Qt tries to rewind it although nobody lets it follow.
    if ((facts.status == 307 || facts.status == 308) && facts.code == QNetworkReply::ContentReSendError)
        return true;
    const bool denied = facts.code == QNetworkReply::ContentOperationNotPermittedError
        && (facts.status == 403 || facts.status == 405);
    return facts.status >= 400 && (facts.code == codeOfStatus(facts.status) || denied);
}

Error brokenConnection(const ReplyFacts &facts)
{
    if (facts.status != 0)
        return Error(ErrorKind::Reset, ErrorDetail::ClosedInBody);
    if (facts.https && facts.sendings == 0 && !facts.encrypted)
        return Error(ErrorKind::Tls, ErrorDetail::HandshakeFailed);
    return Error(ErrorKind::Reset, ErrorDetail::ClosedBeforeAnswer);
}

/// Where a proxy is in between it is the one that is looked for, or the one that says so.
bool isProxyFailure(const ReplyFacts &facts)
{
    if (!facts.proxied || facts.sendings > 0 || facts.encrypted)
        return false;
    switch (facts.code) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return true;
    default:
        return false;
    }
}

/// Being offline is a matter of this machine with a proxy too (B22), as far as Qt tells it from what the proxy says: of
/// the way to a server by CONNECT and SOCKS it has the same codes.
Error proxyFailure(const ReplyFacts &facts)
{
    const bool isItself = facts.code == QNetworkReply::HostNotFoundError
        || (!facts.https && facts.code != QNetworkReply::ConnectionRefusedError);
    const bool isMissing = isItself && !facts.socks;
    return Error(ErrorKind::Refused, isMissing ? ErrorDetail::ProxyNotFound : ErrorDetail::ProxyFailed);
}

Error connectionError(const ReplyFacts &facts)
{
    if (isProxyFailure(facts))
        return proxyFailure(facts);
    switch (facts.code) {
    case QNetworkReply::HostNotFoundError:
        return Error(ErrorKind::Dns);
    case QNetworkReply::ConnectionRefusedError:
        return Error(ErrorKind::Refused);
    case QNetworkReply::TimeoutError:
        return facts.sendings == 0 ? Error(ErrorKind::ConnectTimeout) : brokenConnection(facts);
    case QNetworkReply::SslHandshakeFailedError:
        return Error(ErrorKind::Tls,
                     facts.tlsDetail == ErrorDetail::None ? ErrorDetail::HandshakeFailed : facts.tlsDetail);
    case QNetworkReply::ContentReSendError:
        return Error(ErrorKind::Reset, ErrorDetail::ResendPrevented);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return Error(ErrorKind::Refused, ErrorDetail::ProxyFailed);
    case QNetworkReply::ProxyNotFoundError:
        return Error(ErrorKind::Refused, ErrorDetail::ProxyNotFound);
    case QNetworkReply::ProxyAuthenticationRequiredError: // the answer to CONNECT: no word of the server's
        return Error(ErrorKind::AuthFailed, ErrorDetail::ProxyCredentialsRejected);
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        // Before anything was sent this is "no route", afterwards a reset.
        return facts.sendings == 0 && !facts.encrypted ? Error(ErrorKind::Refused, ErrorDetail::HostUnreachable)
                                                       : brokenConnection(facts);
    case QNetworkReply::ProtocolFailure:
        return Error(ErrorKind::Protocol, facts.status != 0 ? ErrorDetail::TruncatedBody : ErrorDetail::NotHttp);
    default:
        break;
    }
    return facts.code == QNetworkReply::RemoteHostClosedError ? brokenConnection(facts)
                                                              : Error(ErrorKind::Protocol, ErrorDetail::NotHttp);
}

} // namespace

std::optional<Error> errorOfReply(const ReplyFacts &facts)
{
    if (isWholeAnswer(facts))
        return std::nullopt;
    return connectionError(facts);
}

bool happensBeforeSending(ErrorKind kind)
{
    return kind == ErrorKind::Dns || kind == ErrorKind::Refused || kind == ErrorKind::ConnectTimeout
        || kind == ErrorKind::Tls || kind == ErrorKind::Storage;
}

bool isSilentClose(const Error &error)
{
    return error.detail == ErrorDetail::ClosedBeforeAnswer || error.detail == ErrorDetail::ResendPrevented;
}

Error withBanner(Error error, const QByteArray &banner)
{
    if (banner.isEmpty())
        return error;
    constexpr qsizetype longestBanner = 80;
    error.kind = ErrorKind::Protocol;
    error.detail = ErrorDetail::NotHttp;
    error.value = QString::fromLatin1(banner.left(longestBanner)).simplified();
    return error;
}

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return host + u':' + QString::number(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

} // namespace fuseboard
