// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bufferedproxyfactory.h"

#include "http/networkoptions.h"

namespace fuseboard {

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
        return {direct()};
    QList<QNetworkProxy> proxies = systemProxyForQuery(query);
    for (QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            proxy = direct();
    }
    return proxies.isEmpty() ? QList<QNetworkProxy>{direct()} : proxies;
}

QNetworkProxy BufferedProxyFactory::direct()
{
    // The default of the application is to be no proxy; a host program that set one must not get it by this back door.
    const bool defaultIsDirect = !usesSystemConfiguration()
        && (QNetworkProxy::applicationProxy().type() == QNetworkProxy::NoProxy
            || QNetworkProxy::applicationProxy().type() == QNetworkProxy::DefaultProxy);
    return QNetworkProxy(defaultIsDirect ? QNetworkProxy::DefaultProxy : QNetworkProxy::NoProxy);
}

} // namespace fuseboard
