# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

# fuseboard_add_library(Name SOURCES … [LINK …] [PRIVATE_LINK …] [INCLUDE …] [INSTALL [INTERNAL header…]])
# A static library fuseboard_<name>, known as Fuseboard::<Name>; its folder is the include root. What PRIVATE_LINK names
# is used for the build alone. INSTALL makes it part of the package that others find, but for INTERNAL headers.
function(fuseboard_add_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "INSTALL" "" "SOURCES;LINK;PRIVATE_LINK;INCLUDE;INTERNAL")
    string(TOLOWER "fuseboard_${name}" target)
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(Fuseboard::${name} ALIAS ${target})
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}>" ${arg_INCLUDE})
    target_compile_features(${target} PUBLIC cxx_std_20)
    set(private fuseboard_options ${arg_PRIVATE_LINK})
    if(NOT MSVC)
        # No path of the machine that builds gets into what it builds; and each checkout makes the same objects.
        target_compile_options(${target} PRIVATE -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
    endif()
    list(TRANSFORM private REPLACE "(.+)" "$<BUILD_INTERFACE:\\1>")
    target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE ${private})
    if(arg_INSTALL)
        list(REMOVE_ITEM arg_SOURCES ${arg_INTERNAL})
        fuseboard_install_library(${name} ${target} ${arg_SOURCES})
    endif()
endfunction()

# Headers keep their folders below include/fuseboard, which is the include root of the installed target.
function(fuseboard_install_library name target)
    target_include_directories(${target} PUBLIC "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/fuseboard>")
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    install(TARGETS ${target} EXPORT FuseboardTargets ARCHIVE COMPONENT development)
    set(headers ${ARGN})
    list(FILTER headers INCLUDE REGEX "\\.h$")
    foreach(header IN LISTS headers)
        cmake_path(GET header PARENT_PATH folder)
        install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/fuseboard/${folder} COMPONENT development)
    endforeach()
endfunction()

# fuseboard_add_test(tst_unit [SOURCES …] [LINK …] [LABELS …] [TIMEOUT seconds] [SERIAL])
# A Qt Test program from tst_unit.cpp beside the caller, run without a display.
function(fuseboard_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "SOURCES;LINK;LABELS")
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE fuseboard_options Qt6::Test ${arg_LINK})
    # Each test program is one translation unit or few: nothing to unite, and moc output must stay apart.
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
    add_test(NAME ${name} COMMAND ${name})
    if("policy" IN_LIST arg_LABELS)
        set_property(GLOBAL APPEND PROPERTY FUSEBOARD_POLICY_TESTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(FUSEBOARD_SANITIZE OR FUSEBOARD_COVERAGE) # what starts many processes takes several times as long
        math(EXPR arg_TIMEOUT "4 * ${arg_TIMEOUT}")
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" RUN_SERIAL ${arg_SERIAL}
        SKIP_REGULAR_EXPRESSION "^SKIP-ALL"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8;TZ=UTC;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()

# fuseboard_add_program_test(name EXPECT regex COMMAND program [argument…])
# Passes where the program ends with 0 and says what is expected; SKIP-ALL is told as for other tests.
function(fuseboard_add_program_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXPECT" "COMMAND")
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -D "expected=${arg_EXPECT}"
        -P ${PROJECT_SOURCE_DIR}/tests/support/expect.cmake -- ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^SKIP-ALL")
endfunction()
