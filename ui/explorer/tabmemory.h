// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspaceplace.h"

#include <QStringList>

namespace fuseboard {

/// What is known of tabs beside which are open, and what the next run takes from this one. A value.
struct TabMemory
{
    QStringList pinned; ///< names of requests that mean the same in the next run, in the order of their tabs
    QList<WorkspacePlace> closed; ///< kept requests, the one closed last at the end

    friend bool operator==(const TabMemory &, const TabMemory &) = default;
};

} // namespace fuseboard
