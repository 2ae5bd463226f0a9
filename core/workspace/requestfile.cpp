// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestfile.h"

#include "base/headersyntax.h"
#include "config/configreader.h"
#include "config/fields/configfields.h"
#include "config/formats/boxedformat.h"
#include "config/formats/flagformat.h"
#include "config/formats/optionalformat.h"
#include "config/formats/secondsformat.h"
#include "config/formats/sectionlistformat.h"
#include "config/formats/textformat.h"
#include "config/formats/wholenumberformat.h"
#include "config/formats/wordformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr TextFormat longRequestText{0, maxConfigBytes, TextFormat::Controls::Allowed};

constexpr WordFormat<BodyKind, 8> bodyWords{{{
    {BodyKind::None, "none"_L1},
    {BodyKind::Json, "json"_L1},
    {BodyKind::Xml, "xml"_L1},
    {BodyKind::Text, "text"_L1},
    {BodyKind::Form, "form"_L1},
    {BodyKind::Multipart, "multipart"_L1},
    {BodyKind::File, "file"_L1},
    {BodyKind::GraphQl, "graphql"_L1},
}}};

void requestRules(const RequestConfig &request, const FaultScope &scope)
{
    // CONNECT makes a tunnel of the connection, which is no request of an API.
    if (!isHeaderName(request.method) || request.method.compare("CONNECT"_L1, Qt::CaseInsensitive) == 0)
        scope.child(u"method"_s).fault(ErrorDetail::BadMethod, {AllowedKind::Method});
    if (!isHeaderValue(request.contentType))
        scope.child(u"content_type"_s).fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue});
}

/// They are asked for with each file, and nothing of them ever changes.
const SectionFields<RequestConfig> &knownFields()
{
    static const SectionFields<RequestConfig> fields = requestFields();
    return fields;
}

} // namespace

SectionFields<RequestConfig> requestFields()
{
    using namespace std::chrono_literals;
    using Config = RequestConfig;
    constexpr SecondsFormat attempt{1ms, 24h};
    constexpr SectionListFormat<RequestEntry> parameters{parameterFields};
    // Values of parameters and headers may be secrets, so none is shown.
    return {{
                formatField<Config>(),
                field("name"_L1, &Config::name, TextFormat{1, 200}).required(),
                field("method"_L1, &Config::method, TextFormat{0, 64}),
                field("path"_L1, &Config::path, TextFormat{0, 65'536}),
                field("path_params"_L1, &Config::pathParams, parameters).secret(),
                field("params"_L1, &Config::params, parameters).secret(),
                field("headers"_L1, &Config::headers, SectionListFormat<RequestEntry>{requestHeaderFields}).secret(),
                field("body_type"_L1, &Config::bodyKind, bodyWords),
                field("body"_L1, &Config::body, longRequestText).secret(),
                field("content_type"_L1, &Config::contentType, TextFormat{0, 200}),
                field("form"_L1, &Config::form, parameters).secret(),
                field("multipart"_L1, &Config::multipart, SectionListFormat<RequestPart>{partFields}).secret(),
                field("body_file"_L1, &Config::bodyFile, TextFormat{0, 4'096}),
                field("graphql_variables"_L1, &Config::graphqlVariables, longRequestText).secret(),
                field("graphql_operation"_L1, &Config::graphqlOperation, TextFormat{0, 200}),
                field("auth"_L1, &Config::auth, boxed<AuthConfig>(SectionFormat<AuthConfig>{authFields})),
                field("timeout"_L1, &Config::timeout, optionally<Duration>(attempt)),
                field("max_retries"_L1, &Config::maxRetries, optionally<int>(WholeNumberFormat{0, 1'000})),
                field("follow_redirects"_L1, &Config::followRedirects, optionally<bool>(FlagFormat())),
                field("max_wait"_L1, &Config::maxWait, optionally<Duration>(SecondsFormat{0s, 7 * 24h})),
                field("cost"_L1, &Config::cost, WholeNumberFormat{1, 1'000'000}),
                field("tests"_L1, &Config::tests, SectionListFormat<RequestTest>{testFields}).secret(),
                field("captures"_L1, &Config::captures, SectionListFormat<RequestCapture>{captureFields}),
                field("description"_L1, &Config::description, longRequestText),
            },
            requestRules};
}

Result<Document<RequestConfig>> readRequestConfig(const QByteArray &json)
{
    return readDocument(json, knownFields());
}

QByteArray writeRequestConfig(const RequestConfig &request)
{
    return writeDocument(request, knownFields());
}

QList<ConfigFault> validate(const RequestConfig &request)
{
    return faultsOf(request, knownFields());
}

} // namespace fuseboard
