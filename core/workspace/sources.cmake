# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    workspace/anyfile.cpp
    workspace/anyfile.h
    workspace/files/durablefile.cpp
    workspace/files/durablefile.h
    workspace/files/filesystem.cpp
    workspace/files/filesystem.h
    workspace/files/systemfilesystem.cpp
    workspace/files/systemfilesystem.h
    workspace/requestconfig.h
    workspace/requestfile.cpp
    workspace/requestfile.h
    workspace/requestrowfields.cpp
    workspace/requestrowfields.h
    workspace/requestrows.h
    workspace/slug.cpp
    workspace/slug.h
    workspace/workspace.h
    workspace/workspacecontent.cpp
    workspace/workspacecontent.h
    workspace/workspacefiles.cpp
    workspace/workspacefiles.h
    workspace/workspacelayout.cpp
    workspace/workspacelayout.h
    workspace/workspaceloader.cpp
    workspace/workspaceloader.h
    workspace/workspaceorder.cpp
    workspace/workspaceorder.h
    workspace/workspacewriter.cpp
    workspace/workspacewriter.h
)
