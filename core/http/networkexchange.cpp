// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networkexchange.h"

#include "http/lanepool.h"
#include "http/networkerrors.h"
#include "http/replystarter.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// How much of an endless body Qt may hold while we are busy with something else.
constexpr qint64 openEndedReadBuffer = 1 << 20;

} // namespace

NetworkExchange::NetworkExchange(std::shared_ptr<LanePool> pool, Request request, const Limits &limits)
    : m_pool(std::move(pool))
    , m_scheduler(m_pool->scheduler())
    , m_request(std::move(request))
    , m_limits(limits.consistent())
    , m_clock(m_scheduler.now())
    , m_reader(limits.maxResponseBytes, m_request, limits.bodyTarget)
    , m_https(m_request.url.scheme() == "https"_L1)
    , m_unannounced(isSentOnce(m_request) && m_request.body.isEmpty())
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
    m_attemptDeadline = deadline(ErrorKind::AttemptTimeout, m_limits.attemptTimeout);
    m_origin = m_pool->origin(m_request.url);
    m_pool->enter(*this, m_origin);
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
    if (auto error = m_reader.openFile())
        return failLater(std::move(*error));
    m_connectDeadline = deadline(ErrorKind::ConnectTimeout, m_limits.connectTimeout);
    m_unannounced ? connectFirst() : sendRequest();
}

void NetworkExchange::connectFirst()
{
    // Without a sign of the sending there is no sign of the connection either, and a slow answer must not be taken for
    // a slow connection: so the connection is made by itself, or found to stand, and then used.
    m_connectingFirst = true;
    m_reply = startConnecting(m_slot.manager(), m_slot.requestTemplate(m_request.url), m_request.url);
    watch();
}

void NetworkExchange::sendRequest()
{
    const auto reply = startReply(m_slot.manager(), m_slot.requestTemplate(m_request.url), m_request);
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
    const auto fault = m_pool->tls().objection(m_reply->sslConfiguration().peerCertificate(), m_request.url);
    if (fault == ErrorDetail::None)
        return;
    // Nothing has been written yet, for Qt waits for this slot, and sends right after it: the reply goes too late.
    disconnect(m_reply, nullptr, this, nullptr);
    m_slot.discardConnections();
    m_reply->abort();
    fail(Error(ErrorKind::Tls, fault));
}

void NetworkExchange::onTlsErrors(const QList<QSslError> &errors)
{
    const LanePool::Callback callback(m_pool);
    m_tlsDetail = TlsPolicy::detailOf(errors);
    if (m_pool->tls().accepts(errors, m_reply->sslConfiguration().peerCertificate(), m_request.url))
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
                              .proxied = !m_pool->proxy().isEmpty()});
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
    response.phases = m_clock.phases();
    end(std::move(response));
}

TimerHandle NetworkExchange::deadline(ErrorKind kind, Duration limit)
{
    const MonotonicTime due = m_scheduler.now() + limit;
    return m_scheduler.after(limit, [this, kind, limit, due] {
        Error error(kind);
        error.limit = limit;
        error.httpStatus = m_reader.status();
        if (m_scheduler.now() - due >= sleptLateness)
            error.detail = ErrorDetail::EndedAsleep;
        else if (!m_slot.isHeld())
            error.detail = ErrorDetail::NoConnectionFree;
        fail(std::move(error));
    });
}

void NetworkExchange::fail(Error error)
{
    if (error.subject.isEmpty())
        error.subject = error.kind == ErrorKind::Dns ? m_request.url.host() : hostAndPort(m_request.url);
    if (error.detail == ErrorDetail::ProxyFailed)
        error.value = m_pool->proxy();
    if (m_unannounced && !m_reader.hasHead() && happensBeforeSending(error.kind))
        m_sendings = 0; // another exchange had taken the connection, and a new one failed
    if (isSilentClose(error) && !m_https && m_pool->mayProbe(m_origin))
        listenForBanner(std::move(error));
    else
        end(std::move(error));
}

void NetworkExchange::listenForBanner(Error error)
{
    closeReply();
    m_pool->keptSilent(m_origin); // one listens, and in the place of its request: the slot is kept meanwhile
    const QUrl &url = m_request.url;
    m_probe = std::make_unique<BannerProbe>(url.host(), static_cast<quint16>(url.port(80)), m_scheduler,
                                            [this, error = std::move(error)](const QByteArray &banner) mutable {
                                                m_heardNothing = banner.isEmpty();
                                                end(withBanner(std::move(error), banner));
                                            });
}

void NetworkExchange::end(const Result<Response> &result)
{
    if (m_over)
        return;
    // A slot may destroy this object and what result refers to.
    const Result<Response> kept = result; // NOLINT(performance-unnecessary-copy-initialization): see above
    m_failed = !kept;
    drop();
    Q_EMIT finished(kept);
}

void NetworkExchange::drop()
{
    m_over = true;
    m_reader.dropFile();
    closeReply();
    if (m_probe && !m_heardNothing)
        m_pool->mayHaveSpoken(m_origin);
    m_probe.reset();
    m_slot.release();
}

void NetworkExchange::dropReply()
{
    // Going is enough to close its connection. abort() would tell finished() at once, and have Qt complain about a
    // second error when its own is already on the way.
    disconnect(m_reply, nullptr, this, nullptr);
    m_pool->isInCallback() ? m_reply->deleteLater() : delete m_reply;
    m_reply = nullptr;
}

void NetworkExchange::closeReply()
{
    m_attemptDeadline.cancel();
    m_connectDeadline.cancel();
    if (m_reply)
        dropReply();
    else
        m_pool->leave(*this, m_origin);
}

} // namespace fuseboard
