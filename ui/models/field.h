// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestrows.h"

#include <QList>

namespace fuseboard {

/// Names with values that a user writes: query parameters or headers. What is not enabled is kept but not sent.
using Fields = QList<RequestEntry>;

} // namespace fuseboard
