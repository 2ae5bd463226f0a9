// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstorestatus.h"

namespace fuseboard {

void SecretStoreStatus::setState(SecretStoreState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void SecretStoreStatus::unlock()
{
    Q_EMIT unlockWanted();
}

} // namespace fuseboard
