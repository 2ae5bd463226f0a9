// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/upstreamconnection.h"

#include "upstream/abortiveclose.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr qint64 readAhead = 256 * 1024;
constexpr qsizetype writeTogether = 256 * 1024; // answers to pipelined requests go out in one write up to this
constexpr qint64 mostUnsent = 1024 * 1024; // a peer that does not read is not answered further
constexpr qsizetype fillerPiece = 64 * 1024;
constexpr qint64 mostDripped = 1024 * 1024;
constexpr auto drainTime = 500ms;

/// Shared by all answers with filler; QTcpSocket keeps a reference instead of a copy.
const QByteArray &fillerBytes()
{
    static const QByteArray bytes(fillerPiece, 'x');
    return bytes;
}

} // namespace

UpstreamConnection::UpstreamConnection(QTcpSocket *socket, Responder &responder, Scheduler &scheduler,
                                       HttpDateCache &date, QObject *parent)
    : QObject(parent)
    , m_socket(*socket)
    , m_responder(responder)
    , m_scheduler(scheduler)
    , m_date(date)
    , m_quietSince(scheduler.now())
{
    socket->setParent(this);
    socket->setReadBufferSize(readAhead);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &UpstreamConnection::serve);
    connect(socket, &QTcpSocket::bytesWritten, this, &UpstreamConnection::onBytesWritten);
    connect(socket, &QTcpSocket::disconnected, this, &UpstreamConnection::onDisconnected);
}

UpstreamConnection::~UpstreamConnection()
{
    m_socket.disconnect(this);
}

void UpstreamConnection::expire()
{
    if (m_mode == Mode::Reading && !m_parser.isIdle())
        refuse(408);
    else
        m_socket.abort();
}

void UpstreamConnection::greet(const QByteArray &greeting)
{
    m_mode = Mode::Greeted;
    m_socket.write(greeting);
    m_socket.flush();
}

void UpstreamConnection::serve()
{
    if (m_mode == Mode::Greeted && m_socket.bytesAvailable() > 0) {
        m_mode = Mode::Over;
        m_socket.skip(m_socket.bytesAvailable()); // closing over unread bytes would be a reset
        m_socket.disconnectFromHost();
        return;
    }
    if (m_mode == Mode::Draining) {
        m_socket.skip(m_socket.bytesAvailable());
        return;
    }
    if (m_mode != Mode::Reading || m_serving)
        return;
    m_serving = true;
    m_quietSince = m_scheduler.now();
    serveRequests();
    flush();
    m_serving = false;
}

bool UpstreamConnection::readMore()
{
    const QByteArray bytes = m_socket.readAll();
    m_parser.append(bytes);
    return !bytes.isEmpty();
}

void UpstreamConnection::serveRequests()
{
    while (m_mode == Mode::Reading && m_socket.state() == QAbstractSocket::ConnectedState) {
        switch (m_parser.next()) {
        case HttpRequestParser::State::Ready:
            begin(m_responder.answer(m_parser.request()));
            break;
        case HttpRequestParser::State::Failed:
            refuse(m_parser.failureStatus());
            break;
        case HttpRequestParser::State::NeedMore:
            if (m_parser.takeContinue())
                m_out.append("HTTP/1.1 100 Continue\r\n\r\n");
            if (!readMore())
                return;
            break;
        }
    }
}

void UpstreamConnection::begin(UpstreamAnswer answer)
{
    const UpstreamRequest &request = m_parser.request();
    const bool headOnly = request.isHead();
    m_keepAlive = request.keepAlive && answer.after == UpstreamAnswer::After::Keep;
    if (answer.piece > 0 && answer.filler > 0)
        answer.body = QByteArray(static_cast<qsizetype>(std::min(std::exchange(answer.filler, 0), mostDripped)), 'x');
    QByteArray wire = serializeAnswer(answer, m_date.text(m_scheduler.wallNow()), headOnly, m_keepAlive);
    if (headOnly || carriesNoBody(answer.status))
        answer.filler = 0;

    const bool simple = answer.delay <= Duration::zero() && answer.piece == 0 && answer.filler == 0 && m_keepAlive;
    if (simple) {
        m_out.append(wire);
        if (m_out.size() >= writeTogether)
            flush();
        if (m_socket.bytesToWrite() > mostUnsent)
            m_mode = Mode::Streaming;
        return;
    }
    flush();
    m_answer = std::move(answer);
    m_wire = std::move(wire);
    m_sent = headOnly ? m_wire.size() : std::max<qsizetype>(m_wire.size() - m_answer.body.size(), 0);
    m_mode = Mode::Delayed;
    if (m_answer.delay > Duration::zero())
        m_timer = m_scheduler.after(m_answer.delay, [this] { play(); });
    else
        play();
}

void UpstreamConnection::refuse(int status)
{
    UpstreamAnswer answer = UpstreamAnswer::problem(status, "this is not a request that can be answered");
    m_out.append(serializeAnswer(answer, m_date.text(m_scheduler.wallNow()), false, false));
    flush();
    // Closing over unread bytes would turn into a reset that destroys the answer on its way: let the peer close first.
    m_mode = Mode::Draining;
    m_timer = m_scheduler.after(drainTime, [this] { m_socket.abort(); });
}

void UpstreamConnection::play()
{
    m_quietSince = m_scheduler.now();
    if (m_answer.piece > 0) {
        m_mode = Mode::Dripping;
        m_socket.write(m_wire.first(m_sent));
        m_socket.flush();
        drip();
        return;
    }
    m_mode = Mode::Streaming;
    if (!m_wire.isEmpty())
        m_socket.write(m_wire);
    stream();
}

void UpstreamConnection::drip()
{
    m_quietSince = m_scheduler.now();
    if (m_sent >= m_wire.size()) {
        endAnswer();
        return;
    }
    const qsizetype size = std::min(m_answer.piece, m_wire.size() - m_sent);
    m_socket.write(m_wire.sliced(m_sent, size));
    m_socket.flush();
    m_sent += size;
    m_timer = m_scheduler.after(m_answer.pause, [this] { drip(); });
}

void UpstreamConnection::stream()
{
    while (m_answer.filler > 0 && m_socket.bytesToWrite() < fillerPiece * 4) {
        const auto size = static_cast<qsizetype>(std::min<qint64>(m_answer.filler, fillerPiece));
        m_answer.filler -= size;
        m_socket.write(size == fillerPiece ? fillerBytes() : fillerBytes().first(size));
    }
    if (m_answer.filler == 0 && m_socket.bytesToWrite() <= mostUnsent)
        endAnswer();
}

void UpstreamConnection::endAnswer()
{
    m_socket.flush();
    m_timer.cancel();
    m_wire.clear();
    const UpstreamAnswer::After after = std::exchange(m_answer, {}).after;
    if (after == UpstreamAnswer::After::Keep && m_keepAlive) {
        m_mode = Mode::Reading;
        serve();
        return;
    }
    m_mode = Mode::Over;
    if (after == UpstreamAnswer::After::Reset)
        closeByReset(m_socket);
    else if (after != UpstreamAnswer::After::Hang)
        m_socket.disconnectFromHost();
}

void UpstreamConnection::flush()
{
    if (m_out.isEmpty())
        return;
    m_socket.write(std::exchange(m_out, {}));
    m_socket.flush();
}

void UpstreamConnection::onDisconnected()
{
    m_timer.cancel();
    m_mode = Mode::Over;
    Q_EMIT closed();
}

void UpstreamConnection::onBytesWritten()
{
    m_quietSince = m_scheduler.now();
    if (m_mode == Mode::Streaming && !m_serving)
        stream();
}

} // namespace fuseboard
