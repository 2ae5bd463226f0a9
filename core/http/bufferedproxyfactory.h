// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QNetworkProxyFactory>
#include <QString>

#include <utility>

namespace fuseboard {

struct NetworkOptions;

/// Answers with the proxy of the options, and where there is none makes Qt read through a buffered socket.
///
/// Qt opens an unbuffered socket when it knows that no proxy is in the way, and then reads the head of each answer byte
/// by byte, a system call for each. "Ask for the default" ends at the same direct connection through a buffered
/// socket, at less than a third of the CPU. (docs/adr/0002)
class BufferedProxyFactory final : public QNetworkProxyFactory
{
public:
    explicit BufferedProxyFactory(const NetworkOptions &options);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    [[nodiscard]] QNetworkProxy direct(const QNetworkProxyQuery &query);
    [[nodiscard]] static bool defaultIsDirect(const QString &host, int port);

    QNetworkProxy m_proxy; // DefaultProxy: none
    bool m_system = false;
    QHash<std::pair<QString, int>, bool> m_defaultIsDirect; // by host and port
};

} // namespace fuseboard
