# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    viewer/accessibledocument.cpp
    viewer/accessibledocument.h
    viewer/documentpane.cpp
    viewer/documentpane.h
    viewer/documentview.cpp
    viewer/documentview.h
    viewer/documentview_commands.cpp
    viewer/documentview_moves.cpp
    viewer/drawingcheck.cpp
    viewer/drawingcheck.h
    viewer/filterbar.cpp
    viewer/filterbar.h
    viewer/imageloader.cpp
    viewer/imageloader.h
    viewer/previewpane.cpp
    viewer/previewpane.h
    viewer/rowlayout.cpp
    viewer/rowlayout.h
    viewer/searchbar.cpp
    viewer/searchbar.h
)
