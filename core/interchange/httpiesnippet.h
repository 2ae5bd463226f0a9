// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// An HTTPie command for a POSIX shell.
class HttpieSnippet final : public RequestSnippet
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QStringList lacking(const SnippetRequest &request) const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;
};

} // namespace fuseboard
