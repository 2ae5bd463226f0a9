// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// What a browser shows that a sign-in page has sent back to this machine: plain text. An empty one is an empty page.
struct LoginPages
{
    QString answered; ///< the answer that was waited for
    QString refused; ///< any other, and what is no answer at all
};

} // namespace fuseboard
