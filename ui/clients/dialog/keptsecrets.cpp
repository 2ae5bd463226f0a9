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
    if (const auto known = m_presences.constFind(field); known != m_presences.cend())
        return *known;
    m_presences.insert(field, Presence::Unknown);
    const auto answered = [self = QPointer(this), field, round = m_round](const Result<bool> &there) {
        if (!self || round != self->m_round)
            return;
        self->m_presences.insert(field, !there ? Presence::Unreachable : *there ? Presence::Stored : Presence::Missing);
        // Whoever has just asked is told by what is returned to him.
        QMetaObject::invokeMethod(self, &KeptSecrets::changed, Qt::QueuedConnection);
    };
    m_means.store.contains(keyOf(field), answered);
    return m_presences.value(field);
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
    m_presences.clear();
    Q_EMIT changed();
}

} // namespace fuseboard
