// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/clientexporter.h"

namespace fuseboard {

/// A shell script that asks for the base URL with curl as the client would: headers, credentials from the
/// environment, time limits, retries. What curl does not have, limiter and breaker, is told in comments.
class CurlExporter final : public ClientExporter
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString fileSuffix() const override;

private:
    [[nodiscard]] QByteArray writeShared(const SharedClient &client) const override;
};

} // namespace fuseboard
