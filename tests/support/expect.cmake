# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D expected=REGEX -P expect.cmake -- PROGRAM [ARGUMENT…]
# Fails unless the program ends with 0 and says what is expected, or SKIP-ALL first of all. ctest's own
# PASS_REGULAR_EXPRESSION would not look at the exit code: a leak that a sanitizer reports at the end would pass.

set(command "")
set(begun NO)
foreach(i RANGE 1 ${CMAKE_ARGC})
    if(begun AND i LESS CMAKE_ARGC)
        string(REPLACE ";" "\\;" argument "${CMAKE_ARGV${i}}")
        list(APPEND command "${argument}")
    elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
        set(begun YES)
    endif()
endforeach()
if(NOT command OR "${expected}" STREQUAL "")
    message(FATAL_ERROR "usage: cmake -D expected=REGEX -P expect.cmake -- PROGRAM [ARGUMENT…]")
endif()

execute_process(COMMAND ${command} OUTPUT_VARIABLE told ERROR_VARIABLE told RESULT_VARIABLE result
    ECHO_OUTPUT_VARIABLE ECHO_ERROR_VARIABLE)
if(NOT result STREQUAL "0")
    message(FATAL_ERROR "It ended with: ${result}")
endif()
if(NOT told MATCHES "^SKIP-ALL" AND NOT told MATCHES "${expected}")
    message(FATAL_ERROR "It did not say: ${expected}")
endif()
