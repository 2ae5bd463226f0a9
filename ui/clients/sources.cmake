# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    clients/clientdelegate.cpp
    clients/clientdelegate.h
    clients/clientpanel.cpp
    clients/clientpanel.h
    clients/clientpanel_tree.cpp
)
