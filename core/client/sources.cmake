# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    client/apiclient.cpp
    client/apiclient.h
    client/attempt.cpp
    client/attempt.h
    client/attemptreview.cpp
    client/attemptreview.h
    client/call.cpp
    client/call.h
    client/callgate.cpp
    client/callgate.h
    client/callrunner.cpp
    client/callrunner.h
    client/clientcore.cpp
    client/clientcore.h
    client/clientevent.h
    client/clientmetrics.h
    client/clientsnapshot.h
    client/eventlog.cpp
    client/eventlog.h
    client/latencyhistogram.cpp
    client/latencyhistogram.h
    client/originpolicies.h
    client/redirects.cpp
    client/redirects.h
    client/serieslevel.cpp
    client/serieslevel.h
    client/services.h
    client/timeline.cpp
    client/timeline.h
    client/timelinerecorder.cpp
    client/timelinerecorder.h
    client/timeseries.cpp
    client/timeseries.h
    client/urljoin.cpp
    client/urljoin.h
)
