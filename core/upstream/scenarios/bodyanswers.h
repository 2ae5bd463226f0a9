// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

// Answers whose body is the point. Scripts for ScriptedScenario.

/// 10 MiB of text, or "?size=" bytes; made while it is sent.
UpstreamAnswer answerBig(const UpstreamRequest &request, ScenarioContext &context);
/// The sample service in gzip, whatever the request accepts.
UpstreamAnswer answerGzip(const UpstreamRequest &request, ScenarioContext &context);

/// One gzip member (RFC 1952).
QByteArray gzip(const QByteArray &bytes);

} // namespace fuseboard
