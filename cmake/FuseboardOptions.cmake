# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One target carries every compiler setting of the project: fuseboard_options.

set(FUSEBOARD_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
option(FUSEBOARD_COVERAGE "Instrument for gcov" OFF)
option(FUSEBOARD_WERROR "Treat warnings as errors" ON)
set(FUSEBOARD_DEBUG_INFO "full" CACHE STRING "What a debugger is told: full, lines (enough for a trace) or none")
set_property(CACHE FUSEBOARD_DEBUG_INFO PROPERTY STRINGS full lines none)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(FUSEBOARD_CCACHE ccache)
if(FUSEBOARD_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths below the project are hashed relative to it, so that all presets and clones share the cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros ${FUSEBOARD_CCACHE})
endif()

# A test is linked in a tenth of the time, and there are more than a hundred of them in each lane.
find_program(FUSEBOARD_MOLD mold)
if(FUSEBOARD_MOLD AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_link_options(-fuse-ld=mold)
endif()

# "fuseboard/version.h": the version is written once, in project().
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.h.in ${PROJECT_BINARY_DIR}/generated/fuseboard/version.h @ONLY)

add_library(fuseboard_options INTERFACE)
target_include_directories(fuseboard_options INTERFACE ${PROJECT_BINARY_DIR}/generated)
target_compile_features(fuseboard_options INTERFACE cxx_std_20)
target_compile_definitions(fuseboard_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT
    QT_STRICT_ITERATORS)
if(MSVC)
    target_compile_options(fuseboard_options INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus)
    if(FUSEBOARD_WERROR)
        target_compile_options(fuseboard_options INTERFACE /WX)
    endif()
else()
    target_compile_options(fuseboard_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
        -Wcast-align -Wunused -Wextra-semi)
    if(FUSEBOARD_WERROR)
        target_compile_options(fuseboard_options INTERFACE -Werror)
    endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees uninitialised members in std::function inside std::variant when it optimises; there are none.
    target_compile_options(fuseboard_options INTERFACE -Wno-maybe-uninitialized)
endif()
# Debug information is a third of the time a test takes to build; where nobody debugs, it is left out.
if(NOT MSVC AND FUSEBOARD_DEBUG_INFO STREQUAL "lines")
    target_compile_options(fuseboard_options INTERFACE -g1)
elseif(NOT MSVC AND FUSEBOARD_DEBUG_INFO STREQUAL "none")
    target_compile_options(fuseboard_options INTERFACE -g0)
endif()
if(FUSEBOARD_SANITIZE)
    target_compile_options(fuseboard_options INTERFACE
        -fsanitize=${FUSEBOARD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1)
    target_link_options(fuseboard_options INTERFACE -fsanitize=${FUSEBOARD_SANITIZE})
endif()
if(FUSEBOARD_COVERAGE)
    target_compile_options(fuseboard_options INTERFACE --coverage -O0)
    target_link_options(fuseboard_options INTERFACE --coverage)
endif()
