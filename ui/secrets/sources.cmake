# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    secrets/secretclipboard.cpp
    secrets/secretclipboard.h
    secrets/secretfield.cpp
    secrets/secretfield.h
    secrets/secretfield_build.cpp
    secrets/secretmeans.h
    secrets/secretsdialog.cpp
    secrets/secretsdialog.h
    secrets/shownsecret.cpp
    secrets/shownsecret.h
)
