# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    workspace/anyfile.cpp
    workspace/anyfile.h
    workspace/requestconfig.h
    workspace/requestfile.cpp
    workspace/requestfile.h
    workspace/slug.cpp
    workspace/slug.h
    workspace/workspace.h
    workspace/workspacelayout.cpp
    workspace/workspacelayout.h
    workspace/workspaceloader.cpp
    workspace/workspaceloader.h
    workspace/workspacewriter.cpp
    workspace/workspacewriter.h
)
