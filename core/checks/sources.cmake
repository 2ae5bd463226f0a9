# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    checks/answervalue.cpp
    checks/answervalue.h
    checks/boundedmatch.cpp
    checks/boundedmatch.h
    checks/checkedanswer.h
    checks/requestcaptures.cpp
    checks/requestcaptures.h
    checks/requesttests.cpp
    checks/requesttests.h
)
