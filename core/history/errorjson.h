// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QJsonObject>

namespace fuseboard {

// An error as it is kept, by the stable names of its kind and detail.

QJsonObject errorToJson(const Error &error);
/// What is unknown or missing in it has its default.
Error errorFromJson(const QJsonObject &object);

/// Empty for an unknown name.
std::optional<ErrorKind> errorKindNamed(const QString &name);

} // namespace fuseboard
