// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace fuseboard {

/// An nginx of our own on a free loopback port, gone with this object. Needs no rights and no configured system.
class NginxServer
{
public:
    NginxServer();
    ~NginxServer();

    /// Starts it and waits until it answers; false where it cannot: errorString() says why.
    bool start();
    [[nodiscard]] QString errorString() const { return m_error; }
    /// Any path answers 200 with 200 bytes.
    [[nodiscard]] QUrl url() const;

private:
    [[nodiscard]] QByteArray configuration() const;
    [[nodiscard]] bool waitUntilItListens();

    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
    QString m_error;
};

} // namespace fuseboard
