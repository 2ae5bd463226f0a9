# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    workspace/conflictdialog.cpp
    workspace/conflictdialog.h
    workspace/demoserverbanner.cpp
    workspace/demoserverbanner.h
    workspace/filenoticebox.cpp
    workspace/filenoticebox.h
    workspace/folderdialog.cpp
    workspace/folderdialog.h
    workspace/freename.cpp
    workspace/freename.h
    workspace/keptrequest.cpp
    workspace/keptrequest.h
    workspace/leavequestion.cpp
    workspace/leavequestion.h
    workspace/missingworkspacedialog.cpp
    workspace/missingworkspacedialog.h
    workspace/requestkeeper.cpp
    workspace/requestkeeper.h
    workspace/requestkeeper_drafts.cpp
    workspace/savebanner.cpp
    workspace/savebanner.h
    workspace/saverequestdialog.cpp
    workspace/saverequestdialog.h
    workspace/treecommands.cpp
    workspace/treecommands.h
    workspace/unsaveddialog.cpp
    workspace/unsaveddialog.h
    workspace/workspacemenu.cpp
    workspace/workspacemenu.h
    workspace/conflictquestion.cpp
    workspace/conflictquestion.h
)
