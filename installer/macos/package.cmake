# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A disk image with the bundle; Qt's libraries are put into it by Qt's deployment script.

set(CPACK_GENERATOR DragNDrop)
if(FUSEBOARD_GUI)
    set_target_properties(fuseboard PROPERTIES
        MACOSX_BUNDLE ON
        MACOSX_BUNDLE_BUNDLE_NAME Fuseboard
        MACOSX_BUNDLE_GUI_IDENTIFIER ${FUSEBOARD_APP_ID}
        MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION}
        MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION})
    qt_generate_deploy_app_script(TARGET fuseboard OUTPUT_SCRIPT deploy_script)
    install(SCRIPT ${deploy_script} COMPONENT application)
endif()
