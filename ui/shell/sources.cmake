# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    shell/helpdialog.cpp
    shell/helpdialog.h
    shell/mainwindow.cpp
    shell/mainwindow.h
    shell/mainwindow_menus.cpp
    shell/navigationrail.cpp
    shell/navigationrail.h
    shell/pagespec.h
    shell/panecycler.cpp
    shell/panecycler.h
    shell/railbutton.cpp
    shell/railbutton.h
    shell/statusstrip.cpp
    shell/statusstrip.h
    shell/windowstate.h
)
