# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    compare/comparedcall.h
    compare/comparedialog.cpp
    compare/comparedialog.h
    compare/diffside.cpp
    compare/diffside.h
    compare/diffsteps.cpp
    compare/diffsteps.h
)
