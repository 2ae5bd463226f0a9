// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/badge.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace fuseboard {

/// A call as it is set beside another one. A value.
struct ComparedCall
{
    Badge end; ///< how it ended
    QString facts; ///< when, and how long it took
    QString target; ///< method and URL
    std::function<QStringList()> lines; ///< what is compared; laid out only when it is asked for
};

} // namespace fuseboard
