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
    /// Begins with a comment for each thing that it lacks, and ends with a line break.
    [[nodiscard]] QString write(const SnippetRequest &request) const;
    /// What of the request it has no way to say: lines in English without anything that a shell would act on, for some
    /// know no comments where commands are typed.
    [[nodiscard]] virtual QStringList lacking(const SnippetRequest &request) const;

protected:
    static constexpr QLatin1StringView savedBody{"body.bin"}; ///< beside the snippet, where it cannot hold the body

    [[nodiscard]] static QString noteOnSaved(QLatin1StringView what, const QString &file);

private:
    [[nodiscard]] virtual QString code(const SnippetRequest &request) const = 0;
    [[nodiscard]] virtual QString commentSign() const { return QStringLiteral("# "); }
};

/// All of them, in the order in which they are offered.
std::vector<std::unique_ptr<RequestSnippet>> requestSnippets();

} // namespace fuseboard
