# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    resilience/backoff.h
    resilience/breakercore.h
    resilience/circuitbreaker.h
    resilience/ratelimiter.h
    resilience/retryhandler.h
    resilience/serverquota.h
    resilience/tokenbucket.h
    resilience/verdict.h
)
