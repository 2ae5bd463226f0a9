// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/clientexporter.h"

namespace fuseboard {

/// SPEC's Python: an APIClientConfig with every field of it. Settings that SPEC does not have follow as comments with
/// the JSON of their fields. Secrets are read from the environment, os.environ["ORDERS_AUTH_TOKEN"].
class PythonExporter final : public ClientExporter
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString fileSuffix() const override;

private:
    [[nodiscard]] QByteArray writeShared(const SharedClient &client) const override;
};

} // namespace fuseboard
