// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QList>
#include <QObject>

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

/// Carries changes out, one after the other. Destroying it ends in silence, with what is done done.
class SecretEdits final : public QObject
{
    Q_OBJECT

public:
    /// workspaceId is part of the keys in the store, which must outlive it.
    SecretEdits(QList<SecretEdit> edits, QString workspaceId, SecretStore &secrets, QObject *parent = nullptr);

    /// To be called once.
    void start();

Q_SIGNALS:
    /// Exactly once, before start() returns where the store answers at once: success, or the first failure. What comes
    /// after a failure is tried all the same. A secret that is to be renamed or removed and is not there is none.
    void finished(const fuseboard::Result<void> &outcome);

private:
    void next();
    void rename(const SecretEdit &edit);
    void done(const Result<void> &outcome);

    [[nodiscard]] QString keyOf(const QString &slug, const QString &name) const;

    QList<SecretEdit> m_edits;
    QString m_workspaceId;
    SecretStore &m_secrets;
    Result<void> m_outcome;
};

} // namespace fuseboard
