# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    config/draft/configtree.cpp
    config/draft/configtree.h
    config/draft/fieldfacts.cpp
    config/draft/fieldfacts.h
)
