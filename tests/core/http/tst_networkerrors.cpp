// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networkerrors.h"

#include <QMetaEnum>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Reply = QNetworkReply;
using Code = QNetworkReply::NetworkError;
using Kind = ErrorKind;
using Detail = ErrorDetail;

namespace {

/// What a code means before there is an answer, by how far the request has come.
struct Meaning
{
    Error unsent; ///< no connection, or a plain one over which nothing has gone
    Error noHandshake; ///< https, and its handshake has not ended
    Error encrypted; ///< https, the handshake has ended, and nothing has gone
    Error sent; ///< at least once
};

Meaning always(Kind kind, Detail detail = Detail::None)
{
    const Error error(kind, detail);
    return {error, error, error, error};
}

/// "No route" is for this machine to answer for, a connection that breaks is not (B22).
Meaning unreachableOrBroken()
{
    const Error unreachable(Kind::Refused, Detail::HostUnreachable);
    const Error broken(Kind::Reset, Detail::ClosedBeforeAnswer);
    return {unreachable, unreachable, broken, broken};
}

std::optional<Meaning> meaningOf(Code code)
{
    const Error broken(Kind::Reset, Detail::ClosedBeforeAnswer);
    const Error late(Kind::ConnectTimeout);
    switch (code) {
    case Reply::NoError:
        return std::nullopt;
    case Reply::HostNotFoundError:
        return always(Kind::Dns);
    case Reply::ConnectionRefusedError:
        return always(Kind::Refused);
    case Reply::UnknownNetworkError:
    case Reply::TemporaryNetworkFailureError:
    case Reply::NetworkSessionFailedError:
        return unreachableOrBroken();
    case Reply::RemoteHostClosedError:
        return Meaning{broken, Error(Kind::Tls, Detail::HandshakeFailed), broken, broken};
    case Reply::TimeoutError:
        return Meaning{late, late, late, broken};
    case Reply::SslHandshakeFailedError:
        return always(Kind::Tls, Detail::HandshakeFailed);
    case Reply::ContentReSendError:
        return always(Kind::Reset, Detail::ResendPrevented);
    case Reply::ProxyConnectionRefusedError:
    case Reply::ProxyConnectionClosedError:
    case Reply::ProxyTimeoutError:
    case Reply::UnknownProxyError:
        return always(Kind::Refused, Detail::ProxyFailed);
    case Reply::ProxyNotFoundError:
        return always(Kind::Refused, Detail::ProxyNotFound);
    case Reply::ProxyAuthenticationRequiredError:
        return always(Kind::AuthFailed, Detail::ProxyCredentialsRejected);
    default: // what Qt says of statuses, and what it says of what it is never asked for
        return always(Kind::Protocol, Detail::NotHttp);
    }
}

} // namespace

class TestNetworkErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D8_B22_beforeAnAnswer_data();
    void D8_B22_beforeAnAnswer();
    void D8_B22_throughAProxy_data();
    void D8_B22_throughAProxy();
    void D8_withinAnAnswer_data();
    void D8_withinAnAnswer();
    void D8_everyStatusIsAnAnswer_data();
    void D8_everyStatusIsAnAnswer();
    void D8_whatIsNoWholeAnswer_data();
    void D8_whatIsNoWholeAnswer();
    void S04_certificatesHaveTheirReason();
    void D7_whatHappensBeforeSending();
    void aSilentClose();
    void banners_data();
    void banners();
    void hostsAndPorts_data();
    void hostsAndPorts();
};

void TestNetworkErrors::D8_B22_beforeAnAnswer_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<int>("sendings");
    QTest::addColumn<bool>("https");
    QTest::addColumn<bool>("encrypted");
    QTest::addColumn<std::optional<Error>>("expected");
    const auto codes = QMetaEnum::fromType<Code>(); // whatever this Qt has
    QVERIFY(codes.keyCount() > 30);
    for (int i = 0; i < codes.keyCount(); ++i) {
        const auto code = static_cast<Code>(codes.value(i));
        const auto row = [&](const char *state, int sendings, bool https, bool encrypted, const Error &error) {
            const auto expected = code == Reply::NoError ? std::nullopt : std::optional(error);
            const char *id = expected && expected->detail == Detail::HostUnreachable ? "B22" : "D8";
            QTest::addRow("%s %s %s", id, codes.key(i), state) << code << sendings << https << encrypted << expected;
        };
        const Meaning meaning = meaningOf(code).value_or(Meaning());
        row("plain, not sent", 0, false, false, meaning.unsent);
        row("https, no handshake", 0, true, false, meaning.noHandshake);
        row("https, not sent", 0, true, true, meaning.encrypted);
        row("plain, sent", 1, false, false, meaning.sent);
        row("https, sent on a connection that stood", 1, true, false, meaning.sent);
        row("https, sent on a new connection", 1, true, true, meaning.sent);
        row("plain, sent four times", 4, false, false, meaning.sent);
    }
}

void TestNetworkErrors::D8_B22_beforeAnAnswer()
{
    QFETCH(Code, code);
    QFETCH(int, sendings);
    QFETCH(bool, https);
    QFETCH(bool, encrypted);
    QFETCH(std::optional<Error>, expected);
    const ReplyFacts facts{.code = code, .sendings = sendings, .https = https, .encrypted = encrypted};
    QCOMPARE(errorOfReply(facts), expected);
}

void TestNetworkErrors::D8_B22_throughAProxy_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<bool>("ofTheProxy");
    const auto codes = QMetaEnum::fromType<Code>();
    const QList<Code> ofTheProxy{Reply::HostNotFoundError, Reply::ConnectionRefusedError, Reply::UnknownNetworkError,
                                 Reply::TemporaryNetworkFailureError, Reply::NetworkSessionFailedError};
    for (int i = 0; i < codes.keyCount(); ++i) {
        const auto code = static_cast<Code>(codes.value(i));
        QTest::addRow("D8 %s", codes.key(i)) << code << ofTheProxy.contains(code);
    }
}

void TestNetworkErrors::D8_B22_throughAProxy()
{
    QFETCH(Code, code);
    QFETCH(bool, ofTheProxy);
    const auto isTheSame = [](ReplyFacts facts) {
        facts.proxied = false;
        const auto direct = errorOfReply(facts);
        facts.proxied = true;
        return errorOfReply(facts) == direct;
    };
    for (const bool https : {false, true}) {
        const ReplyFacts unsent{.code = code, .https = https, .proxied = true};
        if (ofTheProxy) { // it is the one that is looked for: nothing is known of the server
            const bool isFound = code == Reply::ConnectionRefusedError
                || (https && code != Reply::HostNotFoundError); // or may be
            const auto detail = isFound ? Detail::ProxyFailed : Detail::ProxyNotFound;
            QCOMPARE(errorOfReply(unsent), std::optional(Error(Kind::Refused, detail)));
            const ReplyFacts socks{.code = code, .https = https, .proxied = true, .socks = true};
            QCOMPARE(errorOfReply(socks), std::optional(Error(Kind::Refused, Detail::ProxyFailed)));
        } else {
            QVERIFY(isTheSame(unsent));
        }
        QVERIFY(isTheSame({.code = code, .sendings = 1, .https = https}));
        QVERIFY(isTheSame({.code = code, .https = true, .encrypted = true}));
    }
}

void TestNetworkErrors::D8_withinAnAnswer_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<Error>("expected");
    const Error cut(Kind::Reset, Detail::ClosedInBody);
    QTest::newRow("D8 closed") << Reply::RemoteHostClosedError << cut;
    QTest::newRow("D8 broken") << Reply::UnknownNetworkError << cut;
    QTest::newRow("D8 the interface went down") << Reply::TemporaryNetworkFailureError << cut;
    QTest::newRow("D8 the session ended") << Reply::NetworkSessionFailedError << cut;
    QTest::newRow("D8 nothing came any more") << Reply::TimeoutError << cut;
    QTest::newRow("S06 a chunk is missing") << Reply::ProtocolFailure << Error(Kind::Protocol, Detail::TruncatedBody);
    QTest::newRow("D8 could not be packed out") << Reply::UnknownContentError << Error(Kind::Protocol, Detail::NotHttp);
}

void TestNetworkErrors::D8_withinAnAnswer()
{
    QFETCH(Code, code);
    QFETCH(Error, expected);
    for (const bool https : {false, true}) {
        for (const bool encrypted : {false, https}) {
            const ReplyFacts facts{.code = code, .status = 200, .sendings = 1, .https = https, .encrypted = encrypted};
            QCOMPARE(errorOfReply(facts), std::optional(expected));
        }
    }
}

void TestNetworkErrors::D8_everyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Code>("code");
    const auto row = [](int status, Code code) { QTest::addRow("D8 %d by %d", status, code) << status << code; };
    for (const int status : {100, 200, 204, 206, 301, 302, 303, 304, 307, 308, 399})
        row(status, Reply::NoError);
    row(307, Reply::ContentReSendError); // Qt rewinds the body although nobody lets it follow
    row(308, Reply::ContentReSendError);
    row(400, Reply::ProtocolInvalidOperationError);
    row(418, Reply::ProtocolInvalidOperationError);
    row(401, Reply::AuthenticationRequiredError);
    row(403, Reply::ContentAccessDenied);
    row(403, Reply::ContentOperationNotPermittedError);
    row(405, Reply::ContentAccessDenied);
    row(405, Reply::ContentOperationNotPermittedError);
    row(404, Reply::ContentNotFoundError);
    row(407, Reply::ProxyAuthenticationRequiredError);
    row(409, Reply::ContentConflictError);
    row(410, Reply::ContentGoneError);
    for (const int status : {402, 406, 408, 411, 413, 415, 422, 428, 429, 431, 451, 499})
        row(status, Reply::UnknownContentError);
    row(500, Reply::InternalServerError);
    row(501, Reply::OperationNotImplementedError);
    row(503, Reply::ServiceUnavailableError);
    for (const int status : {502, 504, 505, 511, 599})
        row(status, Reply::UnknownServerError);
}

void TestNetworkErrors::D8_everyStatusIsAnAnswer()
{
    QFETCH(int, status);
    QFETCH(Code, code);
    for (const bool https : {false, true}) {
        const ReplyFacts facts{.code = code, .status = status, .sendings = 1, .https = https, .encrypted = https};
        QCOMPARE(errorOfReply(facts), std::optional<Error>());
    }
}

void TestNetworkErrors::D8_whatIsNoWholeAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Code>("code");
    QTest::addColumn<Error>("expected");
    const Error prevented(Kind::Reset, Detail::ResendPrevented);
    const Error cut(Kind::Reset, Detail::ClosedInBody);
    for (const int status : {200, 301, 302, 303, 404, 503})
        QTest::addRow("D8 %d sent again", status) << status << Reply::ContentReSendError << prevented;
    for (const int status : {200, 307, 404, 407, 429, 503})
        QTest::addRow("D8 %d cut off", status) << status << Reply::RemoteHostClosedError << cut;
    const Error odd(Kind::Protocol, Detail::NotHttp);
    QTest::newRow("D8 200 with the word of 404") << 200 << Reply::ContentNotFoundError << odd;
    QTest::newRow("D8 404 with the word of 500") << 404 << Reply::InternalServerError << odd;
    QTest::newRow("D8 404 with the word of 405") << 404 << Reply::ContentOperationNotPermittedError << odd;
    QTest::newRow("D8 407 of another") << 200 << Reply::ProxyAuthenticationRequiredError
                                       << Error(Kind::AuthFailed, Detail::ProxyCredentialsRejected);
}

void TestNetworkErrors::D8_whatIsNoWholeAnswer()
{
    QFETCH(int, status);
    QFETCH(Code, code);
    QFETCH(Error, expected);
    QCOMPARE(errorOfReply({.code = code, .status = status, .sendings = 1}), std::optional(expected));
}

void TestNetworkErrors::S04_certificatesHaveTheirReason()
{
    for (const Detail detail : {Detail::CertificateExpired, Detail::CertificateHostMismatch, Detail::TlsUnavailable}) {
        ReplyFacts facts{.code = Reply::SslHandshakeFailedError, .https = true, .tlsDetail = detail};
        QCOMPARE(errorOfReply(facts), std::optional(Error(Kind::Tls, detail)));
        // What the certificate lacked was accepted, and something else happened.
        facts.code = Reply::ConnectionRefusedError;
        QCOMPARE(errorOfReply(facts), std::optional(Error(Kind::Refused)));
    }
}

void TestNetworkErrors::D7_whatHappensBeforeSending()
{
    for (const Kind kind : {Kind::Dns, Kind::Refused, Kind::ConnectTimeout, Kind::Tls, Kind::Storage})
        QVERIFY2(happensBeforeSending(kind), errorKindName(kind).data());
    for (const Kind kind : {Kind::AttemptTimeout, Kind::TotalTimeout, Kind::Reset, Kind::Protocol, Kind::TooLarge,
                            Kind::HttpStatus, Kind::RedirectBlocked})
        QVERIFY2(!happensBeforeSending(kind), errorKindName(kind).data());
}

void TestNetworkErrors::aSilentClose()
{
    QVERIFY(isSilentClose(Error(Kind::Reset, Detail::ClosedBeforeAnswer)));
    QVERIFY(isSilentClose(Error(Kind::Reset, Detail::ResendPrevented)));
    QVERIFY(!isSilentClose(Error(Kind::Reset, Detail::ClosedInBody)));
    QVERIFY(!isSilentClose(Error(Kind::Reset)));
    QVERIFY(!isSilentClose(Error(Kind::Refused, Detail::HostUnreachable)));
}

void TestNetworkErrors::banners_data()
{
    QTest::addColumn<QByteArray>("banner");
    QTest::addColumn<QString>("value");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH\r\n") << u"SSH-2.0-OpenSSH"_s;
    QTest::newRow("long") << QByteArray(500, 'x') << QString(80, u'x');
    QTest::newRow("lines") << QByteArray("220 a\r\n 220\tb\n") << u"220 a 220 b"_s;
    QTest::newRow("bytes") << QByteArray("\xff\xfe") << u"\u00ff\u00fe"_s;
}

void TestNetworkErrors::banners()
{
    QFETCH(QByteArray, banner);
    QFETCH(QString, value);
    Error error(Kind::Reset, Detail::ResendPrevented, u"h:80"_s);
    QCOMPARE(withBanner(error, {}), error);
    const Error told = withBanner(error, banner);
    error.kind = Kind::Protocol;
    error.detail = Detail::NotHttp;
    error.value = value;
    QCOMPARE(told, error);
}

void TestNetworkErrors::hostsAndPorts_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("https") << u"https://api.example/x?y"_s << u"api.example:443"_s;
    QTest::newRow("http") << u"http://api.example"_s << u"api.example:80"_s;
    QTest::newRow("port") << u"https://api.example:8443/"_s << u"api.example:8443"_s;
    QTest::newRow("IPv6") << u"http://[::1]:8080/"_s << u"[::1]:8080"_s;
    QTest::newRow("IPv6 without port") << u"https://[::1]/"_s << u"[::1]:443"_s;
}

void TestNetworkErrors::hostsAndPorts()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(hostAndPort(QUrl(url)), shown);
}

QTEST_GUILESS_MAIN(TestNetworkErrors)
#include "tst_networkerrors.moc"
