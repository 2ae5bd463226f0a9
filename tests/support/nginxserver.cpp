// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/nginxserver.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int startMilliseconds = 5000;
constexpr int stopMilliseconds = 3000;

// Debian keeps it where only root looks.
QString nginxProgram()
{
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

quint16 freeLoopbackPort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

NginxServer::NginxServer()
    : NginxServer("access_log off; keepalive_requests 100000000; keepalive_timeout 300s; default_type text/plain;\n"
                  "server { listen 127.0.0.1:@PORT@ backlog=1024; location / { return 200 \""
                  + QByteArray(200, 'x') + "\"; } }")
{
}

NginxServer::NginxServer(QByteArray httpBlock)
    : m_httpBlock(std::move(httpBlock))
{
}

NginxServer::~NginxServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(stopMilliseconds))
        m_process.kill();
    m_process.waitForFinished(stopMilliseconds);
}

bool NginxServer::start()
{
    const QString program = nginxProgram();
    if (program.isEmpty()) {
        m_error = u"nginx is not installed"_s;
        return false;
    }
    m_port = freeLoopbackPort();
    QFile file(m_directory.filePath(u"nginx.conf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(configuration()) < 0) {
        m_error = file.errorString();
        return false;
    }
    file.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, {u"-p"_s, m_directory.path(), u"-c"_s, file.fileName(), u"-e"_s, u"stderr"_s});
    if (m_process.waitForStarted(startMilliseconds) && waitUntilItListens())
        return true;
    m_error = m_process.errorString() + u' ' + QString::fromLocal8Bit(m_process.readAll());
    return false;
}

QUrl NginxServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_port));
}

QByteArray NginxServer::configuration() const
{
    QByteArray http = m_httpBlock;
    return "daemon off; master_process off; pid nginx.pid; error_log stderr crit; events { worker_connections 4096; }\n"
           "http {\n"
           "  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;\n"
        + http.replace("@PORT@", QByteArray::number(m_port)) + "\n}\n";
}

bool NginxServer::waitUntilItListens()
{
    const QDeadlineTimer deadline(startMilliseconds);
    while (!deadline.hasExpired() && m_process.state() == QProcess::Running) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        if (socket.waitForConnected(100))
            return true;
        m_process.waitForFinished(20);
    }
    return false;
}

} // namespace fuseboard
