// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace fuseboard {

/// A change of the secret of a variable in the SecretStore.
struct SecretEdit
{
    QString slug; ///< of the environment
    QString name; ///< of the variable
    std::optional<QString> value; ///< to be kept; empty text too
    QString formerName; ///< without a value: the secret of that name is this one's from now on; empty: it is removed

    friend bool operator==(const SecretEdit &, const SecretEdit &) = default;
};

/// Carries changes out as one: names may be exchanged or passed on. All that moves is read first, then everything is
/// written, and what has no name any more is removed last. Destroying it ends in silence, with what is done done.
class SecretEdits final : public QObject
{
    Q_OBJECT

public:
    /// workspaceId is part of the keys in the store, which must outlive it.
    SecretEdits(QList<SecretEdit> edits, QString workspaceId, SecretStore &secrets, QObject *parent = nullptr);

    /// To be called once.
    void start();

    /// After it has finished: those that write or rename a secret and could not be carried out, to be tried again.
    [[nodiscard]] QList<SecretEdit> unfinished() const;

Q_SIGNALS:
    /// Exactly once, before start() returns where the store answers at once: success, or the first failure. What comes
    /// after a failure is tried all the same, unless a secret would be lost that could not be moved away: then both
    /// stay where they were. A secret that is to be renamed or removed and is not there is none.
    void finished(const fuseboard::Result<void> &outcome);

private:
    /// A secret on its way to a key.
    struct Write
    {
        QString to;
        QString value;
        QString from; // the key that has it now; empty for a new one
        bool isDone = false;
    };

    void sortOut();
    void readNext();
    void orderWrites();
    void writeNext();
    void abandon(const Write &write);
    void restoreNext();
    void listRemovals();
    void removeNext();
    void note(const Result<void> &outcome);

    [[nodiscard]] QString keyOf(const QString &slug, const QString &name) const;

    QList<SecretEdit> m_edits;
    QString m_workspaceId;
    SecretStore &m_secrets;
    QList<Write> m_moves; // to be read
    QList<Write> m_writes;
    qsizetype m_written = 0; // of these, so many were tried
    QStringList m_missing; // keys of what was never entered
    QStringList m_held; // keys of secrets that could not be moved away
    QList<Write> m_restores;
    QStringList m_removals;
    Result<void> m_outcome;
};

} // namespace fuseboard
