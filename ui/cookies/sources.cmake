# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    cookies/cookiecommand.cpp cookies/cookiecommand.h
    cookies/cookiedelegate.cpp cookies/cookiedelegate.h
    cookies/cookiesdialog.cpp cookies/cookiesdialog.h
    cookies/cookiesdialog_build.cpp
    cookies/cookiesource.h
    cookies/cookiestep.h
    cookies/cookietable.cpp cookies/cookietable.h)
