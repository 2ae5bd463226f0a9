// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/call.h"

#include "client/responsebody.h"

namespace fuseboard {

QVariant ApiResponse::body() const
{
    return parsedBody(response);
}

Call::~Call() = default;

} // namespace fuseboard
