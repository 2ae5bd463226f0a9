// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/configreader.h"
#include "config/json/jsonvalue.h"
#include "workspace/anyfile.h"

#include <QStringList>

namespace fuseboard {

// What is wrong with a configuration, in sentences and for machines.

/// One line for each fault: "orders.json: retry.max_retries is -1; allowed is 0 … 1000 (line 3, column 5)."
QStringList faultLines(const Error &error, const QString &file);
/// The same for warnings, each beginning with "warning: ".
QStringList warningLines(const QList<ConfigFault> &warnings, const QString &file);

JsonValue faultReport(const ConfigFault &fault);
/// text: what happened, where more is known than the error says.
JsonValue errorReport(const Error &error, const QString &text = {});
JsonValue validationReport(const QString &file, const AnyFile &read);

} // namespace fuseboard
