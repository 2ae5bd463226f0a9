// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networkexchange.h"

#include "http/lanepool.h"
#include "http/networkerrors.h"
#include "http/replystarter.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// How much of an endless body Qt may hold while we are busy with something else.
constexpr qint64 openEndedReadBuffer = 1 << 20;
// Of what goes first: whoever keeps others from asking meanwhile must not do so for ever.
constexpr Duration longestInFront = std::chrono::seconds(60);

} // namespace

NetworkExchange::NetworkExchange(std::shared_ptr<LanePool> pool, Request request, const Limits &limits)
    : m_pool(std::move(pool))
    , m_scheduler(m_pool->scheduler())
    , m_request(std::move(request))
    , m_limits(limits.consistent())
    , m_clock(m_scheduler.now())
    , m_reader(limits.maxResponseBytes, m_request, limits.bodyTarget)
    , m_https(m_request.url.scheme() == "https"_L1)
{
}

NetworkExchange::~NetworkExchange()
{
    cancel();
}

void NetworkExchange::begin()
{
    if (auto error = fault())
        return failLater(std::move(*error));
    m_attemptDeadline = deadline(ErrorKind::AttemptTimeout, goesFirst() ? longestInFront : m_limits.attemptTimeout);
    m_origin = m_pool->origin(m_request.url);
    m_peer = m_pool->tls().peer(m_request.url);
    m_pool->enter(*this, m_origin);
    if (!m_slot.isHeld())
        m_clock.queued();
}

bool NetworkExchange::wantsToLeave()
{
    const auto departure = std::exchange(m_limits.departure, {});
    if (!departure)
        return true;
    const QPointer self(this);
    auto request = departure();
    if (!self || m_over)
        return false;
    if (request) {
        m_request = std::move(*request);
        m_reader.expectAnswerTo(m_request);
    } else {
        cancel();
    }
    return request.has_value();
}

std::optional<Error> NetworkExchange::fault() const
{
    const auto check = checkRequest(m_request);
    return check ? m_pool->fault(m_https) : check.error();
}

void NetworkExchange::start(LaneSlot slot)
{
    m_slot = std::move(slot);
    m_clock.leftQueue(m_scheduler.now());
    if (goesFirst())
        m_attemptDeadline = deadline(ErrorKind::AttemptTimeout, m_limits.attemptTimeout);
    auto error = fault(); // it may be another request than the one that began to wait
    if (!error && m_https && m_pool->tls().knowsHome() && m_pool->tls().isHome(m_request.url) != m_peer.isHome)
        error = Error(ErrorKind::Cancelled, ErrorDetail::ClientMoved); // its connection would be left to strangers
    if (!error)
        error = m_reader.openFile();
    if (error)
        return failLater(std::move(*error));
    m_unannounced = isSentOnce(m_request) && m_request.body.isEmpty();
    m_connectDeadline = deadline(ErrorKind::ConnectTimeout, m_limits.connectTimeout);
    m_unannounced ? connectFirst() : sendRequest();
}

void NetworkExchange::connectFirst()
{
    // Without a sign of the sending there is no sign of the connection either, and a slow answer must not be taken for
    // a slow connection: so the connection is made by itself, or found to stand, and then used.
    m_connectingFirst = true;
    m_reply = startConnecting(m_slot.manager(), m_slot.requestTemplate(m_request.url, m_peer.isHome), m_request.url);
    watch();
}

void NetworkExchange::sendRequest()
{
    m_checked = false; // it may be another connection than the one that was made first
    const auto reply = startReply(m_slot.manager(), m_slot.requestTemplate(m_request.url, m_peer.isHome), m_request);
    if (!reply)
        return failLater(reply.error());
    m_reply = *reply;
    watch();
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &NetworkExchange::onHead);
    if (!m_request.body.isEmpty()) { // Qt tells the sending with the first piece of it
        connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { m_clock.uploaded(m_scheduler.now()); });
    }
}

void NetworkExchange::watch()
{
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, &NetworkExchange::onConnecting);
    connect(m_reply, &QNetworkReply::requestSent, this, &NetworkExchange::onSent);
    connect(m_reply, &QNetworkReply::finished, this, &NetworkExchange::onReplyFinished);
    if (!m_https)
        return;
    connect(m_reply, &QNetworkReply::encrypted, this, &NetworkExchange::onEncrypted);
    connect(m_reply, &QNetworkReply::sslErrors, this, &NetworkExchange::onTlsErrors);
}

void NetworkExchange::onConnecting()
{
    const LanePool::Callback callback(m_pool);
    if (m_connectingSeen)
        return;
    m_connectingSeen = true;
    const MonotonicTime now = m_scheduler.now();
    m_clock.connecting(now, m_slot.departures());
    Q_EMIT progressed(Phase::Connect, now);
}

void NetworkExchange::onEncrypted()
{
    const LanePool::Callback callback(m_pool);
    m_encrypted = true;
    m_clock.encrypted(m_scheduler.now());
    m_connectDeadline.cancel();
    (void)checkCertificate();
}

bool NetworkExchange::checkCertificate()
{
    const auto objection = m_pool->objection(m_reply->sslConfiguration().peerCertificate(), m_peer);
    m_checked = objection == ErrorDetail::None;
    if (m_checked)
        return true;
    // While the handshake ends Qt waits for this slot, and sends right after it: the reply goes too late.
    disconnect(m_reply, nullptr, this, nullptr);
    m_slot.discardConnections();
    m_reply->abort();
    fail(Error(ErrorKind::Tls, objection));
    return false;
}

void NetworkExchange::onTlsErrors(const QList<QSslError> &errors)
{
    const LanePool::Callback callback(m_pool);
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    m_tlsDetail = m_pool->tls().detailOf(errors, certificate, m_peer);
    if (m_pool->tls().accepts(errors, certificate, m_peer))
        m_reply->ignoreSslErrors(errors);
}

void NetworkExchange::onSent()
{
    const LanePool::Callback callback(m_pool);
    const MonotonicTime now = m_scheduler.now();
    ++m_sendings;
    m_connectDeadline.cancel();
    m_clock.sent(now, m_slot.departures(), m_https);
    Q_EMIT progressed(Phase::FirstByte, now);
}

void NetworkExchange::onHead()
{
    const LanePool::Callback callback(m_pool);
    m_connectDeadline.cancel();
    m_answered = true;
    // Of a connection that Qt made for another request, which then went elsewhere, nobody has been told.
    if (m_https && !m_checked && !checkCertificate())
        return;
    const MonotonicTime now = m_scheduler.now();
    m_clock.head(now);
    if (auto error = m_reader.readHead(*m_reply)) {
        // What follows an interim answer is still on its way and would be taken for the next one.
        if (error->kind == ErrorKind::Protocol)
            m_slot.discardConnections();
        error->httpStatus = m_reader.status();
        fail(std::move(*error));
        return;
    }
    if (m_reader.hasOpenEnd()) {
        m_reply->setReadBufferSize(openEndedReadBuffer);
        connect(m_reply, &QNetworkReply::readyRead, this, &NetworkExchange::onBody);
    }
    Q_EMIT progressed(Phase::Download, now);
}

void NetworkExchange::onBody()
{
    const LanePool::Callback callback(m_pool);
    auto error = m_reader.readBody(*m_reply);
    if (!error)
        return;
    error->httpStatus = m_reader.status();
    fail(std::move(*error));
}

void NetworkExchange::onReplyFinished()
{
    const LanePool::Callback callback(m_pool);
    if (m_connectingFirst && m_reply->error() == QNetworkReply::NoError) {
        m_connectingFirst = false;
        dropReply();
        sendRequest();
        if (m_reply)
            onSent();
        return;
    }
    m_clock.finished(m_scheduler.now());
    std::optional<Error> error = m_reader.hasHead() ? m_reader.readBody(*m_reply) : std::nullopt;
    if (!error) {
        error = errorOfReply({.code = m_reply->error(),
                              .status = m_reader.status(),
                              .sendings = m_sendings,
                              .https = m_https,
                              .encrypted = m_encrypted,
                              .tlsDetail = m_tlsDetail,
                              .proxied = !m_pool->proxy().isEmpty(),
                              .socks = m_pool->isProxySocks()});
    }
    if (!error)
        error = m_reader.checkEnd();
    if (error && uploadFellShort(*m_reply))
        error = Error(ErrorKind::Storage, ErrorDetail::ReadFailed, u"body"_s);
    if (error) {
        error->httpStatus = m_reader.status();
        fail(std::move(*error));
        return;
    }
    Response response = m_reader.takeResponse();
    response.phases = phases();
    end(std::move(response));
}

} // namespace fuseboard
