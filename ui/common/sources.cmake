# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_UI_SOURCES
    common/badge.cpp
    common/badge.h
    common/card.cpp
    common/card.h
    common/elidedlabel.cpp
    common/elidedlabel.h
    common/emptystate.cpp
    common/emptystate.h
    common/figurelabel.cpp
    common/figurelabel.h
    common/figures.cpp
    common/figures.h
    common/focus.h
    common/fonts.cpp
    common/fonts.h
    common/grid.h
    common/iconengine.cpp
    common/iconengine.h
    common/icons.cpp
    common/icons.h
    common/iconview.cpp
    common/iconview.h
    common/openeditor.h
    common/palette.cpp
    common/palette.h
    common/pill.cpp
    common/pill.h
    common/presentation.cpp
    common/presentation.h
    common/segmentedcontrol.cpp
    common/segmentedcontrol.h
    common/sparkline.cpp
    common/sparkline.h
    common/stylesheet.cpp
    common/stylesheet.h
    common/tabstrip.cpp
    common/tabstrip.h
    common/theme.cpp
    common/theme.h
    common/tone.h
    common/warningbanner.cpp
    common/warningbanner.h
    common/claimedkeys.cpp
    common/claimedkeys.h)
