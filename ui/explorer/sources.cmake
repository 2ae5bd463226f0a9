# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    explorer/callsession.cpp
    explorer/callsession.h
    explorer/fielddelegate.cpp
    explorer/fielddelegate.h
    explorer/fieldtable.cpp
    explorer/fieldtable.h
    explorer/jsonhighlighter.cpp
    explorer/jsonhighlighter.h
    explorer/requestbar.cpp
    explorer/requestbar.h
    explorer/requestdraft.cpp
    explorer/requestdraft.h
    explorer/urledit.cpp
    explorer/urledit.h
)
