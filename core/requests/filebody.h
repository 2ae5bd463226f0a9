// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/body.h"

#include <QString>

namespace fuseboard {

/// The bytes of a file, read from the disk as they are sent, for each sending anew. Fails with Storage where it is no
/// file that can be read. A file that has another size by then than it has now is not sent.
Result<Body> fileBody(const QString &path);

} // namespace fuseboard
