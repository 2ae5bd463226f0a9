// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestate.h"

#include <QObject>

namespace fuseboard {

/// What windows show of the place where secrets are kept, and how they ask for it to be unlocked. Whoever owns the
/// SecretStore keeps it up to date.
class SecretStoreStatus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] SecretStoreState state() const { return m_state; }
    void setState(SecretStoreState state);
    /// A person wants it unlocked: its user may be asked again, though the last question was dismissed.
    void unlock();

Q_SIGNALS:
    /// Only when it is another one.
    void stateChanged(fuseboard::SecretStoreState state);
    void unlockWanted();

private:
    SecretStoreState m_state = SecretStoreState::Unknown;
};

} // namespace fuseboard
