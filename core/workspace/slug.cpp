// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/slug.h"

#include "config/formats/textformat.h"

#include <QDir>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestNewSlug = 60;
constexpr qsizetype longestSlug = 100;
constexpr qsizetype longestName = 200;

bool isSlugLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

/// Names of devices, with any extension, on Windows.
bool isReservedName(const QString &slug)
{
    static constexpr std::array devices{"con"_L1, "prn"_L1, "aux"_L1, "nul"_L1, "conin$"_L1, "conout$"_L1};
    const QString stem = slug.section(u'.', 0, 0).toLower();
    const bool isPort = stem.size() == 4 && (stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1))
        && stem[3].isDigit();
    return isPort || std::find(devices.begin(), devices.end(), stem) != devices.end();
}

/// The letters that remain when accents are taken off, with one hyphen for whatever lies between them.
QString plainLetters(const QString &name)
{
    QString plain;
    for (const QChar c : name.left(4 * longestSlug).normalized(QString::NormalizationForm_KD)) {
        if (isSlugLetter(c))
            plain += c.toLower();
        else if (!c.isMark() && !plain.isEmpty() && !plain.endsWith(u'-'))
            plain += u'-';
    }
    plain.truncate(longestNewSlug);
    while (plain.endsWith(u'-'))
        plain.chop(1);
    return plain;
}

} // namespace

QString makeSlug(const QString &name, const QStringList &taken, const QString &fallback)
{
    QString slug = plainLetters(name);
    if (slug.isEmpty() || isReservedName(slug))
        slug = slug.isEmpty() ? fallback : fallback + u'-' + slug;
    QString unique = slug;
    for (int number = 2; taken.contains(unique, Qt::CaseInsensitive); ++number)
        unique = slug + u'-' + QString::number(number);
    return unique;
}

bool isSafeSlug(const QString &slug)
{
    const auto isAllowed = [](QChar c) { return isSlugLetter(c) || c == u'-' || c == u'_' || c == u'.'; };
    return !slug.isEmpty() && slug.size() <= longestSlug && isSlugLetter(slug.front()) && !slug.endsWith(u'.')
        && std::all_of(slug.cbegin(), slug.cend(), isAllowed) && !isReservedName(slug);
}

QString nameAfterFolder(const QString &folder, const QString &fallback)
{
    QString name = QDir(folder).dirName();
    name.removeIf([](QChar letter) { return letter.category() == QChar::Other_Control; });
    name.truncate(longestName);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return isBlank(name) ? fallback : name;
}

} // namespace fuseboard
