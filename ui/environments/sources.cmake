# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    environments/confirmsenddialog.cpp
    environments/confirmsenddialog.h
    environments/environmentcolors.cpp
    environments/environmentcolors.h
    environments/environmentdrafts.cpp
    environments/environmentdrafts.h
    environments/environmentedits.cpp
    environments/environmentedits.h
    environments/environmentform.cpp
    environments/environmentform.h
    environments/environmenthistory.cpp
    environments/environmenthistory.h
    environments/environmentsdialog.cpp
    environments/environmentsdialog.h
    environments/environmentsdialog_build.cpp
    environments/environmentsdialog_save.cpp
    environments/environmentsedit.cpp
    environments/environmentsedit.h
    environments/environmentselector.cpp
    environments/environmentselector.h
    environments/environmentstrip.cpp
    environments/environmentstrip.h
    environments/stepkeys.h
    environments/variabledelegate.cpp
    environments/variabledelegate.h
    environments/variabletable.cpp
    environments/variabletable.h
)
