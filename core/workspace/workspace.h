// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/clientconfig.h"
#include "workspace/requestconfig.h"

namespace fuseboard {

/// A kept request and the name of its file: requests/<slug>.json in its client's folder.
struct WorkspaceRequest
{
    QString slug;
    RequestConfig config;

    friend bool operator==(const WorkspaceRequest &, const WorkspaceRequest &) = default;
};

/// A client and the name of its folder: clients/<slug>. The slug stays when the client is renamed.
struct WorkspaceClient
{
    QString slug;
    ClientConfig config;
    QList<WorkspaceRequest> requests;

    friend bool operator==(const WorkspaceClient &, const WorkspaceClient &) = default;
};

/// A folder of plain JSON files, made for git:
///   workspace.json                        {"format": 1, "name": …}
///   clients/<slug>/client.json            a ClientConfig
///   clients/<slug>/requests/<slug>.json   a RequestConfig
/// A value; loadWorkspace() and saveWorkspace() move it from and to the disk. Clients and requests are in the order of
/// their slugs.
struct Workspace
{
    QString name;
    QList<WorkspaceClient> clients;
    UnknownFields unknown; ///< of workspace.json

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
