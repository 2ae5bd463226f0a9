# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    cookies/cookie.h
    cookies/cookiejar.cpp
    cookies/cookiejar.h
    cookies/cookiejars.cpp
    cookies/cookiejars.h
    cookies/cookierules.cpp
    cookies/cookierules.h
    cookies/cookiesecrets.cpp
    cookies/cookiesecrets.h
    cookies/keptcookies.cpp
    cookies/keptcookies.h
    cookies/qtjar.cpp
    cookies/qtjar.h
    cookies/setcookie.cpp
    cookies/setcookie.h
)
