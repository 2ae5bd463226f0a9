# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    http/body.cpp
    http/body.h
    http/exchange.cpp
    http/exchange.h
    http/headers.cpp
    http/headers.h
    http/networktransport.h
    http/request.cpp
    http/request.h
    http/response.h
    http/transport.cpp
    http/transport.h
)
