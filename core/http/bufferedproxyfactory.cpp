// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bufferedproxyfactory.h"

#include "http/networkoptions.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHostsKnown = 256;

} // namespace

BufferedProxyFactory::BufferedProxyFactory(const NetworkOptions &options)
    : m_proxy(QNetworkProxy::DefaultProxy)
    , m_system(options.proxy.type == ProxyType::System)
{
    const bool http = options.proxy.type == ProxyType::Http;
    if (!http && options.proxy.type != ProxyType::Socks5)
        return;
    m_proxy = QNetworkProxy(http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, options.proxy.host,
                            static_cast<quint16>(options.proxy.port), options.proxy.username, options.proxyPassword);
}

QList<QNetworkProxy> BufferedProxyFactory::queryProxy(const QNetworkProxyQuery &query)
{
    if (m_proxy.type() != QNetworkProxy::DefaultProxy)
        return {m_proxy};
    if (!m_system)
        return {direct(query)};
    QList<QNetworkProxy> proxies = systemProxyForQuery(query);
    for (QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            proxy = direct(query);
    }
    return proxies.isEmpty() ? QList<QNetworkProxy>{direct(query)} : proxies;
}

QNetworkProxy BufferedProxyFactory::direct(const QNetworkProxyQuery &query)
{
    // Over TLS the socket is buffered anyway.
    if (query.url().scheme() != "http"_L1)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const auto key = std::pair(query.url().host(), query.url().port(80));
    auto known = m_defaultIsDirect.find(key);
    if (known == m_defaultIsDirect.end()) {
        if (m_defaultIsDirect.size() >= mostHostsKnown) // ever new hosts must not make it grow for ever (INV5)
            m_defaultIsDirect.clear();
        known = m_defaultIsDirect.insert(key, defaultIsDirect(key.first, key.second));
    }
    return QNetworkProxy(*known ? QNetworkProxy::DefaultProxy : QNetworkProxy::NoProxy);
}

bool BufferedProxyFactory::defaultIsDirect(const QString &host, int port)
{
    // The default may be a proxy of the host program or, as distributions build Qt, that of http_proxy: it must not get
    // in by this back door. This is the question that the socket will ask.
    const auto proxies = proxyForQuery(QNetworkProxyQuery(host, port, {}, QNetworkProxyQuery::TcpSocket));
    return std::all_of(proxies.begin(), proxies.end(),
                       [](const QNetworkProxy &proxy) { return proxy.type() == QNetworkProxy::NoProxy; });
}

} // namespace fuseboard
