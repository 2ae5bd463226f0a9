// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/opensslserver.h"

#include <QRegularExpression>

namespace fuseboard {

using namespace Qt::StringLiterals;

OpenSslServer::OpenSslServer(const TestCertificates::Files &files, const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(
        u"openssl"_s,
        QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-cert"_s, files.certificate, u"-key"_s, files.key}
            + options);
}

OpenSslServer::~OpenSslServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool OpenSslServer::isListening()
{
    static const QRegularExpression listening(u"ACCEPT [\\d.]+:(\\d+)"_s);
    while (m_port.isEmpty() && m_process.waitForReadyRead())
        m_port = listening.match(QString::fromLatin1(output())).captured(1).toLatin1();
    return !m_port.isEmpty();
}

QUrl OpenSslServer::url() const
{
    return QUrl(u"https://127.0.0.1:"_s + QString::fromLatin1(m_port));
}

QByteArray OpenSslServer::output()
{
    return m_output += m_process.readAll();
}

} // namespace fuseboard
