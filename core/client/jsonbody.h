// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QVariant>

#include <optional>

namespace fuseboard {

/// The deepest nesting that is taken for a body: what is read must also be destroyed, level by level.
constexpr int maxBodyDepth = 1'000;

/// A text of JSON in UTF-8 as maps, lists and values: as ApiResponse::body() says; null is a valid value of nullptr_t.
/// Empty where it is no JSON, or nested too deeply.
std::optional<QVariant> parseJsonBody(const QByteArray &json);

} // namespace fuseboard
