// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QHash>

namespace fuseboard {

/// What a user wants of a client. Its secrets are references; what was typed for the keychain stands beside it, by the
/// paths of the fields: "auth.token".
struct ClientEdit
{
    ClientConfig config;
    QHash<QString, QString> secrets;
};

} // namespace fuseboard
