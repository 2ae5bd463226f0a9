# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    dashboard/breakercard.cpp
    dashboard/breakercard.h
    dashboard/breakerstrip.cpp
    dashboard/breakerstrip.h
    dashboard/chartcard.cpp
    dashboard/chartcard.h
    dashboard/chartdata.cpp
    dashboard/chartdata.h
    dashboard/chartlegend.cpp
    dashboard/chartlegend.h
    dashboard/chartscale.cpp
    dashboard/chartscale.h
    dashboard/clientdashboardsource.cpp
    dashboard/clientdashboardsource.h
    dashboard/clienttile.cpp
    dashboard/clienttile.h
    dashboard/dashboardpage.cpp
    dashboard/dashboardpage.h
    dashboard/dashboardsource.cpp
    dashboard/dashboardsource.h
    dashboard/eventdelegate.cpp
    dashboard/eventdelegate.h
    dashboard/eventpanel.cpp
    dashboard/eventpanel.h
    dashboard/latencycard.cpp
    dashboard/latencycard.h
    dashboard/levelbar.cpp
    dashboard/levelbar.h
    dashboard/limitercard.cpp
    dashboard/limitercard.h
    dashboard/serieschart.cpp
    dashboard/serieschart.h
    dashboard/throughputcard.cpp
    dashboard/throughputcard.h
    dashboard/tileboard.cpp
    dashboard/tileboard.h
)
