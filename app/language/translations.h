// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

class QCoreApplication;

namespace fuseboard {

/// Lets the application speak the first of the locale's languages that there is a file for, Qt's own texts included,
/// and English otherwise. Returns the language chosen, which is C where the program was built without translations.
/// Call it once, before the first text is shown; the translators live as long as the application.
QLocale::Language installTranslations(QCoreApplication &application, const QLocale &locale = QLocale());

} // namespace fuseboard
