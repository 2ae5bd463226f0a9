# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    auth/memorysecretstore.cpp
    auth/memorysecretstore.h
    auth/secretstore.cpp
    auth/secretstore.h
)
