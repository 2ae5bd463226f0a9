# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What find_package(Fuseboard) finds: the libraries that were added with INSTALL. All of it is the component
# "development", so that who installs the application gets none of it.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Fuseboard)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/FuseboardConfig.cmake.in
    ${PROJECT_BINARY_DIR}/generated/FuseboardConfig.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 any release may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/FuseboardConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(EXPORT FuseboardTargets NAMESPACE Fuseboard:: DESTINATION ${package_dir} COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/generated/FuseboardConfig.cmake
              ${PROJECT_BINARY_DIR}/generated/FuseboardConfigVersion.cmake
        DESTINATION ${package_dir} COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/generated/fuseboard/version.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/fuseboard/fuseboard COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)
