// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// C++ with this very library. The credentials are the client's business there: its configuration is written as JSON
/// beside it, with references to the environment, so that limiter, breaker and retries come along.
class CppSnippet final : public RequestSnippet
{
public:
    [[nodiscard]] QString id() const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;
    [[nodiscard]] QString commentSign() const override { return QStringLiteral("// "); }
};

} // namespace fuseboard
