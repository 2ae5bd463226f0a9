// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "livefixture.h"
#include "support/toxic.h"

#include <optional>

namespace fuseboard {

/// A row of the fault matrix: what a server plays, and what a call must tell of it.
struct Fault
{
    /// For requests: as often as Qt resends it, which depends on how the bytes happen to come; counted all the same.
    static constexpr int any = -1;

    Toxic toxic{};
    std::optional<ErrorKind> kind{}; ///< empty: an answer
    ErrorDetail detail = ErrorDetail::None;
    int status = 0; ///< of the answer, or as far as it is known of a failed one
    QByteArray body{}; ///< of an answer
    int requests = 1; ///< that the server sees of a GET, one retry included; a POST is sent once
    bool atConnection = false; ///< played to the connection, not to a request
    bool crossing = false; ///< the server closes while the next request may be on its way
    Duration timeout = std::chrono::seconds(10);
    qint64 maxBytes = 100'000'000;
    QByteArray method = "GET"; ///< beside POST, which every row is played to as well

    static Fault answer(const Toxic &toxic, const QByteArray &body, int status = 200)
    {
        return {.toxic = toxic, .status = status, .body = body};
    }
    static Fault error(const Toxic &toxic, ErrorKind kind, ErrorDetail detail = ErrorDetail::None, int status = 0)
    {
        return {.toxic = toxic, .kind = kind, .detail = detail, .status = status};
    }
    /// An error of the connection: a GET is tried again.
    static Fault broken(const Toxic &toxic, ErrorDetail detail, int status = 0)
    {
        return error(toxic, ErrorKind::Reset, detail, status).seen(status == 0 ? any : 2);
    }
    static Fault protocol(const Toxic &toxic, ErrorDetail detail, int status = 200)
    {
        return error(toxic, ErrorKind::Protocol, detail, status);
    }

    // The same row with one thing changed.
    [[nodiscard]] Fault seen(int count) const { return with(&Fault::requests, count); }
    [[nodiscard]] Fault within(Duration span) const { return with(&Fault::timeout, span); }
    [[nodiscard]] Fault upTo(qint64 bytes) const { return with(&Fault::maxBytes, bytes); }
    [[nodiscard]] Fault as(const QByteArray &verb) const { return with(&Fault::method, verb); }
    [[nodiscard]] Fault thatCrosses() const { return with(&Fault::crossing, true); }
    [[nodiscard]] Fault toConnections() const { return with(&Fault::atConnection, true); }

    /// Plays it to a whole engine and says what is not as it must be; empty when all is.
    [[nodiscard]] QString play(const QByteArray &verb) const
    {
        LoopbackServer server;
        atConnection ? toxic.playOnConnections(server) : toxic.playOnRequests(server);
        LiveFixture live(server.url());
        live.config.timeout = timeout;
        live.config.maxResponseBytes = maxBytes;
        live.make();
        const CallWatch &watch = live.run(verb, QStringLiteral("/fault"), verb == "POST" ? "x" : "");
        if (QString wrong = judge(watch, server, verb); !wrong.isEmpty())
            return wrong;
        if (!live.cancelIsSeen(server))
            return QStringLiteral("INV6: a call that was given up keeps its connection");
        // What is left on the connection must not become somebody else's answer.
        server.onAccept({});
        server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
            connection.answer(200, {}, "own " + request.target);
        });
        const CallWatch &next = live.run("GET", QStringLiteral("/next"));
        if (!next.response || next.response->response.body != "own /next")
            return QStringLiteral("the next call gets ")
                + (next.error ? QDebug::toString(*next.error) : QString::fromUtf8(next.response->response.body));
        QString unequal;
        const bool balanced = QTest::qWaitFor(
            [&] {
                unequal = live.imbalance({&server}, 0, crossing ? live.client->metrics().resends : 0);
                return unequal.isEmpty();
            },
            1'000);
        if (!balanced)
            return unequal;
        return live.leavesNothing({&server}) ? QString() : QStringLiteral("INV5: something is left");
    }

private:
    template<typename Member, typename Value>
    [[nodiscard]] Fault with(Member Fault::*member, const Value &value) const
    {
        Fault copy = *this;
        copy.*member = value;
        return copy;
    }
    [[nodiscard]] bool isAsExpected(const std::optional<Error> &error, const QByteArray &verb) const
    {
        if (!kind || !error)
            return !kind && !error;
        // Whether Qt wanted to send it once more depends on how the bytes came.
        const bool prevented = verb == "POST" && detail == ErrorDetail::ClosedBeforeAnswer
            && error->detail == ErrorDetail::ResendPrevented;
        return error->kind == *kind && (error->detail == detail || prevented);
    }
    [[nodiscard]] QString judge(const CallWatch &watch, const LoopbackServer &server, const QByteArray &verb) const
    {
        if (watch.finishedCount != 1)
            return QStringLiteral("INV3: ended %1 times").arg(watch.finishedCount);
        const QString told = watch.error ? QDebug::toString(*watch.error)
                                         : QString::fromUtf8(watch.response->response.body.left(100));
        if (!isAsExpected(watch.error, verb))
            return QStringLiteral("told: ") + told;
        const int toldStatus = watch.error ? watch.error->httpStatus : watch.response->response.status;
        if (toldStatus != status)
            return QStringLiteral("status %1 of %2").arg(toldStatus).arg(told);
        if (!kind && watch.response->response.body != body)
            return QStringLiteral("body: ") + told;
        const int expected = verb == "POST" ? 1 : requests;
        const bool asExpected = expected == any
            ? server.requestCount() > 1
            : QTest::qWaitFor([&] { return server.requestCount() == expected; }, 1'000);
        return asExpected ? QString() : QStringLiteral("%1 requests, of %2").arg(server.requestCount()).arg(told);
    }
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::Fault)
Q_DECLARE_METATYPE(fuseboard::Request)
Q_DECLARE_METATYPE(fuseboard::Toxic)
