# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    history/historycomparison.cpp
    history/historycomparison.h
    history/historydelegate.cpp
    history/historydelegate.h
    history/historydetail.cpp
    history/historydetail.h
    history/historydraft.cpp
    history/historydraft.h
    history/historyfilterbar.cpp
    history/historyfilterbar.h
    history/historylimitsdialog.cpp
    history/historylimitsdialog.h
    history/historymodel.cpp
    history/historymodel.h
    history/historymodel_others.cpp
    history/historypage.cpp
    history/historypage.h
    history/historypage_build.cpp
    history/historypage_choice.cpp
    history/historypage_limits.cpp
    history/historyperiod.cpp
    history/historyperiod.h
)
