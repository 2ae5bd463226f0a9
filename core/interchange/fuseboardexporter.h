// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/clientexporter.h"

namespace fuseboard {

/// A client's file as a workspace holds it. Plain secrets have become references to the keychain and {{variables}}, so
/// that whoever imports it is asked for them.
class FuseboardExporter final : public ClientExporter
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString fileSuffix() const override;

private:
    [[nodiscard]] QByteArray writeShared(const SharedClient &client) const override;
};

} // namespace fuseboard
