# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    resilience/asyncend.h
    resilience/asyncfunction.h
    resilience/backoff.cpp
    resilience/backoff.h
    resilience/breakercore.cpp
    resilience/breakercore.h
    resilience/breakerrules.cpp
    resilience/breakerrules.h
    resilience/breakerstate.h
    resilience/circuitbreaker.cpp
    resilience/circuitbreaker.h
    resilience/functionretryrun.cpp
    resilience/functionretryrun.h
    resilience/functionwork.cpp
    resilience/functionwork.h
    resilience/guardedrun.cpp
    resilience/guardedrun.h
    resilience/outcomewindow.cpp
    resilience/outcomewindow.h
    resilience/pausecause.h
    resilience/quotafamilies.h
    resilience/quotanumber.cpp
    resilience/quotanumber.h
    resilience/quotareader.cpp
    resilience/quotausage.cpp
    resilience/quotausage.h
    resilience/ratelimiter.cpp
    resilience/ratelimiter.h
    resilience/ratelimiter_p.cpp
    resilience/ratelimiter_p.h
    resilience/retryhandler.cpp
    resilience/retryhandler.h
    resilience/serverquota.cpp
    resilience/serverquota.h
    resilience/structuredlist.cpp
    resilience/structuredlist.h
    resilience/tokenbucket.cpp
    resilience/tokenbucket.h
    resilience/verdict.cpp
    resilience/verdict.h
    resilience/waitline.cpp
    resilience/waitline.h
)
