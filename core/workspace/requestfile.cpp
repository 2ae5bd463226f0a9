// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestfile.h"

#include "base/headersyntax.h"
#include "config/configreader.h"
#include "config/formats/flagformat.h"
#include "config/formats/headerrules.h"
#include "config/formats/sectionlistformat.h"
#include "config/formats/textformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr TextFormat longRequestText{0, maxConfigBytes, TextFormat::Controls::Allowed};
constexpr TextFormat requestEntryName{0, 1'000};

void parameterRules(const RequestEntry &entry, const FaultScope &scope)
{
    if (entry.enabled && entry.name.isEmpty())
        scope.missing(u"name"_s, TextFormat{1, requestEntryName.longest}.allowed());
}

void requestHeaderRules(const RequestEntry &entry, const FaultScope &scope)
{
    // A header that is switched off may be one that somebody is still writing.
    if (!entry.enabled)
        return;
    if (entry.name.isEmpty())
        scope.missing(u"name"_s, allowedHeaderName());
    else if (!isHeaderName(entry.name) || isTransportHeader(entry.name))
        scope.child(u"name"_s).fault(ErrorDetail::BadHeaderName, allowedHeaderName(), shownHeaderName(entry.name));
    if (!isHeaderValue(entry.value))
        scope.child(u"value"_s).fault(ErrorDetail::BadHeaderValue, allowedHeaderValue());
}

} // namespace

SectionFields<RequestEntry> parameterFields()
{
    return {{
                field("name"_L1, &RequestEntry::name, requestEntryName),
                field("value"_L1, &RequestEntry::value, longRequestText),
                field("enabled"_L1, &RequestEntry::enabled, FlagFormat()),
            },
            parameterRules};
}

namespace {

SectionFields<RequestEntry> requestHeaderFields()
{
    SectionFields<RequestEntry> declared = parameterFields();
    declared.rules = requestHeaderRules;
    return declared;
}

void requestRules(const RequestConfig &request, const FaultScope &scope)
{
    // CONNECT makes a tunnel of the connection, which is no request of an API.
    if (!isHeaderName(request.method) || request.method.compare("CONNECT"_L1, Qt::CaseInsensitive) == 0)
        scope.child(u"method"_s).fault(ErrorDetail::BadMethod, u"GET | POST | PUT | PATCH | DELETE | … not CONNECT"_s);
    if (!isHeaderValue(request.contentType))
        scope.child(u"content_type"_s).fault(ErrorDetail::BadHeaderValue, allowedHeaderValue());
}

} // namespace

SectionFields<RequestConfig> requestFields()
{
    using Config = RequestConfig;
    // Values of parameters and headers may be secrets, so none is shown.
    return {{
                formatField<Config>(),
                field("name"_L1, &Config::name, TextFormat{1, 200}).required(),
                field("method"_L1, &Config::method, TextFormat{0, 64}),
                field("path"_L1, &Config::path, TextFormat{0, 65'536}),
                field("params"_L1, &Config::params, SectionListFormat<RequestEntry>{parameterFields}).secret(),
                field("headers"_L1, &Config::headers, SectionListFormat<RequestEntry>{requestHeaderFields}).secret(),
                field("body"_L1, &Config::body, longRequestText).secret(),
                field("content_type"_L1, &Config::contentType, TextFormat{0, 200}),
                field("description"_L1, &Config::description, longRequestText),
            },
            requestRules};
}

Result<Document<RequestConfig>> readRequestConfig(const QByteArray &json)
{
    return readDocument(json, requestFields());
}

QByteArray writeRequestConfig(const RequestConfig &request)
{
    return writeDocument(request, requestFields());
}

QList<ConfigFault> validate(const RequestConfig &request)
{
    return faultsOf(request, requestFields());
}

} // namespace fuseboard
