// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/stylesheet.h"

#include <QFile>
#include <QHash>
#include <QStringList>

namespace fuseboard {

namespace {

using namespace Qt::StringLiterals;

template<class Replace>
QString expandStyleNames(const QString &sheet, Replace replacementFor)
{
    QString result;
    result.reserve(sheet.size());
    qsizetype from = 0;
    while (true) {
        const qsizetype open = sheet.indexOf("${"_L1, from);
        const qsizetype close = open < 0 ? -1 : sheet.indexOf(u'}', open);
        if (close < 0)
            return result.append(QStringView(sheet).sliced(from));
        result.append(QStringView(sheet).sliced(from, open - from));
        result.append(replacementFor(sheet.sliced(open + 2, close - open - 2)));
        from = close + 1;
    }
}

} // namespace

QString styleSheetTemplate()
{
    QFile file(u":/fuseboard/style/fuseboard.qss"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return QString::fromUtf8(file.readAll());
}

QString styleSheetFor(const Palette &palette)
{
    QHash<QString, QString> colors;
    for (const Palette::Row &row : Palette::rows())
        colors.insert(QString::fromLatin1(row.name), palette.color(row.role).name());
    return expandStyleNames(styleSheetTemplate(), [&](const QString &name) { return colors.value(name); });
}

QStringList unknownStyleNames(const QString &sheetTemplate)
{
    QStringList known;
    for (const Palette::Row &row : Palette::rows())
        known.append(QString::fromLatin1(row.name));
    QStringList unknown;
    expandStyleNames(sheetTemplate, [&](const QString &name) {
        if (!known.contains(name))
            unknown.append(name);
        return QString();
    });
    return unknown;
}

} // namespace fuseboard
