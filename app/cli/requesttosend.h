// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/requesttests.h"
#include "requests/requestbuilder.h"
#include "variables/variablescope.h"

namespace fuseboard {

/// A request with what its calls are to be.
struct RequestToSend
{
    BuiltRequest built;
    QList<RequestTest> tests{}; ///< of each answer; all are enabled
    VariableScope scope{}; ///< of the tests; its secrets are shown to nobody
};

} // namespace fuseboard
