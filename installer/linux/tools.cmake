# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Read by cpack when it begins. Without these it would leave out the libraries that the package needs, and call it a success.

foreach(tool dpkg-shlibdeps file)
    find_program(found_${tool} ${tool})
    if(NOT found_${tool})
        message(FATAL_ERROR "A package for Debian needs ${tool}. scripts/setup --for package installs it.")
    endif()
endforeach()
