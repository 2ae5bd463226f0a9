// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/dashboardsource.h"

namespace fuseboard {

DashboardSource::~DashboardSource() = default;

} // namespace fuseboard
