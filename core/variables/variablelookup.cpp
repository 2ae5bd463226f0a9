// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/variablelookup.h"

#include "auth/secretkey.h"

#include <QPointer>

namespace fuseboard {

VariableLookup::VariableLookup(VariableScope scope, QString workspaceId, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_scope(std::move(scope))
    , m_workspaceId(std::move(workspaceId))
    , m_secrets(secrets)
{
}

void VariableLookup::start()
{
    QList<VariableScope::Entry> wanted;
    for (const QString &name : m_scope.names()) {
        const VariableScope::Entry &entry = *m_scope.find(name);
        if (entry.variable.isSecret())
            wanted.append(entry);
    }
    // The last one out finishes; counted once more here, because a store may answer at once.
    m_open = wanted.size() + 1;
    const QPointer self(this);
    for (const VariableScope::Entry &entry : std::as_const(wanted)) {
        if (self)
            lookUp(entry);
    }
    if (self)
        countDown();
}

void VariableLookup::lookUp(const VariableScope::Entry &entry)
{
    const QString name = entry.variable.name;
    if (entry.variable.source == Variable::Source::Environment) {
        const QByteArray variable = entry.variable.text.toLocal8Bit();
        if (qEnvironmentVariableIsSet(variable.constData()))
            found(name, qEnvironmentVariable(variable.constData()));
        else
            found(name, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, entry.variable.text));
        return;
    }
    m_secrets.read(SecretKey::ofEnvironment(m_workspaceId, entry.slug, name).text(),
                   [self = QPointer(this), name](const Result<QString> &value) {
                       if (self)
                           self->found(name, value);
                   });
}

void VariableLookup::found(const QString &name, const Result<QString> &value)
{
    m_scope.setSecret(name, value);
    countDown();
}

void VariableLookup::countDown()
{
    if (--m_open > 0)
        return;
    m_finished = true;
    Q_EMIT finished();
}

} // namespace fuseboard
