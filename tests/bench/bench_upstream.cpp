// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints how many requests a second the demo server answers, asked by a client in another thread that costs next to
// nothing: raw sockets, kept open, a batch of requests in each. Build it with optimisation (preset release).

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <QThread>

#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr int connections = 8;
constexpr auto warmUp = milliseconds(500);
constexpr auto span = seconds(3);
constexpr QByteArrayView head = "HTTP/1.1 200";

/// Sends one batch on each connection and reads all of their answers; false when one of them fails.
class Load
{
public:
    Load(quint16 port, int batch)
        : m_batch(QByteArray("GET /healthy HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(batch))
        , m_size(batch)
    {
        for (int i = 0; i < connections; ++i) {
            m_sockets.push_back(std::make_unique<QTcpSocket>());
            m_sockets.back()->connectToHost(QStringLiteral("127.0.0.1"), port);
        }
    }

    bool round()
    {
        for (const auto &socket : m_sockets)
            socket->write(m_batch);
        for (const auto &socket : m_sockets) {
            if (!readAll(*socket))
                return false;
        }
        return true;
    }

    int requests() const { return m_size * connections; }

private:
    bool readAll(QTcpSocket &socket) const
    {
        QByteArray answers;
        while (answers.count(head) < m_size || !answers.endsWith("}\n")) {
            if (!socket.waitForReadyRead(5'000))
                return false;
            answers += socket.readAll();
        }
        return true;
    }

    QByteArray m_batch;
    int m_size;
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

void measure(quint16 port, int batch)
{
    Load load(port, batch);
    const auto start = steady_clock::now();
    steady_clock::time_point from;
    qint64 answered = 0;
    while (steady_clock::now() - start < warmUp + span) {
        if (!load.round()) {
            std::printf("%3d requests at once on each connection: the server failed\n", batch);
            return;
        }
        if (steady_clock::now() - start < warmUp)
            from = steady_clock::now();
        else
            answered += load.requests();
    }
    const double spent = duration<double>(steady_clock::now() - from).count();
    std::printf("%3d requests at once on each of %d connections %10.0f requests/s\n", batch, connections,
                double(answered) / spent);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    if (!upstream.listen()) {
        std::fputs("bench_upstream: no free port\n", stderr);
        return 1;
    }
    const std::unique_ptr<QThread> client(QThread::create([port = upstream.port()] {
        for (const int batch : {1, 8, 32})
            measure(port, batch);
    }));
    QObject::connect(client.get(), &QThread::finished, &application, &QCoreApplication::quit);
    client->start();
    QCoreApplication::exec();
    client->wait();
    return 0;
}
