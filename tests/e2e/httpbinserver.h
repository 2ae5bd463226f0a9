// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "serverprocess.h"

#include <QUrl>

namespace fuseboard {

/// httpbin under gunicorn on a free port of 127.0.0.1: what others agreed on as a test server.
class HttpbinServer final
{
public:
    /// Starts it. False when it is not installed or did not come up: whyNot() says which.
    bool start();
    [[nodiscard]] QString whyNot() const { return m_whyNot; }
    [[nodiscard]] QUrl url() const { return m_url; }
    /// How often the server's own log tells of a finished request like "GET /status/503".
    [[nodiscard]] int served(const QByteArray &methodAndPath) const;

private:
    ServerProcess m_process;
    QUrl m_url;
    QString m_whyNot;
};

} // namespace fuseboard
