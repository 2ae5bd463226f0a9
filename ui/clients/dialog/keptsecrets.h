// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "models/secretlistmodel.h"
#include "secrets/secretmeans.h"

#include <QHash>
#include <QObject>

namespace fuseboard {

/// What the store has of the secrets of the client that is edited. Looks for one when somebody asks for it first, and
/// again when the state of the store is another one.
class KeptSecrets final : public QObject
{
    Q_OBJECT

public:
    using Presence = SecretRow::Presence;

    /// owner: null for a client that is not there yet, and has none. What the means name must outlive it.
    KeptSecrets(const SecretMeans &means, const SecretKey &owner, QObject *parent = nullptr);

    [[nodiscard]] bool isOfNew() const { return m_owner.isNull(); }
    [[nodiscard]] const SecretMeans &means() const { return m_means; }
    [[nodiscard]] SecretStoreState state() const;
    /// Of a field that refers to the store; Unknown until that has answered: then changed() comes.
    [[nodiscard]] Presence presence(const QString &field);
    /// A person wants it: he is asked for the password of a keychain that is locked.
    void read(const QString &field, SecretStore::ReadCallback done);
    /// Those that an earlier run could not save, and that nothing keeps: they are to be typed again.
    void setTypedBefore(const QStringList &fields);
    [[nodiscard]] bool wasTypedBefore(const QString &field) const { return m_typedBefore.contains(field); }
    /// What it has found is what it tells until the store has answered anew.
    void lookAgain();

Q_SIGNALS:
    void changed();

private:
    struct Known
    {
        Presence presence = Presence::Unknown;
        quint64 round = 0; // in which the store was asked
    };

    void tellSoon();
    [[nodiscard]] QString keyOf(const QString &field) const { return m_owner.withField(field).text(); }

    const SecretMeans m_means;
    const SecretKey m_owner;
    QHash<QString, Known> m_known; // by field
    QStringList m_typedBefore;
    bool m_tells = false;
    quint64 m_round = 1; // answers to questions of earlier ones come too late
};

} // namespace fuseboard
