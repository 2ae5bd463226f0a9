// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiejar.h"

#include <QString>

#include <memory>

namespace fuseboard {

/// Whose cookies are edited. A value.
struct CookieSource
{
    std::shared_ptr<CookieJar> jar; ///< null: there is no such client
    QString client; ///< its name
    QString environment; ///< by its name; empty for none
    QString host; ///< of the base URL, for cookies that are made by hand; may be empty
    bool isOn = true; ///< whether the client keeps cookies
};

} // namespace fuseboard
