# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -P expectselftest.cmake
# Shows expect.cmake programs that it must let pass and programs that it must not.

if(says) # as the program that is shown: it says something, and fails where it is told to
    message("${says}")
    if(fails)
        message(FATAL_ERROR "a leak")
    endif()
    return()
endif()

# verdict(WANTED SAYS [OPTION…])
function(verdict wanted says)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -D "expected=calls: [0-9]+\n.*done" -P ${CMAKE_CURRENT_LIST_DIR}/expect.cmake
            -- ${CMAKE_COMMAND} -D "says=${says}" ${ARGN} -P ${CMAKE_CURRENT_LIST_FILE}
        OUTPUT_VARIABLE told ERROR_VARIABLE told RESULT_VARIABLE result)
    if(result STREQUAL "0")
        set(seen passes)
    else()
        set(seen fails)
    endif()
    if(NOT seen STREQUAL wanted)
        message(SEND_ERROR "\"${says}\" ${ARGN} ${seen}:\n${told}")
    elseif(NOT told MATCHES "^${says}")
        message(SEND_ERROR "What the program says comes first, for ctest to find SKIP-ALL:\n${told}")
    endif()
endfunction()

verdict(passes "calls: 2\nall done")
verdict(fails "calls: 2\nall done" -D fails=yes)
verdict(fails "calls: none\nall done")
verdict(passes "SKIP-ALL: no such program")
verdict(fails "SKIP-ALL: no such program" -D fails=yes)
verdict(fails "told late: SKIP-ALL")

foreach(nothing "" "--" "--;no-such-program-anywhere")
    execute_process(COMMAND ${CMAKE_COMMAND} -D expected=. -P ${CMAKE_CURRENT_LIST_DIR}/expect.cmake ${nothing}
        OUTPUT_QUIET ERROR_QUIET RESULT_VARIABLE result)
    if(result STREQUAL "0")
        message(SEND_ERROR "No program (${nothing}) passes")
    endif()
endforeach()
