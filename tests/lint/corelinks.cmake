# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D BUILD_FILE=build.ninja -P corelinks.cmake: fails where a library that displays is compiled against or linked.

file(STRINGS "${BUILD_FILE}" displaying REGEX "Qt6?(Gui|Widgets|Charts|Svg|OpenGL|Sql)|qt6keychain")
file(STRINGS "${BUILD_FILE}" core REGEX "Qt6?Core")
if(NOT core)
    message(FATAL_ERROR "${BUILD_FILE} does not even name Qt Core: nothing was checked")
endif()
if(displaying)
    list(GET displaying 0 first)
    message(FATAL_ERROR "The core-only build names a library that it must not know:\n${first}")
endif()
