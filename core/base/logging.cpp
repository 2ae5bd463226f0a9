// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/logging.h"

namespace fuseboard {

Q_LOGGING_CATEGORY(logAuth, "fuseboard.auth", QtWarningMsg)
Q_LOGGING_CATEGORY(logClient, "fuseboard.client", QtWarningMsg)
Q_LOGGING_CATEGORY(logUpstream, "fuseboard.upstream", QtInfoMsg)

} // namespace fuseboard
