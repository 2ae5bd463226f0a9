// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacelayout.h"

#include "config/configreader.h"
#include "config/formats/textformat.h"
#include "config/formats/textlistformat.h"
#include "workspace/slug.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jsonSuffix = ".json"_L1;
constexpr auto folderFileName = "folder.json"_L1;

/// What lies in a client's folder of requests: names is the file with the folders above it.
WorkspacePlace placeOfRequest(const QString &client, QStringList names)
{
    const bool isFolder = names.last() == folderFileName && names.size() > 1;
    if (isFolder)
        names.removeLast();
    else if (names.last().endsWith(jsonSuffix))
        names.last().chop(jsonSuffix.size());
    else
        return {};
    const qsizetype depth = isFolder ? names.size() : names.size() - 1;
    if (depth > maxFolderDepth || !std::all_of(names.cbegin(), names.cend(), isSafeSlug))
        return {};
    return {isFolder ? WorkspacePlace::Kind::Folder : WorkspacePlace::Kind::Request, client, names.join(u'/')};
}

} // namespace

QString workspaceFile()
{
    return u"workspace.json"_s;
}

QString clientsFolder()
{
    return u"clients"_s;
}

QString clientFolder(const QString &slug)
{
    return clientsFolder() + u'/' + slug;
}

QString clientFile(const QString &slug)
{
    return clientFolder(slug) + u"/client.json"_s;
}

QString environmentsFolder()
{
    return u"environments"_s;
}

QString environmentFile(const QString &slug)
{
    return environmentsFolder() + u'/' + slug + jsonSuffix;
}

QString requestsFolder(const QString &clientSlug)
{
    return clientFolder(clientSlug) + u"/requests"_s;
}

QString requestFile(const QString &clientSlug, const QString &path)
{
    return requestsFolder(clientSlug) + u'/' + path + jsonSuffix;
}

QString folderFile(const QString &clientSlug, const QString &path)
{
    return (path.isEmpty() ? clientFolder(clientSlug) : requestsFolder(clientSlug) + u'/' + path) + u'/'
        + folderFileName;
}

WorkspacePlace placeOf(const QString &file)
{
    using Kind = WorkspacePlace::Kind;
    if (file == workspaceFile())
        return {Kind::Workspace};
    const QStringList names = file.split(u'/');
    if (names.size() < 3 || names[0] != clientsFolder() || !isSafeSlug(names[1]))
        return {};
    if (names[2] == "requests"_L1 && names.size() > 3)
        return placeOfRequest(names[1], names.sliced(3));
    if (file == clientFile(names[1]))
        return {Kind::Client, names[1]};
    return file == folderFile(names[1], {}) ? WorkspacePlace{Kind::Folder, names[1]} : WorkspacePlace();
}

QString fileAt(const WorkspacePlace &place)
{
    switch (place.kind) {
    case WorkspacePlace::Kind::None:
        return {};
    case WorkspacePlace::Kind::Workspace:
        return workspaceFile();
    case WorkspacePlace::Kind::Client:
        return clientFile(place.client);
    case WorkspacePlace::Kind::Folder:
        return folderFile(place.client, place.path);
    case WorkspacePlace::Kind::Request:
        return requestFile(place.client, place.path);
    }
    Q_UNREACHABLE();
}

QString parentOf(const QString &path)
{
    return path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

QString lastOf(const QString &path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

SectionFields<Workspace> workspaceFields()
{
    return {{
        formatField<Workspace>(),
        field("id"_L1, &Workspace::id, TextFormat{0, 100}),
        field("name"_L1, &Workspace::name, TextFormat{1, 200}).required(),
        field("order"_L1, &Workspace::order, TextListFormat()),
    }};
}

SectionFields<FolderConfig> folderFields()
{
    using Config = FolderConfig;
    return {{
        formatField<Config>(),
        field("name"_L1, &Config::name, TextFormat{0, 200}),
        field("description"_L1, &Config::description, TextFormat{0, maxConfigBytes, TextFormat::Controls::Allowed}),
        field("order"_L1, &Config::order, TextListFormat()),
    }};
}

QString pathWithin(const QString &folder, const QString &file)
{
    return folder + u'/' + file;
}

} // namespace fuseboard
