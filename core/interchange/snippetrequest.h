// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/bodysource.h"
#include "config/clientconfig.h"
#include "http/request.h"
#include "interchange/sharedclient.h"

namespace fuseboard {

/// A request with everything that its client puts on, secrets as templates. A value; what snippets are written from.
struct SnippetRequest
{
    struct Field
    {
        QString name;
        Template value;

        friend bool operator==(const Field &, const Field &) = default;
    };

    /// User name and password, where the client signs with Basic.
    struct Basic
    {
        QString username;
        Template password;

        friend bool operator==(const Basic &, const Basic &) = default;
    };

    QString method;
    QString url; ///< encoded, without the parameters of secretParams
    QList<Field> secretParams; ///< to be encoded and added to the query
    QList<Field> headers; ///< in the order of the wire
    std::optional<Basic> basic;
    Template proxyPassword; ///< of the client's proxy
    Template body;
    bool isBodyText = true; ///< false for bytes that are no UTF-8, and for streams: the body is left out
    BodySource source{}; ///< in the place of body, and then of a Content-Type with a boundary too
    ClientConfig config; ///< for timeouts, redirects and retries

    [[nodiscard]] bool hasVariables() const;
    [[nodiscard]] bool hasBody() const;
    /// Whether the body can be an argument of a program: neither too long nor with a NUL in it.
    [[nodiscard]] bool fitsCommandLine() const;
    [[nodiscard]] static bool fitsCommandLine(const Template &text);
    [[nodiscard]] bool hasHeader(const QString &name) const; ///< in any case
};

/// request is as prepared by the caller: absolute URL, variables of the environment replaced, its own headers. Default
/// headers of the client and its credentials are added as ApiClient does, with secrets as the client shares them.
/// source: of its body, as buildRequest() tells it.
SnippetRequest snippetRequest(const SharedClient &client, const Request &request, const BodySource &source = {});
SnippetRequest snippetRequest(const ClientConfig &config, const Request &request, const Placeholders &placeholders,
                              const BodySource &source = {});

} // namespace fuseboard
