// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretindex.h"

#include "auth/secretkey.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>

#include <chrono>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = 8 * 1024 * 1024; // more is no list of ours
constexpr qsizetype longestName = 100;
/// Another program holds it for one small file.
constexpr std::chrono::milliseconds longestWait(200);

QSet<QString> keysIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return {};
    QSet<QString> keys;
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &key : list) {
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
    change(key, true);
}

void SecretIndex::remove(const QString &key)
{
    change(key, false);
}

QStringList SecretIndex::keysOf(const QString &workspaceId)
{
    const QString file = fileOf(SecretKey::ofClient(workspaceId, {}).text());
    read(file); // others may have added some
    QStringList keys = sorted(m_known.value(file));
    keys.removeIf([&workspaceId](const QString &key) { return !SecretKey::fromText(key).isIn(workspaceId); });
    return keys;
}

void SecretIndex::change(const QString &key, bool isThere)
{
    const QString file = fileOf(key);
    if (!m_known.contains(file))
        read(file);
    if (m_known.value(file).contains(key) == isThere)
        return;
    QDir().mkpath(m_folder);
    QLockFile lock(file + u".lock"_s);
    const bool isLocked = lock.tryLock(int(longestWait.count()));
    if (isLocked)
        read(file);
    if (isThere)
        m_known[file].insert(key);
    else
        m_known[file].remove(key);
    // Better a list that lacks a line than one that lacks those of another program.
    if (isLocked)
        (void)write(file, m_known.value(file));
}

void SecretIndex::read(const QString &file)
{
    if (QFile::exists(file) || !m_known.contains(file))
        m_known.insert(file, keysIn(file));
}

QString SecretIndex::fileOf(const QString &key) const
{
    // Two that are cut to the same name share a file: the keys in it are whole.
    const QByteArray name = key.section(u'/', 0, 0).toUtf8().toPercentEncoding().left(longestName);
    return QDir(m_folder).filePath(QString::fromLatin1(name) + u".json"_s);
}

} // namespace fuseboard
