// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>
#include <QHash>
#include <QMap>

namespace fuseboard {

/// What the demo authorization server has handed out. Tokens are numbered, so that a demo is the same in every run.
class OAuthGrants
{
public:
    struct Tokens
    {
        QByteArray access;
        QByteArray refresh; ///< empty where the grant has none
    };

    [[nodiscard]] Tokens grant(Duration now, Duration lifetime, bool withRefresh);
    /// The refresh token is void from now on; one that was void before voids all that came of it.
    [[nodiscard]] bool takeRefresh(const QByteArray &token);
    [[nodiscard]] bool accepts(const QByteArray &access, Duration now) const;
    void revokeAccess() { m_access.clear(); }

    [[nodiscard]] QByteArray newCode(const QByteArray &challenge);
    /// Once for each code, for who knows what its challenge was made of (RFC 7636 S256).
    [[nodiscard]] bool takeCode(const QByteArray &code, const QByteArray &verifier);

    [[nodiscard]] QByteArray newDevice();
    enum class DeviceState { Unknown, Pending, Agreed };
    /// The user of the demo agrees between the second question and the third.
    [[nodiscard]] DeviceState askDevice(const QByteArray &device);

private:
    int m_number = 0;
    QMap<QByteArray, Duration> m_access; // until when
    QByteArray m_refresh;
    QHash<QByteArray, QByteArray> m_codes; // to their challenges
    QHash<QByteArray, int> m_devices; // how often they have asked
};

} // namespace fuseboard
