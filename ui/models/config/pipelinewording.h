// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QList>
#include <QString>

namespace fuseboard {

/// The steps of a call as the dialog draws them.
enum class PipelineStage { Prepare, Limiter, Breaker, Retry, Http };

/// In the order of a call. (D1)
QList<PipelineStage> pipelineStages(Pipeline pipeline);
/// Those that each attempt passes again.
QList<PipelineStage> repeatedStages(Pipeline pipeline);

namespace wording {

/// "Rate limiter"
QString word(PipelineStage stage);
/// Its figures in a few words: "10/s, burst 20", "3 ×, 1 s → 60 s", "off".
QString figures(PipelineStage stage, const ClientConfig &config);
/// What counts, as one short sentence below the picture.
QString pipelineSentence(Pipeline pipeline);
/// What the link to the other order says.
QString pipelineLink(Pipeline pipeline);

/// What a breaker does, as one sentence with its figures.
QString breakerSentence(const CircuitBreakerConfig &config);
/// What leads from one state to another: "5 failures in a row".
QString opensBy(const CircuitBreakerConfig &config);
/// "after 60 s"; with its growth "after 60 s, 120 s … 300 s".
QString probesAfter(const CircuitBreakerConfig &config);
QString closesBy(const CircuitBreakerConfig &config);

} // namespace wording

} // namespace fuseboard
