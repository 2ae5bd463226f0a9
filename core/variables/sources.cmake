# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    variables/clientsubstitution.cpp
    variables/clientsubstitution.h
    variables/environmentrules.cpp
    variables/environmentrules.h
    variables/secretedits.cpp
    variables/secretedits.h
    variables/substitution.cpp
    variables/substitution.h
    variables/variablelookup.cpp
    variables/variablelookup.h
    variables/variablescope.cpp
    variables/variablescope.h
)
