// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// JSON text laid out for reading: two spaces a level, containers without containers on one line where they are short.
/// Works on the text and not on parsed values, so that numbers keep every digit and names that occur twice stay; the
/// text must be valid JSON. Depth costs neither stack nor width: indentation stops growing at 40 levels. (G17)
QString prettyJson(const QString &json);

} // namespace fuseboard
