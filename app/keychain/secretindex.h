// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

namespace fuseboard {

/// Which secrets were put into the keychain: their keys and never their texts, because not every keychain can be asked
/// what it has. A small file for each workspace, on this machine and beside no workspace, so that no git sees it.
///
/// Several programs may have the same folder. Where it cannot be written, the list lacks what came last.
class SecretIndex final
{
public:
    /// The folder is made when it is needed first.
    explicit SecretIndex(QString folder);

    /// Blocks for one small file, where the key is new. Fine for one that is not of a workspace, too.
    void add(const QString &key);
    void remove(const QString &key);
    /// As SecretKey::text(), in the order of their texts.
    [[nodiscard]] QStringList keysOf(const QString &workspaceId);

private:
    void change(const QString &key, bool isThere);
    void read(const QString &file);
    [[nodiscard]] QString fileOf(const QString &key) const;

    QString m_folder;
    QHash<QString, QSet<QString>> m_known; // by the paths of their files
};

} // namespace fuseboard
