# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    client/apiclient.h
    client/call.h
    client/clientevent.h
    client/clientmetrics.h
    client/clientsnapshot.h
    client/latencyhistogram.h
    client/timeline.h
    client/timeseries.h
)
