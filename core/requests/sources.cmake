# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    requests/chaineddevice.cpp
    requests/chaineddevice.h
    requests/filebody.cpp
    requests/filebody.h
    requests/formencoding.cpp
    requests/formencoding.h
    requests/graphqlbody.cpp
    requests/graphqlbody.h
    requests/multipartbody.cpp
    requests/multipartbody.h
    requests/pathparams.cpp
    requests/pathparams.h
    requests/querytext.cpp
    requests/querytext.h
    requests/requestbodybuilder.cpp
    requests/requestbodybuilder.h
    requests/requestbuilder.cpp
    requests/requestbuilder.h
    requests/requestmeans.h
    requests/sendablefile.cpp
    requests/sendablefile.h
)
