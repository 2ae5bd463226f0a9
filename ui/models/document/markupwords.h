// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace fuseboard {

/// The words of an HTML page: without tags, scripts, styles and comments, one line for each block, the common entities
/// resolved. Nothing is fetched. At most the first few megabytes are read.
[[nodiscard]] QString wordsOfMarkup(QByteArrayView html);

} // namespace fuseboard
