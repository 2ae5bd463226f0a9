// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// JavaScript with fetch(), as a module for Node.js 18 or newer.
class FetchSnippet final : public RequestSnippet
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QStringList lacking(const SnippetRequest &request) const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;
    [[nodiscard]] QString commentSign() const override { return QStringLiteral("// "); }
};

} // namespace fuseboard
