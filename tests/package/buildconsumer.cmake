# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the component "development" of a build, moves it, and builds and runs a consumer against it.

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${work})
run(${CMAKE_COMMAND} --install ${build} --prefix ${work}/installed --component development)
# A package is unpacked elsewhere than it was made: no path of its first place may stand in it.
file(RENAME ${work}/installed ${work}/moved)
run(${CMAKE_COMMAND} -S ${source} -B ${work}/build -G ${generator}
    -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_BUILD_TYPE=Debug "-DCMAKE_PREFIX_PATH=${work}/moved;${prefix_path}")
run(${CMAKE_COMMAND} --build ${work}/build)
run(${work}/build/consumer)

# The program of docs/spec.md, with a client whose server is not there and with a file that has a fault.
function(expect_failure config said)
    file(WRITE ${work}/client.json "${config}")
    execute_process(COMMAND ${work}/build/wholeprogram ${work}/client.json RESULT_VARIABLE code OUTPUT_VARIABLE output)
    if(NOT code EQUAL 1 OR NOT output MATCHES "${said}")
        message(FATAL_ERROR "wholeprogram returned ${code} and said:\n${output}")
    endif()
endfunction()
expect_failure([[{"format": 1, "name": "nobody", "base_url": "http://127.0.0.1:1"}]] "^refused  127.0.0.1:1\n$")
expect_failure([[{"format": 1, "name": "nobody", "base_url": "nowhere"}]] "line 1: base_url bad_url")
