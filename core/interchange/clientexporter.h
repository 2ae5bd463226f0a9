// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <memory>
#include <vector>

namespace fuseboard {

class SharedClient;

/// One format in which a client's configuration can be had. Writes every setting that the format knows, in a stable
/// order; what it does not know is told in the text itself, as a comment, never dropped in silence. Nothing of a
/// secret's text is in it, whatever the configuration holds: no format ever sees one.
class ClientExporter
{
public:
    ClientExporter() = default;
    virtual ~ClientExporter();
    ClientExporter(const ClientExporter &) = delete;
    ClientExporter &operator=(const ClientExporter &) = delete;

    /// For the command line and for settings: "python".
    [[nodiscard]] virtual QString id() const = 0;
    /// Without the dot: "py".
    [[nodiscard]] virtual QString fileSuffix() const = 0;
    /// UTF-8 that ends with a line break.
    [[nodiscard]] QByteArray write(const ClientConfig &config) const;

private:
    [[nodiscard]] virtual QByteArray writeShared(const SharedClient &client) const = 0;
};

/// All formats, in the order in which they are offered.
std::vector<std::unique_ptr<ClientExporter>> clientExporters();

} // namespace fuseboard
