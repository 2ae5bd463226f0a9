# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How a Linux desktop comes to know the application: menu entry, icon, description, manual pages.

set(generated ${PROJECT_BINARY_DIR}/generated/desktop)
string(TIMESTAMP FUSEBOARD_BUILD_DATE "%Y-%m-%d" UTC)
configure_file(linux/fuseboard.desktop.in ${generated}/${FUSEBOARD_APP_ID}.desktop @ONLY)
configure_file(linux/metainfo.xml.in ${generated}/${FUSEBOARD_APP_ID}.metainfo.xml @ONLY)
configure_file(linux/fuseboard.1.in ${generated}/fuseboard.1 @ONLY)
configure_file(linux/fuseboard-cli.1.in ${generated}/fuseboard-cli.1 @ONLY)

install(FILES ${generated}/${FUSEBOARD_APP_ID}.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT application)
install(FILES ${generated}/${FUSEBOARD_APP_ID}.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT application)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/fuseboard.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME ${FUSEBOARD_APP_ID}.svg
        COMPONENT application)
install(FILES ${generated}/fuseboard.1 ${generated}/fuseboard-cli.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT application)
