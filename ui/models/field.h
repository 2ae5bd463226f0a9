// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestrows.h"

#include <QList>

namespace fuseboard {

/// A name with a value that a user writes: a query parameter or a header. What is not enabled is kept but not sent.
using Field = RequestEntry;
using Fields = QList<Field>;

} // namespace fuseboard
