// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QStringList>

namespace fuseboard {

/// Ready-made settings of a policy.
enum class PolicyPreset { Off, Gentle, Standard, Strict, Custom };
inline constexpr int policyPresetCount = 5;

// What a preset sets; empty for Off. Custom has no settings of its own: it gives the standard ones.
std::optional<RateLimitConfig> limiterPreset(PolicyPreset preset);
std::optional<CircuitBreakerConfig> breakerPreset(PolicyPreset preset);
std::optional<RetryConfig> retryPreset(PolicyPreset preset);

// Which preset settings are; Custom where they are none. Fields that are not known make no difference.
PolicyPreset presetOf(const std::optional<RateLimitConfig> &config);
PolicyPreset presetOf(const std::optional<CircuitBreakerConfig> &config);
PolicyPreset presetOf(const std::optional<RetryConfig> &config);

namespace wording {

/// "Off", "Gentle" … in the order of PolicyPreset.
QStringList presetWords();
/// What being off means, a whole sentence.
QString offSentence(const QString &section);

} // namespace wording

} // namespace fuseboard
