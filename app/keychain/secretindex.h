// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>
#include <utility>

namespace fuseboard {

/// Which secrets were put into the keychain: their keys and never their texts, because not every keychain can be asked
/// what it has. A small file for each workspace, on this machine and beside no workspace, so that no git sees it.
///
/// Several programs may have the same folder. What cannot be written is written with the next change.
class SecretIndex final
{
public:
    /// The folder is made when it is needed first.
    explicit SecretIndex(QString folder);

    /// Blocks for one small file, where the key is new, and up to a fifth of a second for another program that changes
    /// it. Fine for one that is not of a workspace, too.
    void add(const QString &key);
    void remove(const QString &key);
    /// What lies in another folder comes into this one, and goes there. Blocks as add(), for each key.
    void takeOver(const QString &folder);
    /// As SecretKey::text(), in the order of their texts.
    [[nodiscard]] QStringList keysOf(const QString &workspaceId);
    /// Whether it was added here and not removed since, in the file or not.
    [[nodiscard]] bool hasAdded(const QString &key) const { return m_added.contains(key); }
    /// When a key was added or removed last, by any program; invalid where none was.
    [[nodiscard]] QDateTime changedAt(const QString &workspaceId) const;

private:
    using Stamp = std::pair<qint64, qint64>; // when it was written, and its size
    struct File
    {
        QSet<QString> keys; // as they stand in it
        QHash<QString, bool> unsaved{}; // what could not be written yet: whether they are there
        std::optional<Stamp> stamp{}; // of what was read; nothing where it has to be read again
    };

    void change(const QString &key, bool isThere);
    static void apply(const QHash<QString, bool> &changes, QSet<QString> &keys);
    /// False where it cannot be read, so that nothing must be written over it.
    [[nodiscard]] static bool lookAt(const QString &path, File &file);
    [[nodiscard]] static std::optional<Stamp> stampOf(const QString &path);
    [[nodiscard]] QString fileOf(const QString &key) const;

    QString m_folder;
    QSet<QString> m_added;
    QHash<QString, File> m_files; // by their paths
};

} // namespace fuseboard
