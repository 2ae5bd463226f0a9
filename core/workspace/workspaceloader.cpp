// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspaceloader.h"

#include "config/configfile.h"
#include "config/configreader.h"
#include "workspace/requestfile.h"
#include "workspace/slug.h"
#include "workspace/workspacelayout.h"

#include <QDir>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Goes through a workspace's folder and gathers what it finds.
class WorkspaceReading
{
public:
    explicit WorkspaceReading(QString folder)
        : m_folder(std::move(folder))
    {
    }

    Result<LoadedWorkspace> run();

private:
    void warnOfStrayFiles();
    void readClient(const QString &slug);
    void readRequests(WorkspaceClient &client);
    /// The entries of a folder that have safe names; tells of the others.
    QStringList slugsIn(const QString &folder, QDir::Filters kind, const QString &suffix);
    std::optional<QByteArray> bytesOf(const QString &file);
    void addFault(const QString &file, Error error);
    void addWarnings(const QString &file, const QList<ConfigFault> &warnings);

    QString m_folder;
    LoadedWorkspace m_loaded;
};

Result<LoadedWorkspace> WorkspaceReading::run()
{
    const auto bytes = readConfigFile(pathWithin(m_folder, workspaceFile()));
    if (!bytes && bytes.error().detail == ErrorDetail::NotFound)
        return bytes.error();
    if (!bytes) {
        addFault(workspaceFile(), bytes.error());
    } else if (auto read = readDocument(*bytes, workspaceFields()); !read) {
        addFault(workspaceFile(), read.error());
    } else {
        m_loaded.workspace = std::move(read->section);
        addWarnings(workspaceFile(), read->warnings);
    }
    m_loaded.takenSlugs =
        QDir(pathWithin(m_folder, clientsFolder())).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &slug : slugsIn(clientsFolder(), QDir::Dirs, {}))
        readClient(slug);
    warnOfStrayFiles();
    return std::move(m_loaded);
}

void WorkspaceReading::warnOfStrayFiles()
{
    // Who writes clients/orders.json means a client, and would wait for it in vain.
    const auto files =
        QDir(pathWithin(m_folder, clientsFolder())).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        const QString name = file.fileName();
        ConfigFault warning{ErrorDetail::UnknownName, {}, shortened(name), {}, 0, 0};
        warning.allowed = shortened(clientFile(file.completeBaseName()).sliced(clientsFolder().size() + 1));
        m_loaded.warnings.append({clientsFolder() + u'/' + name, warning});
    }
}

void WorkspaceReading::readClient(const QString &slug)
{
    const QString file = clientFile(slug);
    const auto bytes = bytesOf(file);
    if (!bytes)
        return;
    auto read = readClientConfig(*bytes);
    if (!read)
        return addFault(file, read.error());
    addWarnings(file, read->warnings);
    WorkspaceClient client{slug, std::move(read->config), {}};
    readRequests(client);
    m_loaded.workspace.clients.append(std::move(client));
}

void WorkspaceReading::readRequests(WorkspaceClient &client)
{
    for (const QString &slug : slugsIn(requestsFolder(client.slug), QDir::Files, u".json"_s)) {
        const QString file = requestFile(client.slug, slug);
        const auto bytes = bytesOf(file);
        if (!bytes)
            continue;
        auto read = readRequestConfig(*bytes);
        if (!read) {
            addFault(file, read.error());
            continue;
        }
        addWarnings(file, read->warnings);
        client.requests.append({slug, std::move(read->section)});
    }
}

QStringList WorkspaceReading::slugsIn(const QString &folder, QDir::Filters kind, const QString &suffix)
{
    const QString path = pathWithin(m_folder, folder);
    if (QFileInfo(path).isSymLink()) {
        addFault(folder, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
        return {};
    }
    QStringList slugs;
    // System finds dangling links and special files too, which are worth a word.
    const auto entries = QDir(path).entryInfoList(kind | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString name = entry.fileName();
        if (!name.endsWith(suffix) || (kind == QDir::Dirs && !entry.isDir() && !entry.isSymLink()))
            continue;
        const QString file = folder + u'/' + name;
        const QString slug = name.chopped(suffix.size());
        if (entry.isSymLink())
            addFault(file, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
        else if (!isSafeSlug(slug))
            addFault(file, invalidDocument({{ErrorDetail::OutOfRange, {}, shortened(name), u"a-z 0-9 - _ ."_s, 0, 0}}));
        else if (slugs.contains(slug, Qt::CaseInsensitive))
            addFault(file, invalidDocument({{ErrorDetail::Duplicate, {}, shortened(name), {}, 0, 0}}));
        else
            slugs.append(slug);
    }
    return slugs;
}

std::optional<QByteArray> WorkspaceReading::bytesOf(const QString &file)
{
    const QString path = pathWithin(m_folder, file);
    if (QFileInfo(path).isSymLink()) {
        addFault(file, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
        return std::nullopt;
    }
    const auto bytes = readConfigFile(path);
    if (bytes)
        return *bytes;
    addFault(file, bytes.error());
    return std::nullopt;
}

void WorkspaceReading::addFault(const QString &file, Error error)
{
    error.subject = pathWithin(m_folder, file);
    m_loaded.faults.append({file, std::move(error)});
}

void WorkspaceReading::addWarnings(const QString &file, const QList<ConfigFault> &warnings)
{
    for (const ConfigFault &warning : warnings)
        m_loaded.warnings.append({file, warning});
}

} // namespace

Result<LoadedWorkspace> loadWorkspace(const QString &folder)
{
    return WorkspaceReading(folder).run();
}

} // namespace fuseboard
