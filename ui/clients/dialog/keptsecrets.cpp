// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/keptsecrets.h"

#include "auth/secretstorestatus.h"

#include <QPointer>

namespace fuseboard {

KeptSecrets::KeptSecrets(const SecretMeans &means, const SecretKey &owner, QObject *parent)
    : QObject(parent)
    , m_means(means)
    , m_owner(owner)
{
    connect(&means.status, &SecretStoreStatus::stateChanged, this, &KeptSecrets::lookAgain);
}

SecretStoreState KeptSecrets::state() const
{
    return m_means.status.state();
}

KeptSecrets::Presence KeptSecrets::presence(const QString &field)
{
    if (isOfNew())
        return Presence::Missing;
    if (std::exchange(m_known[field].round, m_round) == m_round)
        return m_known.value(field).presence;
    const auto answered = [self = QPointer(this), field, round = m_round](const Result<bool> &there) {
        if (!self || round != self->m_round)
            return;
        self->m_known[field].presence = !there ? Presence::Unreachable : *there ? Presence::Stored : Presence::Missing;
        self->tellSoon();
    };
    m_means.store.contains(keyOf(field), answered);
    return m_known.value(field).presence;
}

/// Once for all that are answered in one turn; whoever has just asked is told by what is returned to him.
void KeptSecrets::tellSoon()
{
    if (std::exchange(m_tells, true))
        return;
    const auto tell = [this] {
        m_tells = false;
        Q_EMIT changed();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void KeptSecrets::read(const QString &field, SecretStore::ReadCallback done)
{
    if (state() == SecretStoreState::Locked)
        m_means.status.unlock();
    m_means.store.read(keyOf(field), std::move(done));
}

void KeptSecrets::setTypedBefore(const QStringList &fields)
{
    m_typedBefore = fields;
    Q_EMIT changed();
}

void KeptSecrets::lookAgain()
{
    ++m_round;
    Q_EMIT changed();
}

} // namespace fuseboard
