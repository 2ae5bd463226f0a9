// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/anyfile.h"

#include "config/configfile.h"
#include "config/configreader.h"
#include "config/environmentfile.h"
#include "config/fields/configfields.h"
#include "workspace/requestfile.h"
#include "workspace/workspacelayout.h"

#include <QFileInfo>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

template<class Section>
int countKnown(const JsonValue &root, const SectionFields<Section> &declared)
{
    return static_cast<int>(
        std::count_if(declared.fields.begin(), declared.fields.end(),
                      [&root](const Field<Section> &field) { return root.find(field.name) != nullptr; }));
}

template<class Read, class NameOf>
AnyFile asKind(FileKind kind, const QString &path, const Result<Read> &read, NameOf nameOf)
{
    if (read)
        return {kind, nameOf(*read), read->warnings};
    Error error = read.error();
    error.subject = path;
    return {kind, std::move(error), {}};
}

/// Nothing but its name tells it from other files. Among the requests that are in no folder it is one of them.
bool isFolderFile(const QString &path)
{
    const QFileInfo file(path);
    return file.fileName() == "folder.json"_L1 && QFileInfo(file.absolutePath()).fileName() != "requests"_L1;
}

} // namespace

FileKind looksLike(const QByteArray &json)
{
    const JsonSource source(json);
    const ParsedJson parsed = parseJson(source);
    if (!parsed.complete || !parsed.root.isObject())
        return FileKind::Client;
    const int common = (parsed.root.find(u"format") ? 1 : 0) + (parsed.root.find(u"name") ? 1 : 0);
    const int client = countKnown(parsed.root, clientFields()) - common;
    const int request = countKnown(parsed.root, requestFields()) - common;
    const int environment = countKnown(parsed.root, environmentFields()) - common;
    if (environment > std::max(client, request))
        return FileKind::Environment;
    if (client == 0 && request == 0)
        return parsed.root.find(u"format") ? FileKind::Workspace : FileKind::Client;
    return request > client ? FileKind::Request : FileKind::Client;
}

AnyFile readAnyFile(const QString &path)
{
    const auto bytes = readConfigFile(path);
    if (!bytes)
        return {FileKind::Client, bytes.error(), {}};
    switch (isFolderFile(path) ? FileKind::Folder : looksLike(*bytes)) {
    case FileKind::Client:
        return asKind(FileKind::Client, path, readClientConfig(*bytes),
                      [](const ReadConfig &read) { return read.config.name; });
    case FileKind::Request:
        return asKind(FileKind::Request, path, readRequestConfig(*bytes),
                      [](const Document<RequestConfig> &read) { return read.section.name; });
    case FileKind::Workspace:
        return asKind(FileKind::Workspace, path, readDocument(*bytes, workspaceFields()),
                      [](const Document<Workspace> &read) { return read.section.name; });
    case FileKind::Folder:
        return asKind(FileKind::Folder, path, readDocument(*bytes, folderFields()),
                      [](const Document<FolderConfig> &read) { return read.section.name; });
    case FileKind::Environment:
        return asKind(FileKind::Environment, path, readEnvironmentConfig(*bytes),
                      [](const Document<EnvironmentConfig> &read) { return read.section.name; });
    }
    Q_UNREACHABLE();
}

QLatin1String fileKindName(FileKind kind)
{
    switch (kind) {
    case FileKind::Client:
        return "client"_L1;
    case FileKind::Request:
        return "request"_L1;
    case FileKind::Workspace:
        return "workspace"_L1;
    case FileKind::Folder:
        return "folder"_L1;
    case FileKind::Environment:
        return "environment"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
