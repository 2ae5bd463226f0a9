# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(FUSEBOARD_UI_SOURCES)
foreach(folder common clients explorer dashboard shell interchange secrets viewer compare history environments clients/dialog workspace
        cookies)
    include(${CMAKE_CURRENT_LIST_DIR}/${folder}/sources.cmake)
endforeach()
