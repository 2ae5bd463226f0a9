// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers that a NetworkTransport reads from a socket. Input: a line with the method, what becomes of the connection
// (close, reset, or first: the server speaks before it is asked, and closes), the size of the pieces, "raw" if the body
// is not to be decoded, and perhaps a path; then the bytes that a server on loopback plays, as often as it is asked.

#include "client/urljoin.h"
#include "fuzzing.h"
#include "hastyscheduler.h"
#include "http/networktransport.h"
#include "support/loopbackserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostBytes = 100'000;
constexpr int mostPieces = 32;
constexpr Duration realPatience = 10s; // for what takes a few milliseconds

struct Script
{
    QByteArray method;
    QByteArray ending;
    qsizetype piece = 1;
    bool raw = false;
    QUrl path;
    QByteArray answer;

    explicit Script(const QByteArray &input)
        : answer(input)
    {
        const QByteArrayList words = takeLine(answer).split(' ');
        const QByteArrayList methods{"GET", "HEAD", "POST", "DELETE"};
        method = methods.contains(words.value(0)) ? words.value(0) : "GET";
        ending = words.value(1);
        piece = std::max<qsizetype>(numberIn(words.value(2), 1, mostBytes), answer.size() / mostPieces);
        raw = words.value(3) == "raw";
        path = QUrl(QString::fromUtf8(words.value(4)), QUrl::StrictMode);
    }
};

void play(LoopbackConnection &connection, const Script &script, qsizetype at)
{
    connection.write(script.answer.mid(at, script.piece));
    connection.socket().flush();
    const qsizetype next = at + script.piece;
    if (next < script.answer.size())
        QTimer::singleShot(0, &connection, [&connection, script, next] { play(connection, script, next); });
    else if (script.ending == "reset")
        connection.reset();
    else
        connection.close();
}

/// Sockets, and what threads with event loops hold; the fuzzer and its symbolizer have files and pipes of their own.
qsizetype openEnds()
{
    const QDir folder(QStringLiteral("/proc/self/fd"));
    const QFileInfoList files = folder.entryInfoList(QDir::System | QDir::Files);
    return std::count_if(files.begin(), files.end(), [](const QFileInfo &file) {
        const QString target = file.symLinkTarget();
        return target.contains(u"socket:") || target.contains(u"anon_inode:");
    });
}

/// What is deleted later is deleted now.
void settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void checkPhases(const Phases &phases)
{
    for (const auto &phase : {phases.queued, phases.connect, phases.tls, phases.firstByte, phases.download})
        FUZZ_PROMISE(!phase || *phase >= Duration::zero());
}

void checkBody(const Response &response, const Script &script)
{
    FUZZ_PROMISE(response.body.size() <= mostBytes);
    if (script.method == "HEAD" || response.status == 204 || response.status == 304) {
        FUZZ_PROMISE(response.body.isEmpty());
        return;
    }
    if (response.headers.contains("Content-Encoding") && !script.raw)
        return;
    FUZZ_PROMISE(response.headers.contains("Transfer-Encoding") || script.answer.contains(response.body));
    // A body that was cut is no answer (S06).
    if (const auto length = response.headers.value("Content-Length"))
        FUZZ_PROMISE(response.body.size() == length->split(',').constFirst().trimmed().toLongLong());
}

void checkResponse(const Response &response, const Script &script, const QUrl &url)
{
    FUZZ_PROMISE(response.status >= 200 && response.status <= 599);
    FUZZ_PROMISE(!response.headers.isEmpty());
    FUZZ_PROMISE(response.url == url);
    FUZZ_PROMISE(response.wireBytes >= -1);
    for (const auto &[name, value] : response.headers.fields())
        FUZZ_PROMISE(!name.contains('\n') && !value.contains('\n'));
    checkPhases(response.phases);
    checkBody(response, script);
}

void checkError(const Error &error)
{
    // Not a deadline: the peer has closed, and everything that waits for it has to notice.
    FUZZ_PROMISE(error.kind == ErrorKind::Reset || error.kind == ErrorKind::Protocol
                 || error.kind == ErrorKind::TooLarge);
    FUZZ_PROMISE(error.httpStatus >= 0);
    FUZZ_PROMISE(error.value.size() <= 80);
}

Request requestOf(const Script &script, const QUrl &base)
{
    Request request{.method = script.method, .url = base};
    if (const auto url = joinUrl(base, script.path); url && checkRequest(Request{.url = *url}))
        request.url = *url;
    if (script.method == "POST")
        request.body = QByteArray("body");
    if (script.raw)
        request.headers.append("Accept-Encoding", "gzip");
    return request;
}

/// What is shown is what went over the wire (A4).
void checkTarget(const LoopbackServer &server, const QUrl &url)
{
    const QUrl shown = url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    for (const ReceivedRequest &request : server.requests())
        FUZZ_PROMISE(request.target == shown.toEncoded());
}

/// What was sent is what came, and what must not be repeated came once (R14).
void checkSendings(const LoopbackServer &server, const Script &script, const Exchange &exchange)
{
    FUZZ_PROMISE(exchange.sendings() >= server.requestCount());
    FUZZ_PROMISE(isIdempotent(script.method) || exchange.sendings() <= 1);
    checkPhases(exchange.phases());
}

void checkExchange(const Script &script)
{
    HastyScheduler scheduler;
    LoopbackServer server;
    const bool speaksFirst = script.ending == "first";
    const auto answer = [&script](LoopbackConnection &connection) { play(connection, script, 0); };
    server.onAccept([=](LoopbackConnection &connection) {
        if (speaksFirst)
            answer(connection);
    });
    server.onRequest([=](LoopbackConnection &connection, const ReceivedRequest &) {
        if (!speaksFirst)
            answer(connection);
    });
    auto transport = std::make_unique<NetworkTransport>(NetworkOptions{}, scheduler);
    const Request request = requestOf(script, server.url());
    const auto exchange = transport->send(
        request, {realPatience * HastyScheduler::haste, realPatience * HastyScheduler::haste, mostBytes});
    int ends = 0;
    QEventLoop loop;
    QObject::connect(exchange.get(), &Exchange::finished, &loop, [&](const Result<Response> &result) {
        ++ends;
        loop.quit();
        if (result)
            checkResponse(*result, script, request.url);
        else
            checkError(result.error());
        FUZZ_PROMISE(!result || !exchange->partialAnswer());
        FUZZ_PROMISE(!exchange->partialAnswer() || exchange->partialAnswer()->body.isEmpty());
    });
    FUZZ_PROMISE(ends == 0); // never from inside send()
    loop.exec();
    checkSendings(server, script, *exchange);
    checkTarget(server, request.url);
    transport.reset();
    settle();
    QCoreApplication::processEvents();
    FUZZ_PROMISE(ends == 1);
    FUZZ_PROMISE(scheduler.pending() == 0);
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    constexpr int warmUp = 3; // what Qt opens once and keeps
    static int runs = 0;
    static qsizetype most = 0;
    checkExchange(Script(input));
    settle();
    if (++runs <= warmUp)
        most = std::max(most, openEnds());
    FUZZ_PROMISE(openEnds() <= most);
}
