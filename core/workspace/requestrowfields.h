// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/section.h"
#include "workspace/requestrows.h"

namespace fuseboard {

// The fields of the rows of a request's lists, in the order in which they are written.

/// Of params, path_params and form.
SectionFields<RequestEntry> parameterFields();
/// Of headers, which have other rules.
SectionFields<RequestEntry> requestHeaderFields();
SectionFields<RequestPart> partFields();
SectionFields<RequestTest> testFields();
SectionFields<RequestCapture> captureFields();

} // namespace fuseboard
