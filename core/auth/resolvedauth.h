// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"

#include <QList>
#include <QPair>
#include <QString>

namespace fuseboard {

/// An AuthConfig whose secrets have been looked up: what an authenticator works with. Lives in memory only.
struct ResolvedAuth
{
    AuthConfig config;
    QString token;
    QString password;
    QString clientSecret; ///< empty for a public client
    QString refreshToken; ///< as configured; empty where none is
    bool issuerNamesItself = false; ///< its document promises "iss" in each answer of its page (RFC 9207)
    QList<QPair<QString, QString>> customHeaders;
    QList<QPair<QString, QString>> customParams;
};

} // namespace fuseboard
