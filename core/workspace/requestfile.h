// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/document.h"
#include "workspace/requestconfig.h"
#include "workspace/requestrowfields.h"

namespace fuseboard {

/// The fields of a request's file, in the order in which they are written.
SectionFields<RequestConfig> requestFields();

/// Reads a request from JSON text, with all faults and warnings that it has, as readClientConfig() does.
Result<Document<RequestConfig>> readRequestConfig(const QByteArray &json);

/// JSON text in the manner of writeClientConfig().
QByteArray writeRequestConfig(const RequestConfig &request);

/// Every fault of a request that did not come from a file.
QList<ConfigFault> validate(const RequestConfig &request);

} // namespace fuseboard
