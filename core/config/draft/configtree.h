// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/clientconfig.h"
#include "config/environmentconfig.h"
#include "config/json/jsonvalue.h"

namespace fuseboard {

// A configuration that is being written: a tree of JSON whose values may be wrong yet, judged by the same field lists
// as a file.

/// What a tree says: with a default in the place of each field that is wrong, so that there is always something to
/// show, and every fault with its path.
struct JudgedConfig
{
    ClientConfig config;
    QList<ConfigFault> faults;
};

JudgedConfig judgeConfigTree(const JsonValue &tree);

/// The tree of a configuration, as its file would have it.
JsonValue configTree(const ClientConfig &config);

// The same of an environment, whose faults are for when it is saved: what is wrong in it stays.
JsonValue configTree(const EnvironmentConfig &config);
EnvironmentConfig environmentOf(const JsonValue &tree);

// The tree of one section.
JsonValue sectionTree(const AuthConfig &config);
JsonValue sectionTree(const RateLimitConfig &config);
JsonValue sectionTree(const CircuitBreakerConfig &config);
JsonValue sectionTree(const RetryConfig &config);

/// A member by its path, "retry.max_retries"; null where it is not written.
const JsonValue *findInTree(const JsonValue &tree, const QString &path);
/// Writes a member, and the section around it where it is missing.
void putIntoTree(JsonValue &tree, const QString &path, JsonValue value);
/// Takes a member out. What was there; null where nothing was.
JsonValue takeFromTree(JsonValue &tree, const QString &path);

/// Whether two values say the same, however their numbers are written.
bool isSameJson(const JsonValue &one, const JsonValue &other);

} // namespace fuseboard
