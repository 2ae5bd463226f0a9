// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"
#include "history/historyentry.h"

namespace fuseboard {

/// What is kept of a call that has ended. Every text in it has gone through the client's Redactor here, before anything
/// else sees it; bodies are kept where log_response_body says so, and only those that are text. (S05)
///
/// asked: the request as the client was given it.
HistoryEntry callRecord(const QString &clientSlug, const ApiClient &client, const Call &call, const Request &asked,
                        const Result<ApiResponse> &result, WallTime startedAt);

} // namespace fuseboard
