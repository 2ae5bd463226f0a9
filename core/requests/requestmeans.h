// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace fuseboard {

/// What a kept request needs from around it.
struct RequestMeans
{
    const VariableScope &scope;
    QString folder{}; ///< of the workspace, for the paths of files; empty where it is in none
    QStringList allowedFiles{}; ///< outside of that folder, that somebody here has agreed to send: as sendableFile()
    QByteArray boundary{}; ///< of multipart bodies; empty: one that nobody can guess, new for each request
};

} // namespace fuseboard
