// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "variables/variablescope.h"

#include <QObject>

namespace fuseboard {

/// Looks up the secrets of a scope, once. Destroying it ends the look-up in silence.
class VariableLookup final : public QObject
{
    Q_OBJECT

public:
    /// workspaceId is part of the keys in the store, which must outlive it.
    VariableLookup(VariableScope scope, QString workspaceId, SecretStore &secrets, QObject *parent = nullptr);

    /// To be called once. All secrets are asked for at a time; one that is not there leaves its variable with the
    /// error.
    void start();
    /// With the secrets that have been found so far.
    [[nodiscard]] const VariableScope &scope() const { return m_scope; }
    [[nodiscard]] bool isFinished() const { return m_finished; }

Q_SIGNALS:
    /// Exactly once; before start() returns where the store answers at once.
    void finished();

private:
    void lookUp(const VariableScope::Entry &entry);
    void found(const QString &name, const Result<QString> &value);
    void countDown();

    VariableScope m_scope;
    QString m_workspaceId;
    SecretStore &m_secrets;
    qsizetype m_open = 0;
    bool m_finished = false;
};

} // namespace fuseboard
