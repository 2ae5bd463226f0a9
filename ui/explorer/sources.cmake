# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    explorer/bodyview.cpp
    explorer/bodyview.h
    explorer/callsession.cpp
    explorer/callsession.h
    explorer/explorepage.cpp
    explorer/explorepage.h
    explorer/explorepage_build.cpp
    explorer/explorepage_send.cpp
    explorer/fielddelegate.cpp
    explorer/fielddelegate.h
    explorer/fieldtable.cpp
    explorer/fieldtable.h
    explorer/jsonhighlighter.cpp
    explorer/jsonhighlighter.h
    explorer/policiescard.cpp
    explorer/policiescard.h
    explorer/requestbar.cpp
    explorer/requestbar.h
    explorer/requestdraft.cpp
    explorer/requestdraft.h
    explorer/requestpane.cpp
    explorer/requestpane.h
    explorer/responsehead.cpp
    explorer/responsehead.h
    explorer/responsepane.cpp
    explorer/responsepane.h
    explorer/timelinedelegate.cpp
    explorer/timelinedelegate.h
    explorer/timelineview.cpp
    explorer/timelineview.h
    explorer/urledit.cpp
    explorer/urledit.h
    explorer/variablecompleter.cpp
    explorer/variablecompleter.h
    explorer/explorepage_save.cpp
    explorer/openrequest.h
)
