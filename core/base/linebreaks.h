// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// A secret as it is sent: line breaks at its end come from pasting (A12).
QString withoutLastLineBreaks(QString text);

} // namespace fuseboard
