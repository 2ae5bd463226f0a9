// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <algorithm>
#include <iterator>

namespace fuseboard::wording {

namespace {

/// One cause and its sentence; %1 is the host.
struct CauseText
{
    ErrorDetail detail;
    const char *text;
};

constexpr CauseText refusedTexts[] = {
    {ErrorDetail::None,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 refused the connection. Check that the server is running and the port is right.")},
    {ErrorDetail::HostUnreachable,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 cannot be reached from this network. Check the network connection, the VPN and "
                       "the firewall.")},
    {ErrorDetail::ProxyFailed,
     QT_TRANSLATE_NOOP("Wording",
                       "The proxy did not let the connection to %1 through. Check the proxy's address and "
                       "its credentials.")},
    {ErrorDetail::ProxyNotFound,
     QT_TRANSLATE_NOOP("Wording",
                       "The proxy for %1 cannot be found or reached from this network. Check the network "
                       "connection, and the proxy's address in the client's settings.")},
};

constexpr CauseText resetTexts[] = {
    {ErrorDetail::None,
     QT_TRANSLATE_NOOP("Wording", "%1 broke the connection off. Try again; if it stays so, look at the server's log.")},
    {ErrorDetail::ClosedBeforeAnswer,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 closed the connection before it answered. Look at the server's log, or try "
                       "again.")},
    {ErrorDetail::ClosedInBody,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 closed the connection in the middle of its answer, so that a part is missing. "
                       "Try again.")},
    {ErrorDetail::ResendPrevented,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 closed the connection before it answered. The request was not sent a second time, "
                       "because the server may have carried it out. Check that before you send it again.")},
};

constexpr CauseText tlsTexts[] = {
    {ErrorDetail::None,
     QT_TRANSLATE_NOOP("Wording", "No secure connection to %1 could be made. Check that the port speaks TLS.")},
    {ErrorDetail::CertificateExpired,
     QT_TRANSLATE_NOOP("Wording",
                       "The certificate of %1 has expired. Have it renewed on the server; check this "
                       "computer's clock too.")},
    {ErrorDetail::CertificateNotYetValid,
     QT_TRANSLATE_NOOP("Wording", "The certificate of %1 is not valid yet. Check this computer's clock.")},
    {ErrorDetail::CertificateHostMismatch,
     QT_TRANSLATE_NOOP("Wording",
                       "The certificate that %1 shows was issued for another name. Check the address, or "
                       "name the host as an exception in the client's TLS settings.")},
    {ErrorDetail::CertificateSelfSigned,
     QT_TRANSLATE_NOOP("Wording",
                       "The certificate of %1 is self-signed. If you trust it, give it as CA file in the "
                       "client's TLS settings.")},
    {ErrorDetail::CertificateUntrusted,
     QT_TRANSLATE_NOOP("Wording",
                       "The certificate of %1 comes from an issuer that is not trusted here. Give the "
                       "issuer's certificate as CA file in the client's TLS settings.")},
    {ErrorDetail::CertificateNotPinned,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 shows another certificate than the one that is pinned in the client's TLS settings, so "
                       "nothing was sent. If the server was given a new one, pin that; if nobody knows of it, somebody "
                       "may stand in between.")},
    {ErrorDetail::CertificateRevoked,
     QT_TRANSLATE_NOOP("Wording",
                       "The certificate of %1 has been revoked. Do not send anything there until the server "
                       "has a new one.")},
    {ErrorDetail::CertificateInvalid,
     QT_TRANSLATE_NOOP("Wording", "The certificate of %1 is not acceptable. Check the server's certificate chain.")},
    {ErrorDetail::HandshakeFailed,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 and this computer could not agree on a secure connection. Check that the port "
                       "speaks TLS 1.2 or newer; if it serves plain HTTP, write http:// in the address.")},
    {ErrorDetail::TlsUnavailable,
     QT_TRANSLATE_NOOP("Wording",
                       "TLS is not available on this computer, so %1 cannot be reached by https. Install "
                       "the OpenSSL library.")},
};

constexpr CauseText protocolTexts[] = {
    {ErrorDetail::None,
     QT_TRANSLATE_NOOP("Wording", "The answer of %1 is not valid HTTP. Check that the address leads to a web server.")},
    {ErrorDetail::NotHttp,
     QT_TRANSLATE_NOOP("Wording", "%1 does not speak HTTP. Check that the port is that of a web server.")},
    {ErrorDetail::InterimAnswer,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 sent an interim answer that could not be told from the final one. The server "
                       "should not send 1xx answers.")},
    {ErrorDetail::HeadersLost,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 sent a status but header fields that could not be read. The server may send too "
                       "many, or too long ones.")},
    {ErrorDetail::BadContentLength,
     QT_TRANSLATE_NOOP("Wording",
                       "%1 announced a length of its answer that makes no sense. This is a fault of the "
                       "server.")},
    {ErrorDetail::TruncatedBody,
     QT_TRANSLATE_NOOP("Wording", "%1 sent less than it had announced. What arrived is not used; try again.")},
    {ErrorDetail::BadContentEncoding,
     QT_TRANSLATE_NOOP("Wording",
                       "The compressed answer of %1 cannot be unpacked. This is a fault of the server or of "
                       "a proxy before it.")},
};

template<std::size_t N>
QString causeText(const CauseText (&texts)[N], const Error &error)
{
    const auto found = std::find_if(std::begin(texts), std::end(texts),
                                    [&error](const CauseText &text) { return text.detail == error.detail; });
    const CauseText &text = found == std::end(texts) ? texts[0] : *found;
    const QString sentence = Words::tr(text.text);
    const bool atStart = sentence.startsWith(u"%1");
    return filled(sentence, {subjectOr(error, atStart ? Words::tr("The server") : Words::tr("the server"))});
}

} // namespace

QString subjectOr(const Error &error, const QString &otherwise)
{
    return error.subject.isEmpty() ? otherwise : printable(error.subject);
}

QString refusedSentence(const Error &error)
{
    if (error.detail == ErrorDetail::ProxyFailed && !error.value.isEmpty())
        return filled(Words::tr("The proxy %2 did not let the connection to %1 through. Check that it is running, and "
                                "its address and credentials in the client's settings."),
                      {subjectOr(error, Words::tr("the server")), printable(error.value)});
    if (error.detail == ErrorDetail::ProxyNotFound && !error.value.isEmpty())
        return filled(Words::tr("The proxy %2 for %1 cannot be found or reached from this network. Check the network "
                                "connection, and the proxy's address in the client's settings."),
                      {subjectOr(error, Words::tr("the server")), printable(error.value)});
    return causeText(refusedTexts, error);
}

QString resetSentence(const Error &error)
{
    return causeText(resetTexts, error);
}

QString tlsSentence(const Error &error)
{
    return causeText(tlsTexts, error);
}

QString protocolSentence(const Error &error)
{
    return causeText(protocolTexts, error);
}

QString tooLargeSentence(const Error &error)
{
    const QString limit = error.bytes ? bytes(*error.bytes) : QString();
    const QString host = subjectOr(error, Words::tr("the server"));
    if (error.detail == ErrorDetail::DecompressionBomb) {
        if (limit.isEmpty())
            return filled(Words::tr("The compressed answer of %1 grows beyond all measure when it is unpacked, and was "
                                    "stopped. Do not trust this server."),
                          {host});
        return filled(Words::tr("The compressed answer of %1 grows beyond %2 when it is unpacked, and was stopped. If "
                                "that is intended, raise max_response_bytes of the client."),
                      {host, limit});
    }
    if (limit.isEmpty())
        return filled(Words::tr("The answer of %1 is larger than allowed. Ask for less, or raise max_response_bytes of "
                                "the client."),
                      {host});
    return filled(Words::tr("The answer of %1 is larger than the %2 allowed. Ask for less, or raise max_response_bytes "
                            "of the client."),
                  {host, limit});
}

QString redirectSentence(const Error &error)
{
    const QString target = subjectOr(error, Words::tr("another address"));
    const QString number = error.count ? count(*error.count) : QString();
    if (error.detail == ErrorDetail::InsecureRedirect)
        return filled(Words::tr("The server redirects from https to %1, which is not encrypted. Allow insecure "
                                "redirects in the client if you trust the way."),
                      {target});
    if (error.detail == ErrorDetail::TooManyRedirects && error.count)
        return filled(Words::tr("The server redirected %2 times, which is more than allowed. Check the address, or "
                                "raise max_redirects of the client."),
                      {target, number});
    if (error.detail == ErrorDetail::TooManyRedirects)
        return Words::tr("The server redirects more often than allowed. Check the address, or raise max_redirects of "
                         "the client.");
    if (error.detail == ErrorDetail::RedirectLoop)
        return filled(Words::tr("The server redirects in a circle, back to an address at %1 that was asked already. "
                                "This is a fault of the server."),
                      {target});
    if (error.detail == ErrorDetail::BadRedirectTarget)
        return filled(Words::tr("The server redirects to %1, which is no usable http address. Its answer tells more."),
                      {target});
    if (error.detail == ErrorDetail::BodyNotReplayable)
        return filled(Words::tr("The server redirects to %1, but the body of the request cannot be sent a second time. "
                                "Send the request to that address."),
                      {target});
    if (error.detail == ErrorDetail::CredentialsInBody)
        return filled(Words::tr("The server redirects to %1, which would carry a credential in the body to another "
                                "server. Send the request to that address if you trust it."),
                      {target});
    return filled(Words::tr("The redirect to %1 was not followed. Send the request to that address if you trust it."),
                  {target});
}

} // namespace fuseboard::wording
