# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    config/authconfig.h
    config/circuitbreakerconfig.h
    config/clientconfig.h
    config/configreader.h
    config/configwriter.h
    config/connectionconfig.h
    config/ratelimitconfig.h
    config/retryconfig.h
    config/secret.h
    config/unknownfields.h
)
