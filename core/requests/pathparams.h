// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace fuseboard {

// The :parameters of a path, as a request's file writes them: a colon at the begin of a segment and a name from
// A-Z a-z 0-9 _ -, as in "/orders/:id/items". Other colons are text, and so is everything behind "?" or "#".

/// Their names in the order of the path, each once.
QStringList pathParamNames(const QString &path);

/// The path with what stands for each of them, which has to be encoded; those of which there is nothing stay as they
/// are.
QString withPathParams(const QString &path, const std::function<std::optional<QString>(const QString &)> &encodedOf);

} // namespace fuseboard
