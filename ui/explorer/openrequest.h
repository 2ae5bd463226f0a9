// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"

namespace fuseboard {

/// A request that is open in a tab. A value.
struct OpenRequest
{
    QString key; ///< its own as long as it is open: letters, digits and "-"
    RequestDraft draft;
    RequestDraft saved; ///< as it was opened, or saved last
    bool edited = false; ///< the draft is another one

    friend bool operator==(const OpenRequest &, const OpenRequest &) = default;
};

} // namespace fuseboard
