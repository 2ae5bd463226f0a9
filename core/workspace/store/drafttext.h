// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"

#include <QString>

namespace fuseboard {

// What of a text may be a secret, and is in no draft. In doubt it is: whoever types a text again has lost little.

/// Whether a value under a secret name, or of a secret field, is none: nothing, or made of references and {{variables}}
/// alone. name: of the header, where it is one.
bool standsForSecret(const QString &name, const QString &value);
/// Without user info, and without the values of items whose names say that they are secrets, or which known knows.
/// Empty where it cannot be told whether there is user info, and where it ends: where it is no URL yet, or an '@'
/// stands behind what is not clearly its host.
QString withoutUrlSecrets(const QString &url, const Redactor &known = {});
/// The same for the path of a request, which may be a URL or hold some. Of its query, only what is in doubt goes.
QString withoutPathSecrets(const QString &path);
/// Whether "user:password@" may stand in it, with something in the place of the password that may be one.
bool mayHoldCredentials(const QString &text);
/// One that may be anything, a URL too: empty where it may hold credentials, which a URL goes without.
QString withoutCredentials(const QString &text);

// Fields that people paste a token or a password into, though they are made for something else.

/// Of a header: the name of a usual scheme, as "Bearer".
bool isHarmlessPrefix(const QString &text);
/// Of a header or a parameter: one that is known to carry credentials, as "X-Api-Key".
bool isHarmlessKey(const QString &text);
bool isHarmlessUserName(const QString &text);
bool isHarmlessHost(const QString &text);
/// Long, and of letters and digits, as no name or word is.
bool looksLikeToken(const QString &text);

} // namespace fuseboard
