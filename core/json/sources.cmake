# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    json/jsonchildren.h
    json/jsonforms.cpp
    json/jsonforms.h
    json/jsonnumber.cpp
    json/jsonnumber.h
    json/jsonpath.cpp
    json/jsonpath.h
    json/jsonpathliteral.cpp
    json/jsonpathparser.cpp
    json/jsonpathparser.h
    json/jsonpathrun.cpp
    json/jsonpathrun.h
    json/jsontext.cpp
    json/jsontext.h
    json/jsonvalues.cpp
    json/jsonvalues.h
)
