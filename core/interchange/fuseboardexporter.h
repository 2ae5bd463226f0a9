// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/clientexporter.h"

namespace fuseboard {

/// A client's file as a workspace holds it. Plain secrets become references to the keychain, so that whoever imports it
/// is asked for them; {{variables}} are none.
class FuseboardExporter final : public ClientExporter
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString fileSuffix() const override;
    [[nodiscard]] QByteArray write(const ClientConfig &config) const override;
};

/// The configuration with each plain secret replaced by a reference to the keychain.
ClientConfig withoutPlainSecrets(ClientConfig config);

} // namespace fuseboard
