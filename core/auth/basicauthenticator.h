// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"

namespace fuseboard {

/// HTTP Basic in UTF-8 (RFC 7617). A ':' in the user name cannot be expressed and is refused.
class BasicAuthenticator final : public Authenticator
{
public:
    BasicAuthenticator(QString username, const QString &password);

    [[nodiscard]] Result<void> apply(Request &request) const override;

private:
    QString m_username;
    QByteArray m_header;
};

} // namespace fuseboard
