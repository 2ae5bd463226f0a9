// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "serverprocess.h"

#include <QTemporaryDir>
#include <QUrl>

namespace fuseboard {

/// nginx on a free port of 127.0.0.1 with its stock settings for keep-alive. /fast answers at once, /slow takes about a
/// second; its log tells which request came over which connection.
class NginxServer final
{
public:
    struct Log
    {
        int requests = 0; ///< answered with 200
        int others = 0; ///< any other status
        int connections = 0; ///< different ones
    };

    /// Starts it. False when it is not installed or did not come up: whyNot() says which.
    bool start();
    [[nodiscard]] QString whyNot() const { return m_whyNot; }
    [[nodiscard]] QUrl url() const { return m_url; }
    /// What the log says about one path.
    [[nodiscard]] Log log(const QByteArray &path) const;

private:
    [[nodiscard]] bool writeFiles(quint16 port) const;

    QTemporaryDir m_folder;
    ServerProcess m_process;
    QUrl m_url;
    QString m_whyNot;
};

} // namespace fuseboard
