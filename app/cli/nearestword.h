// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace fuseboard {

/// The known word that was probably meant: at most two letters or a third of it differ. Empty where there is none.
QString nearestWord(const QString &word, const QStringList &known);

} // namespace fuseboard
