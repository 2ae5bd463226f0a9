// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacefiles.h"

#include "config/configfile.h"
#include "workspace/slug.h"
#include "workspace/workspacelayout.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jsonEnding = ".json"_L1;

/// Nothing but folders in it: what a removal or a new client has left that got no further.
bool isBare(const QString &folder)
{
    constexpr QDir::Filters anyFile = QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    return !QDirIterator(folder, anyFile, QDirIterator::Subdirectories).hasNext();
}

/// Goes through a workspace's folder and gathers the files that it finds.
class FilesReading
{
public:
    explicit FilesReading(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void readAll();
    void readClient(const QString &slug);
    WorkspaceFiles take() { return std::move(m_found); }

private:
    enum class Wanted { Folders, FilesAndFolders };

    void readFile(const QString &file);
    void readFileWhereThere(const QString &file);
    void readRequests(const QString &folder, int depth);
    void warnOfStrayFiles();
    /// The entries of a folder that have safe names; tells of the others.
    QFileInfoList entriesOf(const QString &folder, Wanted wanted);
    bool isUsable(const QFileInfo &entry, const QString &file, QSet<QString> &taken);
    void addFault(const QString &file, Error error);

    QString m_folder;
    WorkspaceFiles m_found;
};

void FilesReading::readAll()
{
    readFile(workspaceFile());
    const QDir clients(pathWithin(m_folder, clientsFolder()));
    m_found.takenSlugs = clients.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entriesOf(clientsFolder(), Wanted::Folders))
        readClient(entry.fileName());
    warnOfStrayFiles();
}

void FilesReading::readClient(const QString &slug)
{
    if (isBare(pathWithin(m_folder, clientFolder(slug))))
        return;
    readFile(clientFile(slug));
    readFileWhereThere(folderFile(slug, {}));
    readRequests(requestsFolder(slug), 0);
}

void FilesReading::readRequests(const QString &folder, int depth)
{
    if (depth > maxFolderDepth)
        return addFault(
            folder,
            invalidDocument(
                {{ErrorDetail::TooDeep, {}, {}, AllowedValues::atMost(AllowedKind::Depth, maxFolderDepth), 0, 0}}));
    for (const QFileInfo &entry : entriesOf(folder, Wanted::FilesAndFolders)) {
        const QString file = folder + u'/' + entry.fileName();
        if (entry.isDir())
            readRequests(file, depth + 1);
        else
            readFile(file);
    }
}

void FilesReading::warnOfStrayFiles()
{
    // Who writes clients/orders.json means a client, and would wait for it in vain.
    const auto files =
        QDir(pathWithin(m_folder, clientsFolder())).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        const QString name = file.fileName();
        ConfigFault warning{ErrorDetail::UnknownName, {}, shortened(name), {}, 0, 0};
        const QString meant = clientFile(file.completeBaseName()).sliced(clientsFolder().size() + 1);
        warning.allowed = AllowedValues::ofWords(AllowedKind::Meant, {shortened(meant)});
        m_found.warnings.append({clientsFolder() + u'/' + name, warning});
    }
}

QFileInfoList FilesReading::entriesOf(const QString &folder, Wanted wanted)
{
    const QString path = pathWithin(m_folder, folder);
    if (QFileInfo(path).isSymLink()) {
        addFault(folder, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
        return {};
    }
    // System finds dangling links and special files too, which are worth a word.
    const QDir::Filters kinds = wanted == Wanted::Folders ? QDir::Dirs : QDir::Dirs | QDir::Files;
    QFileInfoList usable;
    QSet<QString> taken;
    for (const QFileInfo &entry : QDir(path).entryInfoList(kinds | QDir::System | QDir::NoDotAndDotDot, QDir::Name)) {
        const bool isFolder = entry.isDir();
        const bool isKnown = wanted == Wanted::Folders ? isFolder || entry.isSymLink()
                                                       : isFolder || entry.fileName().endsWith(jsonEnding);
        if (isKnown && !entry.fileName().startsWith(u'.') && isUsable(entry, folder + u'/' + entry.fileName(), taken))
            usable.append(entry);
    }
    return usable;
}

bool FilesReading::isUsable(const QFileInfo &entry, const QString &file, QSet<QString> &taken)
{
    const QString name = entry.fileName();
    const bool isDocument = !entry.isDir() && name.endsWith(jsonEnding);
    const QString slug = isDocument ? name.chopped(jsonEnding.size()) : name;
    const QString twin = name.toLower();
    if (entry.isSymLink())
        addFault(file, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
    else if (!isSafeSlug(slug))
        addFault(file, invalidDocument({{ErrorDetail::OutOfRange, {}, shortened(name), {AllowedKind::Slug}, 0, 0}}));
    else if (taken.contains(twin))
        addFault(file,
                 invalidDocument({{ErrorDetail::Duplicate, {}, shortened(name), {AllowedKind::OnceInAnyCase}, 0, 0}}));
    else
        return taken.insert(twin), true;
    return false;
}

void FilesReading::readFileWhereThere(const QString &file)
{
    const QFileInfo info(pathWithin(m_folder, file));
    if (info.exists() || info.isSymLink())
        readFile(file);
}

void FilesReading::readFile(const QString &file)
{
    const QString path = pathWithin(m_folder, file);
    if (QFileInfo(path).isSymLink())
        return addFault(file, Error(ErrorKind::Storage, ErrorDetail::NotAFile));
    auto bytes = readConfigFile(path);
    if (bytes)
        m_found.contents.insert(file, *std::move(bytes));
    else
        addFault(file, bytes.error());
}

void FilesReading::addFault(const QString &file, Error error)
{
    error.subject = pathWithin(m_folder, file);
    m_found.faults.append({file, std::move(error)});
}

} // namespace

WorkspaceFiles readWorkspaceFiles(const QString &folder)
{
    FilesReading reading(folder);
    reading.readAll();
    return reading.take();
}

WorkspaceFiles readClientFiles(const QString &folder, const QString &slug)
{
    FilesReading reading(folder);
    const QFileInfo client(pathWithin(folder, clientFolder(slug)));
    const QFileInfo clients(client.path());
    if (client.isDir() && !client.isSymLink() && !clients.isSymLink())
        reading.readClient(slug);
    return reading.take();
}

} // namespace fuseboard
