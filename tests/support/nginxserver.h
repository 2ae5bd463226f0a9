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
    /// For measuring: no log, connections without end, any path answers 200 with 200 bytes.
    NginxServer();
    /// With settings of one's own: the inside of the block "http", where @PORT@ stands for the port.
    explicit NginxServer(QByteArray httpBlock);
    ~NginxServer();

    /// Starts it and waits until it answers; false where it cannot: errorString() says why.
    bool start();
    [[nodiscard]] QString errorString() const { return m_error; }
    [[nodiscard]] QUrl url() const;
    /// Where it runs; relative paths in its settings are relative to this.
    [[nodiscard]] QString directory() const { return m_directory.path(); }

private:
    [[nodiscard]] QByteArray configuration() const;
    [[nodiscard]] bool waitUntilItListens();

    QByteArray m_httpBlock;
    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
    QString m_error;
};

} // namespace fuseboard
