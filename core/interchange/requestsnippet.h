// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/snippetrequest.h"

#include <memory>
#include <vector>

namespace fuseboard {

/// One request as a piece of code or a command line, "Copy as": runs as it stands once its environment variables are
/// set. Says with its own means what the policies of the client are where it has any for them.
class RequestSnippet
{
public:
    RequestSnippet() = default;
    virtual ~RequestSnippet();
    RequestSnippet(const RequestSnippet &) = delete;
    RequestSnippet &operator=(const RequestSnippet &) = delete;

    /// For settings and the command line: "curl".
    [[nodiscard]] virtual QString id() const = 0;
    /// Ends with a line break.
    [[nodiscard]] virtual QString write(const SnippetRequest &request) const = 0;
};

/// All of them, in the order in which they are offered.
std::vector<std::unique_ptr<RequestSnippet>> requestSnippets();

} // namespace fuseboard
