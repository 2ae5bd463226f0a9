// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

// Answers that are none, or not whole, or not HTTP. Scripts for ScriptedScenario; docs/scenarios.md tells what each
// teaches.

/// What an SSH server says as soon as somebody connects.
constexpr const char *sshGreeting = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n";

UpstreamAnswer answerByReset(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerByClosing(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerByHalf(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerByDrip(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerBySilence(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerInSsh(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerWithSurplus(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerWithBadChunk(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerWithTooManyFields(const UpstreamRequest &request, ScenarioContext &context);
UpstreamAnswer answerAfterInterim(const UpstreamRequest &request, ScenarioContext &context);

} // namespace fuseboard
