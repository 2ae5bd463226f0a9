// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nginxserver.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A slow answer is a body of two buffers at one buffer a second.
constexpr auto nginxTemplate = R"(
daemon off;
master_process off;
pid %1/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
    log_format e2e '$uri $status $connection';
    access_log %1/access.log e2e;
    client_body_temp_path %1/body;
    proxy_temp_path %1/proxy;
    fastcgi_temp_path %1/fastcgi;
    uwsgi_temp_path %1/uwsgi;
    scgi_temp_path %1/scgi;
    default_type application/octet-stream;
    server {
        listen 127.0.0.1:%2 backlog=1024;
        root %1/www;
        location = /fast { return 200 "ok\n"; }
        location = /slow { limit_rate 4096; }
    }
}
)"_L1;

bool writeWhole(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QString nginxProgram()
{
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

} // namespace

bool NginxServer::writeFiles(quint16 port) const
{
    const QString folder = m_folder.path();
    return QDir(folder).mkpath(u"www"_s) && writeWhole(folder + u"/www/slow"_s, QByteArray(8192, 'x'))
        && writeWhole(folder + u"/nginx.conf"_s, QString(nginxTemplate).arg(folder).arg(port).toUtf8());
}

bool NginxServer::start()
{
    const QString program = nginxProgram();
    if (program.isEmpty()) {
        m_whyNot = u"nginx is not installed"_s;
        return false;
    }
    for (int attempt = 0; attempt < 5; ++attempt) { // somebody may take the free port before nginx does
        const quint16 port = ServerProcess::freePort();
        if (!writeFiles(port)) {
            m_whyNot = u"the files of nginx cannot be written"_s;
            return false;
        }
        const QString conf = m_folder.filePath(u"nginx.conf"_s);
        if (m_process.start(program, {u"-p"_s, m_folder.path(), u"-e"_s, u"stderr"_s, u"-c"_s, conf})
            && m_process.waitForPort(port, 10s)) {
            m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
            return true;
        }
        m_process.stop();
    }
    m_whyNot = u"nginx did not come up: "_s + m_process.errorString();
    return false;
}

NginxServer::Log NginxServer::log(const QByteArray &path) const
{
    QFile file(m_folder.filePath(u"access.log"_s));
    Log log;
    if (!file.open(QIODevice::ReadOnly))
        return log;
    QSet<QByteArray> connections;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        if (fields.size() != 3 || fields[0] != path)
            continue;
        ++(fields[1] == "200" ? log.requests : log.others);
        connections.insert(fields[2]);
    }
    log.connections = int(connections.size());
    return log;
}

} // namespace fuseboard
