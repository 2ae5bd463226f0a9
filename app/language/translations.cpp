// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <memory>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

const QString folder = u":/translations"_s;

/// Hands a file to the application, if there is one for the locale.
bool install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &where)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, u"_"_s, where))
        return false;
    translator->setParent(&application);
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace

QLocale::Language installTranslations(QCoreApplication &application, const QLocale &locale)
{
    if (install(application, locale, u"fuseboard"_s, folder)) {
        // Qt's own texts in a language that ours are not in would be a muddle, so they come second.
        install(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        return locale.language();
    }
    const QLocale english(QLocale::English);
    return install(application, english, u"fuseboard"_s, folder) ? english.language() : QLocale::C;
}

} // namespace fuseboard
