// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/nginxserver.h"

namespace fuseboard {

/// nginx with its stock settings for keep-alive, as most of the world runs it. /fast answers at once, /slow takes about
/// a second; its log tells which request came over which connection.
class StockNginx final
{
public:
    struct Log
    {
        int requests = 0; ///< answered with 200
        int others = 0; ///< any other status
        int connections = 0; ///< different ones
    };

    StockNginx();

    /// Starts it. False when it is not installed or did not come up: whyNot() says which.
    bool start();
    [[nodiscard]] QString whyNot() const { return m_server.errorString(); }
    [[nodiscard]] QUrl url() const { return m_server.url(); }
    /// What the log says about one path.
    [[nodiscard]] Log log(const QByteArray &path) const;

private:
    NginxServer m_server;
};

} // namespace fuseboard
