// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// A Go program with net/http.
class GoSnippet final : public RequestSnippet
{
public:
    [[nodiscard]] QString id() const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;
    [[nodiscard]] QString commentSign() const override { return QStringLiteral("// "); }
};

} // namespace fuseboard
