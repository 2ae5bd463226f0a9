// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preferences.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// A path has slashes, which would make groups of it.
QString environmentKey(const QString &folder)
{
    const QByteArray path = folder.isEmpty() ? QByteArray("demo") : QFileInfo(folder).absoluteFilePath().toUtf8();
    return u"environments/"_s + QString::fromLatin1(path.toPercentEncoding());
}

constexpr auto recentKey = "workspaces/recent"_L1;
constexpr qsizetype mostRecent = 10;

} // namespace

WindowState readWindowState()
{
    const QSettings settings;
    return {settings.value(u"window/geometry"_s).toByteArray(), settings.value(u"window/splitter"_s).toByteArray(),
            settings.value(u"window/page"_s).toString()};
}

void writeWindowState(const WindowState &state)
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, state.geometry);
    settings.setValue(u"window/splitter"_s, state.splitter);
    settings.setValue(u"window/page"_s, state.page);
}

std::optional<QString> readEnvironment(const QString &folder)
{
    const QVariant slug = QSettings().value(environmentKey(folder));
    return slug.isValid() ? std::optional(slug.toString()) : std::nullopt;
}

void writeEnvironment(const QString &folder, const QString &slug)
{
    QSettings().setValue(environmentKey(folder), slug);
}

QStringList readRecentWorkspaces()
{
    return QSettings().value(recentKey).toStringList();
}

void noteRecentWorkspace(const QString &folder)
{
    QStringList folders = readRecentWorkspaces();
    const QString path = QFileInfo(folder).absoluteFilePath();
    folders.removeAll(path);
    folders.prepend(path);
    QSettings().setValue(recentKey, folders.first(std::min(folders.size(), mostRecent)));
}

} // namespace fuseboard
