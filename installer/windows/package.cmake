# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# An installer by NSIS, and a ZIP for who must not install; Qt's libraries come by Qt's deployment script.

set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_NSIS_DISPLAY_NAME Fuseboard)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_PACKAGE_EXECUTABLES "fuseboard;Fuseboard")
if(FUSEBOARD_GUI)
    set_target_properties(fuseboard PROPERTIES WIN32_EXECUTABLE ON)
    qt_generate_deploy_app_script(TARGET fuseboard OUTPUT_SCRIPT deploy_script)
    install(SCRIPT ${deploy_script} COMPONENT application)
endif()
