// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// A curl command for a POSIX shell, an option a line; curl 7.87 or newer where a secret goes into the query.
class CurlSnippet final : public RequestSnippet
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QStringList lacking(const SnippetRequest &request) const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;
};

/// Where older ones read the credentials of a proxy in another way.
QStringList curlProxyNotes(const SnippetRequest &request);

/// The same with a URL that is read from the environment in parts.
QString curlCommand(const Template &url, const SnippetRequest &request);

} // namespace fuseboard
