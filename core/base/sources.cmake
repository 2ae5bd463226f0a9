# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    base/allowedkind.h
    base/allowedvalues.cpp
    base/allowedvalues.h
    base/boxed.h
    base/error.cpp
    base/error.h
    base/errorkind.h
    base/escapereading.cpp
    base/escapereading.h
    base/headersyntax.cpp
    base/headersyntax.h
    base/logging.cpp
    base/logging.h
    base/logline.cpp
    base/logline.h
    base/mediatype.cpp
    base/mediatype.h
    base/random.cpp
    base/random.h
    base/redactor.cpp
    base/redactor.h
    base/result.h
    base/scheduler.cpp
    base/scheduler.h
    base/secretgroup.cpp
    base/secretgroup.h
    base/secretnames.cpp
    base/secretnames.h
    base/secretpattern.cpp
    base/secretpattern.h
    base/secretsearch.cpp
    base/secretsearch.h
    base/secretspans.cpp
    base/secretspans.h
    base/systemscheduler.cpp
    base/systemscheduler.h
    base/time.cpp
    base/time.h
    base/timerqueue.cpp
    base/timerqueue.h
    base/virtualscheduler.cpp
    base/virtualscheduler.h
)
