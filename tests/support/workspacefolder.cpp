// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspacefolder.h"

#include "workspace/workspaceorder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

ClientConfig namedClient(const QString &name)
{
    ClientConfig config;
    config.name = name;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    config.retry = RetryConfig();
    return config;
}

RequestConfig namedRequest(const QString &name)
{
    RequestConfig config;
    config.name = name;
    config.path = u"/orders"_s;
    return config;
}

Workspace smallWorkspace()
{
    const RequestConfig request = namedRequest(u"List"_s);
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.unknown = {{u"later"_s, "{}"}};
    workspace.clients = {{u"billing"_s, namedClient(u"Billing"_s), {}},
                         {u"orders"_s, namedClient(u"Orders"_s), {{u"get-one"_s, request}, {u"list"_s, request}}}};
    return workspace;
}

Workspace workspaceWithFolders()
{
    Workspace workspace = smallWorkspace();
    WorkspaceClient &orders = workspace.clients[1];
    orders.folders = {{u"auth"_s, {u"Sign-in"_s, u"Of all kinds"_s, {}, {{u"later"_s, "1"}}}}, {u"auth/tokens"_s}};
    orders.requests.append({u"login"_s, namedRequest(u"Log in"_s), u"auth"_s});
    orders.requests.append({u"list"_s, namedRequest(u"List tokens"_s), u"auth/tokens"_s});
    arrange(orders);
    return workspace;
}

bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fastFolder()
{
    const QFileInfo memory(u"/dev/shm"_s);
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) + u"/fuseboard-XXXXXX"_s;
}

QMap<QString, QByteArray> filesIn(const QString &folder)
{
    QMap<QString, QByteArray> found;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        found.insert(QDir(folder).relativeFilePath(path), bytesIn(path));
    }
    return found;
}

} // namespace fuseboard
