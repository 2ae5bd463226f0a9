# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    http/bannerprobe.cpp
    http/bannerprobe.h
    http/body.cpp
    http/body.h
    http/bodydecoder.cpp
    http/bodydecoder.h
    http/bufferedproxyfactory.cpp
    http/bufferedproxyfactory.h
    http/exchange.cpp
    http/exchange.h
    http/headers.cpp
    http/headers.h
    http/lanepool.cpp
    http/lanepool.h
    http/laneslot.cpp
    http/laneslot.h
    http/managerlane.cpp
    http/managerlane.h
    http/networkerrors.cpp
    http/networkerrors.h
    http/networkexchange.cpp
    http/networkexchange.h
    http/networkoptions.h
    http/networktransport.cpp
    http/networktransport.h
    http/oncedevice.cpp
    http/oncedevice.h
    http/phaseclock.cpp
    http/phaseclock.h
    http/replyreader.cpp
    http/replyreader.h
    http/replystarter.cpp
    http/replystarter.h
    http/request.cpp
    http/request.h
    http/response.h
    http/silentcookiejar.cpp
    http/silentcookiejar.h
    http/tlspolicy.cpp
    http/tlspolicy.h
    http/transport.cpp
    http/transport.h
)
