// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace fuseboard {

/// What this process holds of its machine; 0 where the system does not tell.
struct ProcessUsage
{
    double residentMiB = 0;
    double heapMiB = 0; ///< handed out by malloc and not freed
    int descriptors = 0;
    int threads = 0;

    static ProcessUsage now();
};

} // namespace fuseboard
