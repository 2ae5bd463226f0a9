// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preferences.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Of one workspace. A path has slashes, which would make groups of it.
QString keyIn(const QString &group, const QString &folder)
{
    const QByteArray path = folder.isEmpty() ? QByteArray("demo") : QFileInfo(folder).absoluteFilePath().toUtf8();
    return group + u'/' + QString::fromLatin1(path.toPercentEncoding());
}

QString environmentKey(const QString &folder)
{
    return keyIn(u"environments"_s, folder);
}

QString agreedKey(const QString &folder)
{
    return keyIn(u"agreedFiles"_s, folder);
}

QString tabsKey(const QString &folder)
{
    return keyIn(u"tabs"_s, folder);
}

QString pinnedKey(const QString &folder)
{
    return keyIn(u"pinnedTabs"_s, folder);
}

QString closedKey(const QString &folder)
{
    return keyIn(u"closedTabs"_s, folder);
}

QList<WorkspacePlace> readPlaces(const QString &key)
{
    QList<WorkspacePlace> places;
    const QStringList files = QSettings().value(key).toStringList();
    for (const QString &file : files) {
        if (const WorkspacePlace place = placeOf(file); place.kind == WorkspacePlace::Kind::Request)
            places.append(place);
    }
    return places;
}

void writePlaces(const QString &key, const QList<WorkspacePlace> &places)
{
    QStringList files;
    for (const WorkspacePlace &place : places)
        files.append(fileAt(place));
    QSettings().setValue(key, files);
}

/// Puts it first, and forgets those behind the most that are kept.
void note(const QString &key, const QString &path, qsizetype most)
{
    QStringList paths = QSettings().value(key).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(key, paths.first(std::min(paths.size(), most)));
}

constexpr auto recentKey = "workspaces/recent"_L1;
constexpr auto lastKey = "workspaces/last"_L1;
constexpr auto appearanceKey = "window/appearance"_L1;
constexpr auto darkName = "dark"_L1;
constexpr auto lightName = "light"_L1;
constexpr auto historyDaysKey = "history/days"_L1;
constexpr auto historyBytesKey = "history/bytes"_L1;
constexpr qint64 mostHistoryDays = 100'000; // what is more is no number of ours, and no time can hold it
constexpr qsizetype mostRecent = 10;
constexpr qsizetype mostAgreed = 200;

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

Theme::Mode readAppearance()
{
    const QString name = QSettings().value(appearanceKey).toString();
    if (name == darkName)
        return Theme::Mode::Dark;
    return name == lightName ? Theme::Mode::Light : Theme::Mode::System;
}

void writeAppearance(Theme::Mode mode)
{
    QSettings settings;
    if (mode == Theme::Mode::System)
        settings.remove(appearanceKey);
    else
        settings.setValue(appearanceKey, QString(mode == Theme::Mode::Dark ? darkName : lightName));
}

HistoryLimits readHistoryLimits()
{
    const QSettings settings;
    HistoryLimits limits;
    if (const qint64 days = settings.value(historyDaysKey).toLongLong(); days > 0 && days <= mostHistoryDays)
        limits.maxAge = std::chrono::hours(24 * days);
    if (const qint64 bytes = settings.value(historyBytesKey).toLongLong(); bytes > 0)
        limits.maxBytes = bytes;
    return limits;
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
    const QString path = QFileInfo(folder).absoluteFilePath();
    note(recentKey, path, mostRecent);
    QSettings().setValue(lastKey, path);
}

QString readLastWorkspace()
{
    return QSettings().value(lastKey).toString();
}

void forgetLastWorkspace()
{
    QSettings().remove(lastKey);
}

QList<WorkspacePlace> readOpenTabs(const QString &folder)
{
    return readPlaces(tabsKey(folder));
}

void writeOpenTabs(const QString &folder, const QList<WorkspacePlace> &tabs)
{
    writePlaces(tabsKey(folder), tabs);
}

TabMemory readTabMemory(const QString &folder)
{
    return {QSettings().value(pinnedKey(folder)).toStringList(), readPlaces(closedKey(folder))};
}

void writeTabMemory(const QString &folder, const TabMemory &memory)
{
    QSettings().setValue(pinnedKey(folder), memory.pinned);
    writePlaces(closedKey(folder), memory.closed);
}

LeftTabs readLeftTabs(const QString &folder)
{
    return {readOpenTabs(folder), readTabMemory(folder)};
}

void writeLeftTabs(const QString &folder, const LeftTabs &tabs)
{
    writeOpenTabs(folder, tabs.open);
    writeTabMemory(folder, tabs.memory);
}

QStringList readAgreedFiles(const QString &folder)
{
    return QSettings().value(agreedKey(folder)).toStringList();
}

void noteAgreedFile(const QString &folder, const QString &path)
{
    note(agreedKey(folder), path, mostAgreed);
}

} // namespace fuseboard
