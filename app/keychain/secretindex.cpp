// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretindex.h"

#include "auth/secretkey.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>
#include <chrono>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = 8 * 1024 * 1024; // more is no list of ours
constexpr qsizetype longestName = 100;
/// Another program holds it for one small file.
constexpr std::chrono::milliseconds longestWait(200);

/// Nothing where it cannot be read; what is no list of keys holds none.
std::optional<QSet<QString>> keysIn(const QString &path)
{
    QFile file(path);
    QSet<QString> keys;
    if (!file.exists())
        return keys;
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return std::nullopt;
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    for (const auto &key : list) {
        if (key.isString())
            keys.insert(key.toString());
    }
    return keys;
}

QStringList sorted(const QSet<QString> &keys)
{
    QStringList list(keys.begin(), keys.end());
    list.sort();
    return list;
}

bool write(const QString &path, const QSet<QString> &keys)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    // The names of somebody's clients are nobody else's business.
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(QJsonArray::fromStringList(sorted(keys))).toJson());
    return file.commit();
}

} // namespace

SecretIndex::SecretIndex(QString folder)
    : m_folder(std::move(folder))
{
}

void SecretIndex::add(const QString &key)
{
    m_added.insert(key);
    change(key, true);
}

void SecretIndex::remove(const QString &key)
{
    m_added.remove(key);
    change(key, false);
}

void SecretIndex::takeOver(const QString &folder)
{
    const QFileInfoList lists = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &list : lists) {
        const QSet<QString> keys = keysIn(list.filePath()).value_or(QSet<QString>());
        for (const QString &key : keys)
            add(key);
        const bool areWritten = std::all_of(keys.begin(), keys.end(), [this](const QString &key) {
            return !m_files.value(fileOf(key)).unsaved.contains(key);
        });
        // What is no list of ours stays where it is.
        if (!keys.isEmpty() && areWritten)
            QFile::remove(list.filePath());
    }
    if (!lists.isEmpty())
        QDir().rmdir(folder); // where nothing else is in it
}

QStringList SecretIndex::keysOf(const QString &workspaceId)
{
    const QString path = fileOf(SecretKey::ofClient(workspaceId, {}).text());
    File &file = m_files[path];
    (void)lookAt(path, file); // others may have added some
    QSet<QString> all = file.keys;
    apply(file.unsaved, all);
    QStringList keys = sorted(all);
    keys.removeIf([&workspaceId](const QString &key) { return !SecretKey::fromText(key).isIn(workspaceId); });
    return keys;
}

QDateTime SecretIndex::changedAt(const QString &workspaceId) const
{
    return QFileInfo(fileOf(SecretKey::ofClient(workspaceId, {}).text())).lastModified();
}

void SecretIndex::change(const QString &key, bool isThere)
{
    const QString path = fileOf(key);
    File &file = m_files[path];
    (void)lookAt(path, file); // another program may have changed it
    if (file.unsaved.isEmpty() && file.keys.contains(key) == isThere)
        return;
    file.unsaved.insert(key, isThere); // until it is in the file
    QDir().mkpath(m_folder);
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(int(longestWait.count())) || !lookAt(path, file))
        return;
    QSet<QString> keys = file.keys;
    apply(file.unsaved, keys);
    if (write(path, keys))
        file = {keys, {}, stampOf(path)};
}

void SecretIndex::apply(const QHash<QString, bool> &changes, QSet<QString> &keys)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (*change)
            keys.insert(change.key());
        else
            keys.remove(change.key());
    }
}

bool SecretIndex::lookAt(const QString &path, File &file)
{
    const auto stamp = stampOf(path);
    if (stamp && stamp == file.stamp)
        return true;
    const auto keys = keysIn(path);
    if (!keys)
        return false;
    file.keys = *keys;
    file.stamp = stamp;
    return true;
}

std::optional<SecretIndex::Stamp> SecretIndex::stampOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::nullopt;
    return Stamp{info.lastModified().toMSecsSinceEpoch(), info.size()};
}

QString SecretIndex::fileOf(const QString &key) const
{
    // Two that are cut to the same name share a file: the keys in it are whole.
    const QByteArray name = key.section(u'/', 0, 0).toUtf8().toPercentEncoding().left(longestName);
    return QDir(m_folder).filePath(QString::fromLatin1(name) + u".json"_s);
}

} // namespace fuseboard
