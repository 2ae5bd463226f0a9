# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D build=… -D work=… -D id=… -D has_xpath=… -P checkinstaller.cmake
# Installs the application alone into an empty folder, looks at what came, and has the desktop's own validators read it.

file(REMOVE_RECURSE ${work})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${build} --component application --prefix ${work}
    OUTPUT_QUIET RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "cmake --install --component application failed: ${failed}")
endif()

file(GLOB_RECURSE found RELATIVE ${work} ${work}/*)
set(expected
    bin/fuseboard bin/fuseboard-cli share/applications/${id}.desktop share/icons/hicolor/scalable/apps/${id}.svg
    share/man/man1/fuseboard-cli.1 share/man/man1/fuseboard.1 share/metainfo/${id}.metainfo.xml)
if(has_xpath)
    list(APPEND expected libexec/fuseboard/fuseboard-xpath)
endif()
list(SORT expected)
list(SORT found)
if(NOT found STREQUAL expected)
    message(FATAL_ERROR "The component application holds\n  ${found}\nand not\n  ${expected}")
endif()

foreach(program desktop-file-validate appstreamcli)
    find_program(${program} ${program})
    if(NOT ${program})
        message("SKIP-ALL: no ${program} to validate with")
        return()
    endif()
endforeach()

function(validate)
    execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE told ERROR_VARIABLE told RESULT_VARIABLE failed)
    if(failed OR told MATCHES "(error|warning|hint):")
        message(FATAL_ERROR "${told}")
    endif()
endfunction()
validate(${desktop-file-validate} ${work}/share/applications/${id}.desktop)
validate(${appstreamcli} validate --no-net ${work}/share/metainfo/${id}.metainfo.xml)
list(LENGTH found count)
message("application: ${count} files, desktop entry and metainfo are valid")
