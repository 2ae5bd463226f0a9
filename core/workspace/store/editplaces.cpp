// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/editplaces.h"

#include "config/configreader.h"
#include "workspace/requestfile.h"
#include "workspace/workspacelayout.h"

#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

using PlacedKind = WorkspacePlace::Kind;
using PlacedValue = WorkspaceContent::Value;

namespace {

QList<ConfigFault> faultsIn(const PlacedValue &value)
{
    if (const auto *workspace = std::get_if<Workspace>(&value))
        return faultsOf(*workspace, workspaceFields());
    if (const auto *client = std::get_if<ClientConfig>(&value))
        return validate(*client);
    if (const auto *folder = std::get_if<FolderConfig>(&value))
        return faultsOf(*folder, folderFields());
    return validate(*std::get_if<RequestConfig>(&value));
}

} // namespace

PlacedKind kindOf(const PlacedValue &value)
{
    constexpr std::array kinds{PlacedKind::Workspace, PlacedKind::Client, PlacedKind::Folder, PlacedKind::Request};
    return kinds.at(value.index());
}

QString fallbackSlug(PlacedKind kind)
{
    return kind == PlacedKind::Client ? u"client"_s : kind == PlacedKind::Folder ? u"group"_s : u"request"_s;
}

QString nameOf(const PlacedValue &value)
{
    return std::visit([](const auto &one) { return one.name; }, value);
}

PlacedValue renamed(PlacedValue value, const QString &name)
{
    std::visit([&name](auto &one) { one.name = name; }, value);
    return value;
}

Error nothingAt(const WorkspacePlace &place)
{
    return Error(ErrorKind::Storage, ErrorDetail::NotFound, fileAt(place));
}

Error impossible(const WorkspacePlace &place, ErrorDetail detail)
{
    Error error = invalidDocument({{detail, {}, shortened(place.path), {}, 0, 0}});
    error.subject = fileAt(place);
    return error;
}

Result<void> checkValue(const WorkspacePlace &place, const PlacedValue &value)
{
    if (kindOf(value) != place.kind || placeOf(fileAt(place)) != place)
        return impossible(place, ErrorDetail::OutOfRange);
    const QList<ConfigFault> faults = faultsIn(value);
    if (faults.isEmpty())
        return {};
    Error error = invalidDocument(faults);
    error.subject = fileAt(place);
    return error;
}

WorkspacePlace parentPlace(const WorkspacePlace &place)
{
    if (place.kind == PlacedKind::Client)
        return {PlacedKind::Workspace};
    return {PlacedKind::Folder, place.client, parentOf(place.path)};
}

WorkspacePlace childPlace(const WorkspacePlace &parent, PlacedKind kind, const QString &slug)
{
    if (kind == PlacedKind::Client)
        return {kind, slug};
    return {kind, parent.client, parent.path.isEmpty() ? slug : parent.path + u'/' + slug};
}

QString slugAt(const WorkspacePlace &place)
{
    return place.kind == PlacedKind::Client ? place.client : lastOf(place.path);
}

QString orderNameAt(const WorkspacePlace &place)
{
    return place.kind == PlacedKind::Folder ? slugAt(place) + u'/' : slugAt(place);
}

bool isRightParent(const WorkspacePlace &parent, PlacedKind kind)
{
    const bool isOfClient = kind == PlacedKind::Folder || kind == PlacedKind::Request;
    return parent.kind == (isOfClient ? PlacedKind::Folder : PlacedKind::Workspace) && kind != PlacedKind::Workspace;
}

QString folderWithAll(const WorkspacePlace &place)
{
    if (place.kind == PlacedKind::Client)
        return clientFolder(place.client) + u'/';
    return requestsFolder(place.client) + u'/' + (place.path.isEmpty() ? QString() : place.path + u'/');
}

bool isRoot(const WorkspacePlace &place)
{
    return place.kind == PlacedKind::Folder && place.path.isEmpty();
}

QString freeSlug(const QString &slug, const QStringList &taken)
{
    QString free = slug;
    for (int number = 2; taken.contains(free, Qt::CaseInsensitive); ++number)
        free = slug + u'-' + QString::number(number);
    return free;
}

QString movedFile(const QString &file, const WorkspacePlace &from, const WorkspacePlace &to)
{
    return from.kind == PlacedKind::Request ? fileAt(to) : folderWithAll(to) + file.sliced(folderWithAll(from).size());
}

} // namespace fuseboard
