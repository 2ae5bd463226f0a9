// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestatus.h"

#include <QObject>
#include <QStringList>

#include <memory>

class QLockFile;

namespace fuseboard {

class SecretIndex;
class SecretStore;

/// Secrets that a client dialog stores before its client is saved: what somebody signs in for there. Their keys have
/// ":tried-…" or ":new-…" in the place of a client's slug. The dialog removes them when it closes; a crash does not,
/// and a later run has to.
///
/// The rule for which of them belong to no open dialog, of any program: a name begins with the mark of the run that
/// made it, and a run holds a lock file from its first mark on until it ends, however it ends. What has the mark of a
/// run whose lock is free is left. What has none, as older versions named it, is left where the list of keys has not
/// changed for a day, but for those that this run has made: where nothing can be written they have no mark either, and
/// the list does not change. Everything else stays: a dialog may be open for days.
class TrialSecrets final : public QObject
{
    Q_OBJECT

public:
    /// For the locks: of this machine, and made when it is needed first.
    explicit TrialSecrets(QString folder, QObject *parent = nullptr);
    ~TrialSecrets() override;

    /// Of this run, for the begin of a name. Empty where no lock can be had. May block for a small file.
    [[nodiscard]] QString mark();
    /// Those of a workspace's keys that are left, by the rule above. Blocks for a small file for each run.
    [[nodiscard]] QStringList leftOf(SecretIndex &index, const QString &workspaceId) const;
    /// Removes what is left, once: as soon as the store can be used without asking anybody, now or later. It asks
    /// nobody for that. In the place of an earlier call. All must outlive it.
    void removeLeft(const SecretStoreStatus &status, SecretStore &store, SecretIndex &index,
                    const QString &workspaceId);

private:
    [[nodiscard]] QString lockOf(const QString &run) const;
    [[nodiscard]] bool hasEnded(const QString &run) const;

    const QString m_folder;
    const QString m_run;
    std::unique_ptr<QLockFile> m_lock; // null until there is something to mark
    QMetaObject::Connection m_waiting;
};

} // namespace fuseboard
