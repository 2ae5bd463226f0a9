// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/testcertificates.h"

#include <QProcess>
#include <QUrl>

namespace fuseboard {

/// "openssl s_server" on 127.0.0.1: speaks what Qt's own server no longer would. It prints what it reads and answers
/// nothing.
class OpenSslServer
{
public:
    /// options: which protocol, which ciphers.
    OpenSslServer(const TestCertificates::Files &files, const QStringList &options);
    ~OpenSslServer();
    OpenSslServer(const OpenSslServer &) = delete;
    OpenSslServer &operator=(const OpenSslServer &) = delete;

    /// Waits until it listens. False where this openssl cannot play that: skip, saying so.
    [[nodiscard]] bool isListening();
    [[nodiscard]] QUrl url() const;
    /// All that it has printed: what came from its peers among it.
    [[nodiscard]] QByteArray output();

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_port;
};

} // namespace fuseboard
