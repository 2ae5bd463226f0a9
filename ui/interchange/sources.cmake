# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    interchange/copyasmenu.cpp interchange/copyasmenu.h
    interchange/exportdialog.cpp interchange/exportdialog.h)
