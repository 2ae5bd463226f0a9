// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bannerprobe.h"

#include <QNetworkProxy>

#include <utility>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {
// A server that speaks first does so at once; a longer look would only delay the error.
constexpr Duration bannerPatience = 250ms;
constexpr qint64 longestBanner = 255;
} // namespace

BannerProbe::BannerProbe(const QString &host, quint16 port, Scheduler &scheduler, Heard heard)
    : m_scheduler(scheduler)
    , m_heard(std::move(heard))
{
    m_patience = scheduler.after(bannerPatience, [this] { finish(); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &BannerProbe::finish);
    connect(&m_socket, &QTcpSocket::disconnected, this, &BannerProbe::finish);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &BannerProbe::finish);
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(host, port);
}

BannerProbe::~BannerProbe()
{
    m_socket.disconnect(this);
}

void BannerProbe::finish()
{
    m_socket.disconnect(this);
    // Whoever hears it may destroy this, and the socket may be in the middle of a signal.
    m_patience = m_scheduler.after(Duration::zero(), [this, banner = m_socket.read(longestBanner)] {
        if (const Heard heard = std::exchange(m_heard, {}))
            heard(banner);
    });
}

} // namespace fuseboard
