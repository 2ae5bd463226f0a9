// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stocknginx.h"

#include <QFile>
#include <QSet>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// A slow answer is a file of two buffers, sent at one buffer a second.
constexpr auto stockSettings = R"(
    log_format e2e '$uri $status $connection';
    access_log access.log e2e;
    default_type application/octet-stream;
    server {
        listen 127.0.0.1:@PORT@ backlog=1024;
        root .;
        location = /fast { return 200 "ok\n"; }
        location = /slow { limit_rate 4096; }
    })";

} // namespace

StockNginx::StockNginx()
    : m_server(stockSettings)
{
}

bool StockNginx::start()
{
    QFile slow(m_server.directory() + u"/slow"_s);
    return slow.open(QIODevice::WriteOnly) && slow.write(QByteArray(8192, 'x')) == 8192 && slow.flush()
        && m_server.start();
}

StockNginx::Log StockNginx::log(const QByteArray &path) const
{
    QFile file(m_server.directory() + u"/access.log"_s);
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
