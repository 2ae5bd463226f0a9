// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace fuseboard {

// Each is called fuseboard.<area>, and QT_LOGGING_RULES switches it. Unless it says otherwise, it is on from info. What
// a line holds has passed a Redactor before it comes here.

/// fuseboard.auth, on from warning: tokens that could not be kept or locked, never their values.
Q_DECLARE_LOGGING_CATEGORY(logAuth)
/// fuseboard.client, on from warning; its info are the requests and answers of clients that log them.
Q_DECLARE_LOGGING_CATEGORY(logClient)
Q_DECLARE_LOGGING_CATEGORY(logUpstream) ///< fuseboard.upstream: the demo server

} // namespace fuseboard
