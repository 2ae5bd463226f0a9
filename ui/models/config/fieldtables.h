// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/fieldinfo.h"

#include <span>

namespace fuseboard {

/// A row of a table of fields, its texts marked for translators. Null is none.
struct FieldWords
{
    const char *path;
    FieldKind kind;
    const char *label;
    const char *unit;
    const char *sentence;
    const char *absent;
};

/// The rows in the language of the process.
QList<FieldInfo> translated(std::span<const FieldWords> rows);

// The words of the fields, page by page and in the order in which they stand there.

QList<FieldInfo> generalFieldInfos();
QList<FieldInfo> authFieldInfos();
QList<FieldInfo> oauthFieldInfos();
QList<FieldInfo> limiterFieldInfos();
QList<FieldInfo> breakerFieldInfos();
/// Of the rate mode and of the growing open time.
QList<FieldInfo> breakerRateFieldInfos();
QList<FieldInfo> retryFieldInfos();
QList<FieldInfo> timeoutFieldInfos();
QList<FieldInfo> connectionFieldInfos();
QList<FieldInfo> loggingFieldInfos();

} // namespace fuseboard
