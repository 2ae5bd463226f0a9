// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/workspacecheck.h"

#include "workspace/environmentfiles.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacelayout.h"

#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

FileKind kindOf(const QString &file)
{
    switch (placeOf(file).kind) {
    case WorkspacePlace::Kind::Workspace:
        return FileKind::Workspace;
    case WorkspacePlace::Kind::Client:
        return FileKind::Client;
    case WorkspacePlace::Kind::Folder:
        return FileKind::Folder;
    case WorkspacePlace::Kind::Request:
        return FileKind::Request;
    case WorkspacePlace::Kind::None:
        break;
    }
    // A name that is not safe, or a link.
    return file.contains("/requests/"_L1) ? FileKind::Request : FileKind::Client;
}

QString nameIn(const WorkspaceContent::Value &value)
{
    return std::visit([](const auto &section) { return section.name; }, value);
}

void addWarnings(AnyFile &file, const QList<ConfigFault> &warnings)
{
    if (file.name) {
        file.warnings += warnings;
        return;
    }
    Error error = file.name.error();
    error.warnings += warnings;
    file.name = std::move(error);
}

void checkClients(const QString &folder, CheckedFiles &checked)
{
    const WorkspaceFiles files = readWorkspaceFiles(folder);
    for (auto file = files.contents.begin(); file != files.contents.end(); ++file) {
        const auto content = readContent(file.key(), file.value());
        const auto name = content ? Result<QString>(nameIn(content->value)) : Result<QString>(content.error());
        checked.insert(file.key(), {kindOf(file.key()), name, content ? content->warnings : QList<ConfigFault>()});
    }
    for (const WorkspaceFault &fault : files.faults)
        checked.insert(fault.file, {kindOf(fault.file), fault.error, {}});
    for (const WorkspaceWarning &stray : files.warnings) {
        AnyFile read = readAnyFile(pathWithin(folder, stray.file));
        addWarnings(read, {stray.warning});
        checked.insert(stray.file, read);
    }
}

void checkEnvironments(const QString &folder, CheckedFiles &checked)
{
    const LoadedEnvironments loaded = loadEnvironments(folder);
    for (const Environment &environment : loaded.environments)
        checked.insert(environmentFile(environment.slug), {FileKind::Environment, environment.config.name, {}});
    for (const WorkspaceFault &fault : loaded.faults)
        checked.insert(fault.file, {FileKind::Environment, fault.error, {}});
    for (const WorkspaceWarning &warning : loaded.warnings) {
        if (const auto file = checked.find(warning.file); file != checked.end())
            addWarnings(*file, {warning.warning});
    }
}

} // namespace

bool looksLikeWorkspace(const QString &folder)
{
    for (const QString &entry : {workspaceFile(), clientsFolder(), environmentsFolder()}) {
        if (QFileInfo::exists(pathWithin(folder, entry)))
            return true;
    }
    return false;
}

CheckedFiles checkWorkspace(const QString &folder)
{
    CheckedFiles checked;
    checkClients(folder, checked);
    checkEnvironments(folder, checked);
    return checked;
}

} // namespace fuseboard
