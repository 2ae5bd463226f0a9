// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QString>

namespace fuseboard {

/// The application's style sheet: resources/style/fuseboard.qss with each ${name} replaced by the palette's colour.
QString styleSheetFor(const Palette &palette);

/// The names in a template that the palette's table does not know. For tests.
QStringList unknownStyleNames(const QString &sheetTemplate);

/// The template as it is compiled in.
QString styleSheetTemplate();

} // namespace fuseboard
