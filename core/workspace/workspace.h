// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/clientconfig.h"
#include "config/environmentconfig.h"
#include "workspace/requestconfig.h"

#include <QStringList>

namespace fuseboard {

/// What is known of a folder of requests.
struct FolderConfig
{
    QString name{}; ///< up to 200 characters; empty: the folder is shown by its slug
    QString description{};
    /// Slugs of the requests in it, and of its folders with a "/" behind. Those named come first and in this order,
    /// then the other folders and the other requests, each by slug. Names of what is not there mean nothing.
    QStringList order{};
    UnknownFields unknown{};

    friend bool operator==(const FolderConfig &, const FolderConfig &) = default;
};

/// A folder of requests, by its path below its client's requests: slugs with "/" between, at most 16.
struct WorkspaceFolder
{
    QString path;
    FolderConfig config{};

    friend bool operator==(const WorkspaceFolder &, const WorkspaceFolder &) = default;
};

/// A kept request and the name of its file: requests/[<folder>/]<slug>.json in its client's folder.
struct WorkspaceRequest
{
    QString slug;
    RequestConfig config;
    QString folder{}; ///< the path of its folder, empty for none

    /// Of the folder and the slug: what tells it from the client's other requests.
    [[nodiscard]] QString path() const { return folder.isEmpty() ? slug : folder + u'/' + slug; }

    friend bool operator==(const WorkspaceRequest &, const WorkspaceRequest &) = default;
};

/// A client and the name of its folder: clients/<slug>. The slug stays when the client is renamed.
struct WorkspaceClient
{
    QString slug;
    ClientConfig config;
    QList<WorkspaceRequest> requests; ///< in the order of the tree, that is, with those of a folder at its place
    QList<WorkspaceFolder> folders{}; ///< in the order of the tree, each before what is in it
    FolderConfig root{}; ///< of the requests that are in no folder: their order

    friend bool operator==(const WorkspaceClient &, const WorkspaceClient &) = default;
};

/// A folder of plain JSON files, made for git:
///   workspace.json                                       {"format": 1, "name": …}
///   clients/<slug>/client.json                           a ClientConfig
///   clients/<slug>/folder.json                           a FolderConfig: the order of what is in no folder
///   clients/<slug>/requests/<slug>.json                  a RequestConfig
///   clients/<slug>/requests/<folder>/…/folder.json       a FolderConfig
///   clients/<slug>/requests/<folder>/…/<slug>.json       a RequestConfig
///   environments/<slug>.json                             an EnvironmentConfig
/// A value; loadWorkspace() and saveWorkspace() move it from and to the disk. What is in no order is in that of the
/// slugs.
struct Workspace
{
    QString name;
    QList<WorkspaceClient> clients;
    UnknownFields unknown; ///< of workspace.json
    QString id{}; ///< a UUID, which secrets are kept under; empty where it has none yet
    QStringList order{}; ///< slugs of clients; those named come first, then the others by slug
    QList<Environment> environments{}; ///< in the order of their slugs

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

/// What is wrong with one file, named relative to the workspace with '/' between.
struct WorkspaceFault
{
    QString file;
    Error error; ///< its subject is the file's whole path

    friend bool operator==(const WorkspaceFault &, const WorkspaceFault &) = default;
};

/// What deserves a warning in a file that was read.
struct WorkspaceWarning
{
    QString file;
    ConfigFault warning;

    friend bool operator==(const WorkspaceWarning &, const WorkspaceWarning &) = default;
};

} // namespace fuseboard
